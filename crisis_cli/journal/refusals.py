"""What every journal refuses, in the same words."""

from __future__ import annotations

from crisis_cli.domain.events import KINDS, VERSION, NewEvent, TextRedacted
from crisis_cli.errors import JournalConflict, JournalTooNew, Refused


def lost_race(incident: str, after: int, stands: int) -> JournalConflict:
    """The answer to an append that was decided on an older state."""
    return JournalConflict(
        f"somebody else wrote first: {incident} stands at event {stands}, and this was decided at event {after}",
        "Look again, and decide on what is there now.",
    )


def is_newer(kind: str, v: int) -> bool:
    """Whether an event is one that only a newer version understands."""
    return v > VERSION or kind not in KINDS


def too_new(incident: str, seq: int, kind: str) -> JournalTooNew:
    """The answer to an append behind such an event."""
    return JournalTooNew(
        f"event {seq} of {incident} ({kind}) was written by a newer version of crisis: it can be read here, "
        "not written",
        "Upgrade crisis on this machine, or go on where the newer version is.",
    )


def check_redaction(incident: str, seq: int, event: NewEvent, after: int) -> None:
    """Raises Refused when there is no such event, ValueError when `event` does not record its redaction."""
    if not (isinstance(event.data, TextRedacted) and event.data.act == seq):
        raise ValueError(f"a redaction of event {seq} is recorded by a TextRedacted of that event")
    if not 1 <= seq <= after:
        raise Refused(
            f"there is no event {seq} in {incident}: it has events 1 to {after}", "`crisis log` lists them."
        )
