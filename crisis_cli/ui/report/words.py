"""The rows of a review as words: one phrase a row, the same in every format. What they return is raw text."""

from __future__ import annotations

from datetime import datetime, timedelta

from crisis_cli.domain.timing import show_duration, spoken
from crisis_cli.engine.pages import ADVICE, YES
from crisis_cli.engine.session import KEEPER
from crisis_cli.review.rows_done import DecisionRow, FreezeRow, PageRow, PromiseRow, StepRow, WordRow
from crisis_cli.review.rows_said import FactRow, UnknownFact
from crisis_cli.ui.report.blocks import Tone
from crisis_cli.ui.report.times import Times, late_words, margin_words

OUTCOMES = {
    "open": "not finished",
    "done": "done",
    "answered": "answered",
    "skipped": "skipped",
    "not_needed": "not needed any more",
    "set_back": "waits again",
    "ended": "no further round was needed",
    "replaced": "replaced by a newer round",
    "waiting": "its turn never came",
}

ABOUT = {
    "rung": "overdue: next in line",
    "turn": "your turn",
    "heads_up": "heads-up",
    "unheld": "nobody holds it",
    "promise": "promise in danger",
    "handover": "handover offered",
    "shift": "shift change",
    "notify": "to tell",
}


def about_words(row: PageRow) -> str:
    """What a page was about: for whom an approval asks, as the page itself says it."""
    begins = row.text.partition(":")[0]
    if row.about == "turn" and begins in (YES, ADVICE):
        return begins[:1].lower() + begins[1:]
    return ABOUT.get(row.about, row.about)


def plain(name: str) -> str:
    """A name of the playbook as words: `first_statement` is first statement."""
    return name.replace("_", " ")


def value_words(value: object) -> str:
    """A fact's value for a person: yes and no, not True and False."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def fact_words(row: FactRow | UnknownFact) -> str:
    """`people ill: 3 (unconfirmed)`, or that it is not known."""
    if row.status == "unknown" or row.value is None:
        return f"{plain(row.name)}: not known"
    return f"{plain(row.name)}: {value_words(row.value)} ({row.status})"


def promise_title(row: PromiseRow) -> str:
    """`First statement within 30m`, and from when that counts if not from the sighting."""
    start = "" if row.counts_from == "seen" else f" of {_COUNTED.get(row.counts_from, row.counts_from)}"
    return f"{row.title} within {show_duration(row.within)}{start}"


_COUNTED = {"start": "the begin of the run", "change": "a change of what we had said"}


def promise_words(row: PromiseRow) -> tuple[str, Tone]:
    """What became of a promise, and by how much."""
    by = f", {margin_words(row.margin)}" if row.margin is not None else ""
    if row.due_at is None and row.counts_from == "change":
        return "not owed: nothing that we had said has changed", Tone.PLAIN
    if row.status == "released":
        return "released: what would keep it was not needed", Tone.PLAIN
    if row.status == "kept":
        return f"KEPT{by}", Tone.GOOD
    if row.status == "missed":
        missing = "out" if row.kept_by else "corrected"
        never = (
            ""
            if row.kept_at is not None or row.margin is None
            else f", {spoken(-row.margin)} late and not {missing}"
        )
        return f"MISSED{never or by}", Tone.BAD
    left = f", {spoken(row.margin)} left" if row.margin is not None else ", its clock has not started"
    return f"open{left}", Tone.PLAIN


def word_title(row: WordRow, times: Times) -> str:
    """`Speak again at 03:45 (holding)`: the time given, and in which text."""
    again = f", round {row.round}" if row.round > 1 else ""
    return f"Speak again at {times.clock(row.due_at)} ({plain(row.statement)}{again})"


def word_words(row: WordRow) -> tuple[str, Tone]:
    """What became of it."""
    if row.status == "open":
        return f"open, {spoken(row.margin)} left", Tone.PLAIN
    if row.kept_at is None:
        return f"MISSED, {spoken(-row.margin)} late and nothing out", Tone.BAD
    if row.status == "missed":
        return f"MISSED, {margin_words(row.margin)}", Tone.BAD
    by = margin_words(row.margin) if row.margin >= timedelta() else "within the minute"
    return f"KEPT, {by}", Tone.GOOD


def step_title(row: StepRow) -> str:
    """The step's title with its round, and why it was opened anew."""
    again = f" ({row.again})" if row.again else ""
    return f"{row.title}{f', round {row.round}' if row.round > 1 else ''}{again}"


