"""Rules for what is held still while a crisis lasts: scheduled posts, adverts. A drill tells no tool anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.freezing import BY_HAND, DRILL, FREEZE, Held
from crisis_cli.domain.timing import spoken
from crisis_cli.engine.batch import Batch
from crisis_cli.errors import Refused, UsageError

LONGEST = 100
"""Characters of what a person calls a thing that no file knows."""


def _begin(batch: Batch, intent: i.BeginFreeze) -> None:
    _refuse_once_closed(batch, intent.act)
    held = batch.incident.frozen.get(intent.name)
    if held is not None and held.under_way(batch.at) and held.until is not None:
        left = spoken(held.until - batch.at)
        raise Refused(
            f"Somebody is at it: {held.title} ({held.trying}).", f"Wait for word of it, at most {left}: crisis log"
        )
    if batch.incident.drill:
        done = e.Frozen if intent.act == FREEZE else e.Unfrozen
        batch.act(done(intent.name, intent.title, DRILL, intent.how))
        return
    until = batch.at + timedelta(seconds=intent.seconds)
    batch.act(e.FreezeBegun(intent.act, intent.name, intent.title, intent.way, intent.how, until))


def _settle(batch: Batch, intent: i.SettleFreeze) -> None:
    title = batch.incident.frozen[intent.name].title
    if intent.why:
        batch.act(
            e.FreezeFailed(
                *(intent.act, intent.name, title, intent.way, intent.how, intent.why),
                *(intent.unknown, intent.exit_code, intent.said),
            )
        )
        return
    done = e.Frozen if intent.act == FREEZE else e.Unfrozen
    batch.act(done(intent.name, title, intent.way, intent.how, intent.exit_code, intent.said))


def _by_hand(batch: Batch, intent: i.RecordFreeze) -> None:
    _refuse_once_closed(batch, intent.act)
    title = " ".join(intent.title.split())
    if not title or len(title) > LONGEST:
        raise UsageError(
            f"A name of {len(title)} characters, expected 1 to {LONGEST}.",
            'Say what it is in a few words: crisis freeze "the agency\'s queue" --by-hand',
        )
    held = batch.incident.frozen.get(intent.name)
    if intent.act == FREEZE:
        name = intent.name or f"by-hand-{len(batch.incident.frozen) + 1}"
        batch.act(e.Frozen(name, title, BY_HAND))
    elif held is None:
        raise Refused(f"Nobody froze {title} in this run.", "crisis freeze shows what is frozen.")
    else:
        batch.act(e.Unfrozen(intent.name, held.title, BY_HAND))


def _refuse_once_closed(batch: Batch, act: str) -> None:
    """A closed run still takes that things go on again, and nothing else."""
    closed = batch.incident.closed
    if closed is not None and act == FREEZE:
        raise Refused(
            f"{batch.incident.id} was closed by {closed.by}: nothing is frozen for it any more.",
            f"If it was not over: crisis reopen --incident {batch.incident.id}",
        )


def end_in_spite_of_what_is_frozen(batch: Batch, why: str = "") -> None:
    """Before a run ends: what is frozen, or may be, is unfrozen first, or somebody says why it stays so."""
    held = batch.incident.still_frozen()
    if not held:
        return
    if not why.strip():
        raise Refused(
            f"Still frozen, or nobody knows: {titles(held)}.",
            'crisis unfreeze --all; or say why it stays so: crisis close --reason "…" --still-frozen "…"',
        )
    batch.act(e.LeftFrozen(tuple(one.name for one in held), why.strip()))


def titles(held: list[Held]) -> str:
    """What they are called, in one line."""
    return ", ".join(one.title for one in held)


RULES: dict[type[i.Intent], Callable[..., None]] = {
    i.BeginFreeze: _begin,
    i.SettleFreeze: _settle,
    i.RecordFreeze: _by_hand,
}
