"""Rules for a drill: its clock, what happens to the team, what the facilitator and the players say of it."""

from __future__ import annotations

from collections.abc import Callable

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.exercise import MAX_SPEED, Exercise
from crisis_cli.engine.batch import Batch
from crisis_cli.errors import Refused, UsageError

RATINGS = ("P", "S", "M", "U")
"""Performed without challenges, with some, with major ones, unable to be performed (HSEEP, revision of 2020)."""

FASTEST = 3600.0
"""The highest speed that is a number: an hour in a second; beyond it only `max` makes sense."""


def _exercise(batch: Batch) -> Exercise:
    """The drill's state; raises Refused in a run that follows no scenario."""
    exercise = batch.incident.exercise
    if exercise is None:
        kind = "a drill without a scenario" if batch.incident.drill else "real: nothing is played in it"
        raise Refused(f"{batch.incident.id} is {kind}.", "Begin one with: crisis drill SCENARIO")
    return exercise


def _play(batch: Batch, intent: i.PlayInject) -> None:
    exercise = _exercise(batch)
    if intent.inject in exercise.played:
        if intent.by_hand:
            raise Refused(f"{intent.inject} has happened already.", "What else is there: crisis inject")
        return
    if intent.inject in exercise.dropped and not intent.by_hand:
        return
    if exercise.paused and not intent.by_hand:
        return
    if intent.kind != "off" and not intent.text.strip():
        raise UsageError("This says nothing.", "Write what the team is to read.")
    batch.act(
        e.InjectPlayed(
            intent.inject,
            intent.kind,
            intent.text,
            intent.sender,
            intent.subject,
            intent.to,
            intent.deadline_at,
            intent.by_hand,
        )
    )


def _move(batch: Batch, intent: i.MoveInjects) -> None:
    exercise = _exercise(batch)
    for inject, due_at in intent.moves:
        if inject in exercise.played:
            raise Refused(f"{inject} has happened already.", "Only what is ahead can be put off.")
        batch.act(e.InjectMoved(inject, max(due_at, batch.at)))


def _drop(batch: Batch, intent: i.DropInject) -> None:
    exercise = _exercise(batch)
    if intent.inject in exercise.played:
        raise Refused(f"{intent.inject} has happened already.", "Only what is ahead can be dropped.")
    if intent.inject not in exercise.dropped:
        batch.act(e.InjectDropped(intent.inject, intent.reason))


def _pause(batch: Batch, _: i.PauseDrill) -> None:
    if _exercise(batch).paused:
        raise Refused("The drill is paused already.", "Go on with: crisis clock resume")
    batch.act(e.DrillPaused())


def _resume(batch: Batch, _: i.ResumeDrill) -> None:
    if not _exercise(batch).paused:
        raise Refused("The drill is not paused.", "Nothing was changed.")
    batch.act(e.DrillResumed())


def read_speed(text: str) -> str:
    """A speed as the journal keeps it; raises UsageError for what is none."""
    word = text.strip().lower()
    if word == MAX_SPEED:
        return word
    try:
        speed = float(word.removesuffix("x"))
    except ValueError:
        speed = 0.0
    if not 0 < speed <= FASTEST:
        raise UsageError(
            f'"{text}" is no speed.', "6 is an hour in ten minutes, 1 as in life, max without waiting."
        )
    return f"{speed:g}"


def _set_speed(batch: Batch, intent: i.SetSpeed) -> None:
    speed = read_speed(intent.speed)
    if _exercise(batch).speed != speed:
        batch.act(e.SpeedSet(speed))


def _tick(batch: Batch, intent: i.TickDrill) -> None:
    exercise = _exercise(batch)
    if intent.seconds:
        batch.act(e.DrillJumped(intent.seconds))
    elif not exercise.paused:
        batch.act(e.DrillTicked())


def _decide_together(batch: Batch, intent: i.DecideTogether) -> None:
    _exercise(batch)
    if not intent.decision.strip():
        raise UsageError("What was decided?", "Say it in a few words; nothing decided is an answer too.")
    batch.act(e.DecisionMade(intent.inject, intent.options, intent.owner, intent.decision, intent.reason))


def _note_player(batch: Batch, intent: i.NotePlayer) -> None:
    _exercise(batch)
    if not intent.text.strip():
        raise UsageError("The note is empty.", "Write what you saw in a few words.")
    batch.act(e.PlayerNoted(intent.player, intent.text))


def _rate(batch: Batch, intent: i.RateObjective) -> None:
    _exercise(batch)
    if intent.rating not in RATINGS:
        raise UsageError(f'"{intent.rating}" is no rating.', f"Expected one of {', '.join(RATINGS)}.")
    if not intent.reason.strip():
        raise UsageError("A rating needs a reason.", "Say what you saw.")
    batch.act(e.ObjectiveRated(intent.objective, intent.rating, intent.reason))


def _learn(batch: Batch, intent: i.Learn) -> None:
    _exercise(batch)
    if not (intent.keep.strip() or intent.change.strip()):
        raise UsageError("What is to be kept, or changed?", "Say one of them at least.")
    batch.act(e.LessonLearned(intent.player, intent.keep, intent.change, intent.owner, intent.by_when))


def _end(batch: Batch, intent: i.EndDrill) -> None:
    if not batch.incident.drill:
        raise Refused(f"{batch.incident.id} is real.", "End it with: crisis close --reason TEXT")
    batch.act(e.IncidentClosed(intent.reason))


RULES: dict[type[i.Intent], Callable[..., None]] = {
    i.PlayInject: _play,
    i.MoveInjects: _move,
    i.DropInject: _drop,
    i.PauseDrill: _pause,
    i.ResumeDrill: _resume,
    i.SetSpeed: _set_speed,
    i.TickDrill: _tick,
    i.DecideTogether: _decide_together,
    i.NotePlayer: _note_player,
    i.RateObjective: _rate,
    i.Learn: _learn,
    i.EndDrill: _end,
}
