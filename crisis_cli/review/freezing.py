"""What was held still while the crisis lasted: every try, how it went, and what was left so at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crisis_cli.domain import events as e
from crisis_cli.domain.freezing import BY_HAND, FREEZE, UNFREEZE
from crisis_cli.domain.incident import Incident
from crisis_cli.review.rows_done import FreezeRow


def freeze_rows(incident: Incident, history: Sequence[e.Event]) -> tuple[FreezeRow, ...]:
    """In the order in which it happened; a try whose end is told is told once."""
    return tuple(_rows(incident, history))


def _rows(incident: Incident, history: Sequence[e.Event]) -> Iterator[FreezeRow]:
    for number, event in enumerate(history):
        match event.data:
            case e.FreezeBegun() as body if not _ended(body, history[number + 1 :]):
                yield FreezeRow(
                    body.title, body.act, "begun", body.way, body.how, event.actor, event.moment, "", None
                )
            case e.Frozen() | e.Unfrozen() as body:
                frozen = isinstance(body, e.Frozen)
                act, outcome = (FREEZE, "frozen") if frozen else (UNFREEZE, "unfrozen")
                said = (body.way, body.how, event.actor, event.moment, body.said, body.exit_code)
                yield FreezeRow(body.title, act, outcome, *said)
            case e.FreezeFailed() as body:
                outcome = "unknown" if body.unknown else "failed"
                why = f"{body.why}: {body.said}" if body.said else body.why
                said = (body.way, body.how, event.actor, event.moment, why, body.exit_code)
                yield FreezeRow(body.title, body.act, outcome, *said)
            case e.LeftFrozen() as body:
                for name in body.names:
                    left = (BY_HAND, "", event.actor, event.moment, body.reason, None)
                    title = incident.frozen[name].title if name in incident.frozen else name
                    yield FreezeRow(title, FREEZE, "left frozen", *left)


def _ended(begun: e.FreezeBegun, later: Sequence[e.Event]) -> bool:
    """Whether somebody wrote down how it went, or what was done about the same thing by hand."""
    ends = (event.data for event in later if isinstance(event.data, e.Frozen | e.Unfrozen | e.FreezeFailed))
    return any(body.name == begun.name for body in ends)
