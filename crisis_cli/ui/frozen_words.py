"""What is held still while a crisis lasts, in words: for board, plain lines and the list of `crisis freeze`."""

from __future__ import annotations

from datetime import datetime, tzinfo

from crisis_cli.domain import events as e
from crisis_cli.domain.freezing import BY_HAND, DRILL, FREEZE, Held
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.timing import clock_or_day
from crisis_cli.ui.safe import safe_line


def frozen_words(incident: Incident, at: datetime, zone: tzinfo) -> tuple[str, ...]:
    """`FROZEN Scheduled posts since 03:04`: what is not as it should be first, nothing of what goes on."""
    held = sorted(incident.frozen.values(), key=lambda one: one.frozen and not one.nobody_knows(at))
    return tuple(words for one in held if (words := held_words(one, at, zone)))


def held_words(held: Held, at: datetime, zone: tzinfo) -> str:
    """How it stands with one of them; empty when it goes on, as somebody wanted."""
    title = safe_line(held.title)
    since = f" since {clock_or_day(held.since, at, zone)}" if held.frozen and held.since is not None else ""
    if held.nobody_knows(at):
        return f"FROZEN? {title}: nobody knows"
    if held.under_way(at):
        return f"{'FREEZING' if held.trying == FREEZE else 'UNFREEZING'} {title}"
    if held.frozen:
        return f"{'STILL ' if held.failed and held.failed != FREEZE else ''}FROZEN {title}{since}"
    return f"NOT FROZEN {title}" if held.failed == FREEZE else ""


def begun_words(body: e.FreezeBegun, by: str) -> str:
    """Before the tool has answered."""
    doing = "being frozen" if body.act == FREEZE else "being unfrozen"
    return f"{body.title}: {doing} ({by}: {body.how})"


def settled_words(body: e.Frozen | e.Unfrozen, by: str) -> str:
    """What was done, by whom, and how."""
    state = "FROZEN" if isinstance(body, e.Frozen) else "goes on again"
    if body.way == DRILL:
        return f"{body.title}: {state} for the drill; nothing was run ({by}; would run {body.how})"
    how = BY_HAND if body.way == BY_HAND else body.how
    said = f', it said "{body.said}"' if body.said else ""
    return f"{body.title}: {state} ({by}: {how}{said})"


def left_words(body: e.LeftFrozen, by: str, incident: Incident) -> str:
    """What stayed frozen at the close, and why."""
    titles = (incident.frozen[name].title if name in incident.frozen else name for name in body.names)
    return f"left frozen by {by}: {', '.join(titles)} ({body.reason})"


def failed_words(body: e.FreezeFailed, by: str) -> str:
    """What did not work, and that it may have."""
    said = f', it said "{body.said}"' if body.said else ""
    tail = f"{body.why} ({by}: {body.how}{said})"
    if body.unknown:
        return f"{body.title}: NOBODY KNOWS whether the {body.act} worked: {tail}"
    return f"{body.title}: {'NOT FROZEN' if body.act == FREEZE else 'STILL FROZEN'}: {tail}"
