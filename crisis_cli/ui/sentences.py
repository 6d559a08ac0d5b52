"""Each kind of event as one plain sentence: for the board's feed, plain mode, the log and the report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta, tzinfo
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.domain.exercise import MAX_SPEED
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.timing import spoken
from crisis_cli.ui.frozen_words import begun_words, failed_words, left_words, settled_words
from crisis_cli.ui.inject_words import seen_as
from crisis_cli.ui.keeper_words import closer_words
from crisis_cli.ui.safe import safe_line
from crisis_cli.ui.sentences_sending import SENDING
from crisis_cli.ui.sentences_statements import STATEMENTS
from crisis_cli.ui.telling import Telling

QUIET = (e.PageAttempted, e.PageSent, e.PageDropped, e.PostAttempted, e.ItemChecked, e.DrillTicked)
"""What a feed leaves out: the outbox's own book-keeping, and a drill's clock as it goes on."""

FACILITATOR = (e.DrillBegan, e.InjectMoved, e.InjectDropped, e.PlayerNoted, e.ObjectiveRated)
"""What the players of a drill do not read while it runs: it tells what is coming, or what is thought of them."""


def for_players(event: e.Event) -> bool:
    """Whether the players of a drill may read it. That a phone is off they notice, or not."""
    body = event.data
    return not isinstance(body, FACILITATOR) and not (isinstance(body, e.InjectPlayed) and body.kind_name == "off")


def may_read(event: e.Event, incident: Incident, me: str) -> bool:
    """Whether `me`, who plays in a drill, may read it: a call to the plant is for the plant to tell of."""
    body = event.data
    to = body.to if isinstance(body, e.InjectPlayed) else ()
    return for_players(event) and (not to or bool(incident.roles_of(me) & set(to)))


def sentence(event: e.Event, incident: Incident, zone: tzinfo) -> str:
    """What happened, in one line of plain text, safe to show; times are local in `zone`."""
    words = _WORDS.get(type(event.data))
    said = words(Telling(event, incident, zone), event.data) if words else event.kind.replace("_", " ")
    return safe_line(said)


LATE = timedelta(seconds=5)
"""A rung noticed later than this paged nobody by itself: one page goes to the highest rung that was reached."""


def _fact(t: Telling, b: e.FactRecorded) -> str:
    if b.status == "unknown":
        return f"{b.name.replace('_', ' ')}: not known ({t.by})"
    source = f", says {b.source}" if b.source else ""
    value = {True: "yes", False: "no"}.get(b.value, b.value) if isinstance(b.value, bool) else b.value
    return f"{b.name.replace('_', ' ')}: {value} ({b.status}{source})"


def _answered(t: Telling, b: e.StepAnswered) -> str:
    step = t.incident.step(b.step)
    words = step.choices.get(b.choice, b.choice) if step is not None else b.choice
    return f"{t.title(b.step)} {b.choice}: {words} ({t.by})"


def _page(t: Telling, b: e.PageQueued) -> str:
    late = f", {spoken(timedelta(seconds=b.late_seconds))} late" if b.late_seconds else ""
    because = f" ({b.late_because})" if b.late_because else ""
    return f"page to {b.person}{late}{because}: {b.text}"


def _rung(t: Telling, b: e.RungFired) -> str:
    why = {"now": "escalated now", "unanswered": "no answer before", "unreached": "nobody reached before"}.get(
        b.why, "not finished in time"
    )
    late = t.at - b.fired_at > LATE
    paged = (
        f"was to be asked at {t.time(b.fired_at)}, when nobody kept"
        if late
        else f"paged at {t.time(b.fired_at)} for"
    )
    return f"{t.role(b.role)} ({b.person}) {paged}: {t.title(b.step)} ({why})"


def _handed(t: Telling, b: e.HandedOver) -> str:
    via = f", by {b.via}" if b.via else ""
    what = t.title(b.what) if t.incident.step(b.what) else t.role(b.what)
    return f"{b.person or 'nobody'} has {what} now{via}"


def _added(t: Telling, b: e.StepAdded) -> str:
    what = "no longer true" if b.corrects else "came in"
    return f"{what}: {b.text.partition(chr(10))[0]}" + (f" (by {t.time(b.due_at)})" if b.due_at else "")


def _jump(t: Telling, b: e.ClockJumped) -> str:
    ahead = "ahead" if b.seconds > 0 else "back"
    length = spoken(timedelta(seconds=abs(b.seconds)))
    return f"this machine's clock went {ahead} {length}: it slept, or its clock was set"


def _opened(t: Telling, b: e.IncidentOpened) -> str:
    kind = "drill" if b.drill else "run"
    return f"{t.by} began the {kind}: {b.title}; first seen {t.time(b.seen_at)}"


def _away(t: Telling, b: e.PersonWentAway) -> str:
    return f"{b.person} is away" + (f" until {t.time(b.until_at)}" if b.until_at else "")


def _shift(t: Telling, b: e.ShiftChanged) -> str:
    if b.person == b.holder:
        return f"by the team file {t.role(b.role)} is {b.person}'s again, who has it here"
    return f"SHIFT: by the team file {t.role(b.role)} is {b.person}'s now; {b.holder or 'nobody'} has it here"


def _offered(t: Telling, b: e.HandoverOffered) -> str:
    what = t.title(b.what) if t.incident.step(b.what) else t.role(b.what)
    keeps = f"; {b.giver} keeps the clock until it is accepted" if b.giver else ""
    return f"{what} offered to {b.person}{keeps}"


def speed_words(speed: str) -> str:
    """A drill's speed for a person: `x6`, `full speed`."""
    return "full speed" if speed == MAX_SPEED else f"x{speed}"


