"""`crisis status --json`: where a run stands, for scripts. The shape is documented by the fields here."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain.freezing import Held
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.promises import promise_states
from crisis_cli.domain.timing import iso
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.ui.sends_words import as_json as as_send
from crisis_cli.ui.shift_words import on_shift

Json = dict[str, object]


def as_status(incident: Incident, *, number: int, at: datetime, keeper_seen_at: datetime | None) -> Json:
    """Everything about the run at `at`; times are UTC text, unknown ones null."""
    return {
        "incident": incident.id,
        "number": number,
        "title": incident.title,
        "playbook": incident.playbook.id,
        "drill": incident.drill,
        "open": incident.closed is None,
        "outcome": incident.closed.outcome if incident.closed else None,
        "at": iso(at),
        "seen_at": iso(incident.seen_at),
        "opened_at": iso(incident.opened_at),
        "events": incident.version,
        "item": incident.item or None,
        "linked": incident.linked or None,
        "keeper_seen_at": _iso(keeper_seen_at),
        "exercise": _exercise(incident, kept=keeper_seen_at is not None),
        "promises": [
            {
                "name": state.promise.name,
                "due_at": _iso(state.due_at),
                "status": state.status,
                "kept_at": _iso(state.kept_at),
                "kept_by": state.promise.kept_by or None,
            }
            for state in promise_states(incident, at)
        ],
        "next_word": _next_word(incident),
        "steps": [_step(incident, step, incident.clock_stops(at)) for step in incident.steps()],
        "facts": {name: _fact(incident, name) for name in incident.playbook.facts},
        "roles": {name: _role(incident, name, at) for name in incident.playbook.roles},
        "statements": {name: _statement(incident, name, at) for name in incident.playbook.statements},
        "frozen": [as_held(held, at) for held in incident.frozen.values()],
    }


def _iso(moment: datetime | None) -> str | None:
    return iso(moment) if moment is not None else None


def _exercise(incident: Incident, *, kept: bool) -> Json | None:
    """A drill's own clock: null for a run that follows no scenario."""
    exercise = incident.exercise
    if exercise is None:
        return None
    return {
        "scenario": exercise.scenario,
        "language": exercise.language,
        "speed": exercise.speed,
        "seed": exercise.seed,
        "paused": exercise.paused,
        "clock_kept": kept,
    }


def _next_word(incident: Incident) -> Json | None:
    word = incident.next_word
    return {"statement": word.statement, "due_at": _iso(word.at)} if word is not None else None


def _step(incident: Incident, step: Step, at: datetime) -> Json:
    state = incident.state(step.id)
    status = incident.status(step.id, at)
    unsettled = status in (Status.WAITING, Status.OPEN, Status.ACKNOWLEDGED)
    found: Json = {
        "id": step.id,
        "kind": step.kind.value,
        "title": step.title,
        "role": step.role,
        "owner": incident.owner(step.id, at),
        "status": status.value,
        "overdue": incident.overdue(step.id, at),
        "due_at": _iso(state.due_at) if unsettled else None,
        "opened_at": _iso(state.opened_at),
        "settled_at": None if unsettled else _iso(state.settled_at),
        "settled_by": None if unsettled else state.settled_by or None,
        "reason": state.reason or None,
        "round": state.round,
        "acked_by": incident.acked_by(step.id, at),
        "ack_until": _iso(incident.ack_until(step.id, at)),
        "rungs_fired": len(state.rungs),
        "required": step.required,
        "phase": step.phase or None,
        "repeat": None,
    }
    if step.kind is Kind.ASK:
        found |= {"choices": list(step.choices), "answer": state.answer}
    if step.target:
        found["statement"] = step.target
    if step.repeat is not None:
        found["repeat"] = {"rounds_done": state.rounds_done, "ended": state.ended}
    return found


def as_held(held: Held, at: datetime) -> Json:
    """One thing that somebody froze, or tried to; `nobody_knows`: only a look into the tool itself can tell."""
    return {
        "name": held.name,
        "title": held.title,
        "frozen": held.frozen,
        "since": _iso(held.since),
        "by": held.by or None,
        "way": held.way or None,
        "under_way": held.under_way(at),
        "nobody_knows": held.nobody_knows(at),
        "failed": held.failed or None,
        "why": held.why or None,
    }


def _fact(incident: Incident, name: str) -> Json:
    record = incident.fact(name)
    known = record is not None and record.status != "unknown"
    return {
        "type": incident.playbook.facts[name].type.value,
        "value": record.value if record is not None and known else None,
        "status": record.status if record is not None else "unknown",
        "source": record.source or None if record is not None else None,
        "at": _iso(record.moment) if record is not None else None,
    }


def _role(incident: Incident, name: str, at: datetime) -> Json:
    role = incident.playbook.roles[name]
    held_by = incident.holders.get(name)
    return {
        "title": role.title,
        "person": held_by,
        "acting": incident.holder(name, at),
        "deputy": role.deputy,
        "away": bool(held_by and incident.is_away(held_by, at)),
        "offered_to": incident.offers.get(name),
        "on_shift": on_shift(incident, name) or None,
    }


def _statement(incident: Incident, name: str, at: datetime) -> Json:
    state, spec = incident.statement(name), incident.playbook.statements[name]
    standing = approval_standing(incident, name, at)
    version = state.current
    return {
        "round": state.round,
        "text": version.text if version else None,
        "sha256": version.sha256 if version else None,
        "written_by": version.by if version else None,
        "finished": bool(state.round) and state.ready == state.round,
        "approved": version is not None and standing.complete and state.ready == state.round,
        "needs": standing.missing or None,
        "approvals": [{"role": yes.role, "by": yes.giver, "via": yes.via} for yes in state.approvals_of_current()],
        "channels": list(spec.channels),
        "published": [
            {
                "round": post.round,
                "channel": post.channel,
                "url": post.url,
                "at": iso(post.moment),
                "sha256": post.sha256,
                "withdrawn_at": iso(post.withdrawn_at) if post.withdrawn_at is not None else None,
            }
            for post in state.published
        ],
        "sends": [as_send(part, at) for part in state.sends],
    }