def step_outcome(row: StepRow) -> str:
    """How it ended: what was answered, why it was skipped, who was paged meanwhile."""
    words = OUTCOMES.get(row.outcome, row.outcome)
    if row.opened_at is None and row.outcome == "not_needed":
        words = "not needed"
    said = row.answer or row.reason
    parts = [f"{words}: {said}" if said else words]
    if row.taken_back:
        parts.append("taken back later")
    return "; ".join(parts)


def step_late(row: StepRow) -> tuple[str, Tone]:
    """The difference between due and done."""
    words = late_words(row.late)
    late = row.late is not None and row.late >= timedelta(seconds=1)
    return words, Tone.BAD if late else Tone.PLAIN


def page_answer(row: PageRow) -> tuple[str, Tone]:
    """What came of a page, and after how long."""
    if not row.answer_expected:
        return "no answer expected", Tone.PLAIN
    if not row.answer:
        return "NO ANSWER", Tone.BAD
    if row.answered_after is None:
        return row.answer, Tone.PLAIN
    who = "" if row.answered_by == row.person else f" by {row.answered_by}"
    if row.answered_after < timedelta():
        return f"{row.answer}{who} before the page", Tone.PLAIN
    return f"{row.answer}{who} after {spoken(row.answered_after)}", Tone.PLAIN


def page_state(row: PageRow) -> str:
    """How sending went."""
    channel = f" by {row.channel}" if row.channel else ""
    words = {"queued": "shown here", "attempted": "being sent", "sent": f"sent{channel}", "failed": "FAILED"}
    state = words.get(row.state, row.state)
    return f"{state}: {row.failure}" if row.failure and row.state in ("failed", "dropped") else state


def freeze_words(row: FreezeRow) -> str:
    """How it went with one try to hold something still, or to let it go on."""
    return {
        "begun": f"{row.act}: begun, and nobody knows how it ended",
        "unknown": f"{row.act}: nobody knows",
        "failed": f"{row.act} FAILED",
    }.get(row.outcome, row.outcome)


def decision_words(row: DecisionRow, times: Times) -> str:
    """What was decided, in a few words that follow the name of who decided it."""
    role = f", as {row.role}" if row.role else ""
    via = f", by {row.via}" if row.via else ""
    return f"{_decided(row, times)}{role}{via}" + (" (TAKEN BACK)" if row.taken_back else "")


_DECIDED = {
    "answer": "answered {choice} to: {subject}",
    "answer_changed": "changed the answer to {choice}: {subject}",
    "skip": "skipped: {subject}",
    "channel_skip": "left {choice} out for: {subject}",
    "send_failed": "sent to {choice}, and it did not go out: {subject}",
    "send_unknown": "sent to {choice}, and nobody knew whether it was out: {subject}",
    "seen_out": "saw on {choice} that it is out: {subject}",
    "seen_not_out": "saw on {choice} that it is not out: {subject}",
    "approval": "said yes to: {subject}",
    "countersignature": "countersigned: {subject}",
    "rejection": "said no to: {subject}",
    "objection": "objected to: {subject}",
    "silence": "stayed silent on: {subject}",
    "escalation": "escalated to {choice}: {subject}",
    "handover_offered": "offered {subject} to {choice}",
    "handover_declined": "did not take over {subject}",
    "back": "{subject} is back",
    "switch": "switched to the playbook: {subject}",
    "close": "closed the run",
    "reopen": "reopened the run",
}


def _decided(row: DecisionRow, times: Times) -> str:
    subject, choice = row.subject, row.choice
    match row.kind:
        case "handover_accepted":
            return f"took over {subject}" + (f" from {choice}" if choice else "")
        case "away":
            return f"{subject} is away" + (f" until {_stored(choice, times)}" if choice else "")
        case "sighting":
            return f"first seen {_stored(choice, times)}, not {_stored(subject, times)}"
        case "next_word" if choice:
            return f"said in the {plain(subject)} statement: we speak again at {_stored(choice, times)}"
        case "next_word":
            return f"gave no further time in the {plain(subject)} statement"
        case "undo":
            return f"took back: {plain(subject)} (event {choice})"
        case kind:
            return _DECIDED.get(kind, kind).format(subject=subject, choice=choice)


def _stored(text: str, times: Times) -> str:
    return times.clock(datetime.fromisoformat(text))


def recorded_words(row: DecisionRow) -> str:
    """Who decided, and who typed it when that was another person."""
    if row.by == KEEPER:
        return "nobody: by itself"
    by_itself = row.recorded_by in (row.by, KEEPER)
    return row.by if by_itself else f"{row.by} (typed by {row.recorded_by})"
