"""When a step ends if everybody uses all their time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crisis_cli.domain.playbook import Kind, Step

NEVER = datetime.max.replace(tzinfo=UTC)
"""No bound. What would end beyond the calendar has none either."""


def later(moment: datetime, length: timedelta) -> datetime:
    """`moment` plus `length`; NEVER beyond the calendar."""
    try:
        return moment + length
    except OverflowError:
        return NEVER


def ends_at(step: Step, opened: datetime, seen: datetime) -> datetime:
    """When a step that opened then ends at the latest, never before it opened; NEVER if nothing says so.

    A notify step ends by itself as soon as its pages are queued.
    """
    if step.kind is Kind.NOTIFY:
        return opened
    try:
        due = step.due(opened_at=opened, seen_at=seen)
    except OverflowError:
        return NEVER
    return NEVER if due is None else max(opened, ends_when_due(step, due))


def ends_when_due(step: Step, due: datetime) -> datetime:
    """When a step that is due then ends: at that moment, an approve step with a ladder when the person on the
    last rung has had their time (the rung's `within`, else the step's; NEVER without either)."""
    if step.kind is not Kind.APPROVE or not step.ladder:
        return due
    last = step.ladder[-1]
    within = last.within if last.within is not None else step.within
    return NEVER if within is None else later(later(due, last.after), within)