def _came(_: Telling, b: e.InjectPlayed) -> str:
    if b.kind_name == "off":
        return f"a phone is off: {b.text}"
    sender = f" from {b.sender}" if b.sender else ""
    subject = f"{b.subject}: " if b.subject else ""
    return f"CAME IN, {seen_as(b.kind_name).lower()}{sender}: {subject}{b.text}"


def _decided(t: Telling, b: e.DecisionMade) -> str:
    owner = t.role(b.owner) if b.owner else "nobody"
    return f"DECIDED: {b.decision} ({owner} owns it{f'; {b.reason}' if b.reason else ''})"


def _lesson(b: e.LessonLearned) -> str:
    parts = [f"keep: {b.keep}" if b.keep else "", f"change: {b.change}" if b.change else ""]
    owner = f" ({', '.join(filter(None, (b.owner, b.by_when)))})" if b.owner or b.by_when else ""
    return f"{', '.join(filter(None, parts))}{owner}"


# The mapping cannot tell the type checker that each telling takes the class it is listed for.
_WORDS: dict[type[e.Body], Callable[[Telling, Any], str]] = {
    e.IncidentOpened: _opened,
    e.SightingCorrected: lambda t, b: f"first seen {t.time(b.seen_at)}, not {t.time(b.before_at)} ({t.by})",
    e.PlaybookSwitched: lambda t, b: f"switched to: {b.title} ({t.by})",
    e.IncidentClosed: lambda t, b: f"closed {closer_words(t.by)}: {b.outcome}",
    e.IncidentReopened: lambda t, b: f"reopened by {t.by} {b.reason}",
    e.ItemHandled: lambda _, b: f"one post handled: {b.outcome} {b.item}",
    e.HandoverOffered: _offered,
    e.HandoverDeclined: lambda _, b: f"{b.person} does not take {b.what}",
    e.HandedOver: _handed,
    e.ShiftChanged: _shift,
    e.PersonWentAway: _away,
    e.PersonCameBack: lambda _, b: f"{b.person} is back",
    e.PersonTried: lambda t, b: f"{t.by} tried {b.person} by {b.via}: {b.result}",
    e.StepOpened: lambda t, b: f"open: {t.title(b.step)}" + (f", by {t.time(b.due_at)}" if b.due_at else ""),
    e.DueMoved: lambda t, b: f"due {t.time(b.due_at)} now: {t.title(b.step)} ({b.why})",
    e.StepSetBack: lambda t, b: f"waits again: {t.title(b.step)} ({b.why})",
    e.StepNotNeeded: lambda t, b: f"not needed: {t.title(b.step)} ({b.why})",
    e.RepetitionEnded: lambda t, b: f"no further rounds: {t.title(b.step)} ({b.why})",
    e.StepAcknowledged: lambda t, b: f"{b.person} has it, ladder held to {t.time(b.until_at)}: {t.title(b.step)}",
    e.AckWithdrawn: lambda t, b: f"{b.person} does not have it after all: {t.title(b.step)}",
    e.StepDone: lambda t, b: f"done: {t.title(b.step)} ({t.by})",
    e.StepAnswered: _answered,
    e.StepSkipped: lambda t, b: f"skipped: {t.title(b.step)} ({t.by}: {b.reason})",
    e.StepReopened: lambda t, b: f"open again: {t.title(b.step)} ({b.why})",
    e.ItemChecked: lambda t, b: f"{'ticked' if b.checked else 'unticked'} line {b.item + 1} of: {t.title(b.step)}",
    e.StepAdded: _added,
    e.StepReworded: lambda _, b: f"no longer true: {b.text.partition(chr(10))[0]}",
    e.StepFellOverdue: lambda t, b: f"LATE since {t.time(b.due_at)}: {t.title(b.step)}",
    e.RungFired: _rung,
    e.RungPassed: lambda t, b: f"{t.role(b.role)} passed over ({b.why}): {t.title(b.step)}",
    e.PageQueued: _page,
    e.PageAttempted: lambda _, b: f"page {b.page}: attempt {b.attempt}",
    e.PageSent: lambda _, b: f"page {b.page} went out by {b.channel}",
    e.PageFailed: lambda _, b: f"page {b.page} FAILED: {b.reason}{'; another way now' if b.next_channel else ''}",
    e.PageAcknowledged: lambda _, b: f"{b.person} has read page {b.page}",
    e.PageDropped: lambda _, b: f"page {b.page} not sent: {b.reason}",
    e.PromiseMissed: lambda t, b: f"PROMISE MISSED: {b.promise.replace('_', ' ')} was due {t.time(b.due_at)}",
    e.ClockJumped: _jump,
    e.FactRecorded: _fact,
    e.NoteTaken: lambda t, b: f"{t.by} noted{' (private)' if b.private else ''}: {b.text}",
    e.NoteStruck: lambda t, b: f"{t.by} took note {b.note} back",
    **STATEMENTS,
    **SENDING,
    e.ActUndone: lambda t, b: f"{t.by} took back what was done: {b.what.replace('_', ' ')}",
    e.DrillBegan: lambda _, b: f"drill begun: {b.scenario}, {speed_words(b.speed)}",
    e.DrillPaused: lambda t, _: f"PAUSED by {t.by}: the drill's clock stands still",
    e.DrillResumed: lambda t, _: f"the drill goes on ({t.by})",
    e.SpeedSet: lambda t, b: f"the drill's clock goes at {speed_words(b.speed)} ({t.by})",
    e.DrillTicked: lambda _t, _b: "the drill's clock is being kept",
    e.DrillJumped: lambda _, b: f"{spoken(timedelta(seconds=b.seconds))} passed over: the drill's clock was moved",
    e.InjectPlayed: _came,
    e.InjectMoved: lambda t, b: f"{b.inject} put at {t.time(b.due_at)} ({t.by})",
    e.InjectDropped: lambda t, b: f"{b.inject} does not happen ({t.by}){': ' if b.reason else ''}{b.reason}",
    e.DecisionMade: _decided,
    e.PlayerNoted: lambda t, b: f"{t.by} on {b.player}: {b.text}",
    e.ObjectiveRated: lambda t, b: f"{b.objective} rated {b.rating} by {t.by}: {b.reason}",
    e.LessonLearned: lambda _, b: f"{b.player} would {_lesson(b)}",
    e.FreezeBegun: lambda t, b: begun_words(b, t.by),
    e.Frozen: lambda t, b: settled_words(b, t.by),
    e.Unfrozen: lambda t, b: settled_words(b, t.by),
    e.FreezeFailed: lambda t, b: failed_words(b, t.by),
    e.LeftFrozen: lambda t, b: left_words(b, t.by, t.incident),
    e.TextRedacted: lambda t, b: f"{t.by} blanked the words of event {b.act}: {b.reason}",
    e.UnknownEvent: lambda _, b: f"something a newer version wrote: {b.kind_name}",
}
