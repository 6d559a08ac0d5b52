"""Pages to read on the board: a step in full, every step by phase, the whole log, all facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from crisis_cli.domain.events import DrillTicked, Event
from crisis_cli.domain.incident import SETTLED, Incident
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.timing import clock_or_day, clock_time, left_or_late, spoken
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.engine.ladders import next_rung
from crisis_cli.ui.board.sections import plain_words
from crisis_cli.ui.knowledge import fact_words
from crisis_cli.ui.safe import safe, safe_line, shortened
from crisis_cli.ui.sentences import sentence
from crisis_cli.ui.step_rows import who
from crisis_cli.ui.view import View

MOST = 2000
"""Lines of the log; of more, the latest are shown, and crisis log has them all."""


def step_in_full(incident: Incident, step: Step, at: datetime, zone: tzinfo, me: str) -> str:
    """Everything about one step: whose it is, until when, what it asks, who was paged, who comes next."""
    state = incident.state(step.id)
    lines = [f"{safe_line(step.title)}   [{step.id}: {step.kind.value}]", f"Who: {who(incident, step, at, me)}"]
    if state.due_at is not None and state.status not in SETTLED:
        lines.append(f"Due {clock_or_day(state.due_at, at, zone)}: {left_or_late(state.due_at, at)}")
    waits = [name for name in incident.playbook.predecessors.get(step.id, ()) if not incident.is_settled(name)]
    lines.append(f"Now: {incident.status(step.id, at).value.replace('_', ' ')}{_waits(incident, waits)}")
    if step.required:
        lines.append("Required: it cannot be skipped.")
    lines += ["", plain_words(safe(step.guidance).strip())] if step.guidance else []
    lines += ["", *(f"{key}: {safe_line(words)}" for key, words in step.choices.items())] if step.choices else []
    ticks = [f"[{'x' if n in state.checked else ' '}] {safe_line(t)}" for n, t in enumerate(step.checklist)]
    lines += ["", *ticks] if ticks else []
    ladder = list(_ladder(incident, step, at, zone))
    lines += ["", "Ladder", *ladder] if ladder else []
    if step.kind is Kind.APPROVE and incident.statement(step.target).current is not None:
        missing = approval_standing(incident, step.target, at).missing
        lines += ["", f"Still needed: {safe_line(missing)}" if missing else "It has all its yeses."]
    return "\n".join(lines)


def _waits(incident: Incident, waits: Sequence[str]) -> str:
    titles = [found.title if (found := incident.step(name)) else name for name in waits]
    return f", after: {safe_line(', '.join(titles))}" if titles else ""


def _ladder(incident: Incident, step: Step, at: datetime, zone: tzinfo) -> Iterator[str]:
    state = incident.state(step.id)
    coming = next_rung(incident, step, at)
    for index, rung in enumerate(step.ladder):
        role = incident.playbook.roles.get(rung.page)
        name = safe_line(role.title if role is not None else rung.page)
        person = safe_line(incident.holders.get(rung.page, "nobody"))
        if index < len(state.rungs):
            reached = state.rungs[index]
            word = "paged" if reached.person else "passed over"
            yield f"  x {name} ({person}): {word} {clock_time(reached.fired_at, zone)}"
        elif coming is not None and coming[0] == index:
            yield f"  > {name} ({person}): next, at {clock_time(coming[2], zone)}; n pages them now"
        else:
            yield f"  - {name} ({person}): {spoken(rung.after)} after it is due"
    for ack in state.acks:
        word = "holds" if ack.until > at else "held"
        since, until = clock_time(ack.at, zone), clock_time(ack.until, zone)
        yield f"  {safe_line(ack.person)} said mine at {since}; that {word} the ladder until {until}"


def every_step(view: View) -> str:
    """All steps by phase, those that are settled too."""
    phases = list(dict.fromkeys(row.phase for row in view.rows))
    marks = {"LATE": "! LATE", "NOW": "> NOW", "next": "- next", "done": "x done"}
    lines: list[str] = []
    for phase in phases:
        lines += [*([""] if lines else []), phase.upper()] if phase else []
        for row in view.rows:
            if row.phase == phase:
                note = f" ({row.note})" if row.note else ""
                who_ = "" if row.time.startswith("not needed") else f"{row.who}, "
                lines.append(f"{marks[row.mark]:<6} {row.title}: {who_}{row.time}{note}".rstrip(", "))
    return "\n".join(lines)


def whole_log(incident: Incident, history: Sequence[Event], zone: tzinfo) -> str:
    """Every event as a sentence with its number, the latest first."""
    lines = [
        f"{event.seq:>5} {clock_time(event.moment, zone, seconds=True)} {sentence(event, incident, zone)}"
        for event in reversed(history[-MOST:])
        if not isinstance(event.data, DrillTicked)
    ]
    more = [f"      … {len(history) - MOST} earlier: crisis log"] if len(history) > MOST else []
    return "\n".join([*lines, *more])


def fact_choices(incident: Incident) -> list[tuple[str, str]]:
    """Each fact with its question and what is known of it, always at the same place: its number stays."""
    choices: list[tuple[str, str]] = []
    for name, spec in incident.playbook.facts.items():
        record = incident.fact(name)
        if record is None or record.status == "unknown":
            choices.append((name, f"{spec.ask}  ({name}: not known{', needed' if spec.required else ''})"))
        else:
            status = record.status if record.status == "confirmed" else "UNCONFIRMED"
            choices.append((name, f"{spec.ask}  ({name}: {value_words(record.value)}, {status})"))
    return choices


def value_words(value: object) -> str:
    """A fact's value for a person, of a long one the beginning; nothing known is said so."""
    return "not known" if value is None else shortened(fact_words(value))
