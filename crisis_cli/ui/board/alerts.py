"""What must not be overlooked, each in one line above my turn; and when the bell rings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from crisis_cli.domain.events import Event, PageQueued
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.timing import clock_time
from crisis_cli.ui.keeper_words import FINE
from crisis_cli.ui.safe import safe_line
from crisis_cli.ui.shift_words import shift_words
from crisis_cli.ui.view import View

AGAIN = 60.0
"""Seconds after which the bell rings again while something is late: ours, not a drill's."""


def alerts(
    incident: Incident, view: View, me: str, zone: tzinfo, trouble: str, team_trouble: str = ""
) -> tuple[str, ...]:
    """The most pressing first: a journal that fails, an offer to me, a shift that changed, a page to me, nobody
    watching the timers, a team file that cannot be read."""
    found: list[str] = []
    if trouble:
        found.append(safe_line(f"Trying again: {trouble}"))
    if incident.too_new:
        found.append("A newer crisis-cli wrote here: this one shows it and cannot act. Act on the newer one.")
    found += [f"You are offered: {offered(incident, what)}    a = accept   x = no" for what in view.offers]
    found += _unheld(incident, view.at)
    found += shift_words(incident, me)
    found += _pages_to_me(incident, me, view.at, zone)
    if view.keeper not in FINE and not view.closed:
        found.append(f"{view.keeper}. In another terminal: crisis {'clock resume' if view.pace else 'keep'}")
    if team_trouble and not view.closed:
        found.append(safe_line(f"TEAM FILE: {team_trouble}"))
    return tuple(found)


def offered(incident: Incident, what: str) -> str:
    """The role or step that is offered, by its title."""
    step = incident.step(what)
    role = incident.playbook.roles.get(what)
    return safe_line(step.title if step is not None else role.title if role is not None else what)


def _unheld(incident: Incident, at: datetime) -> Iterable[str]:
    """A step of the playbook that nobody holds is shouted about, not waited out."""
    for step in incident.playbook.steps.values():
        if incident.state(step.id).status is Status.OPEN and incident.owner(step.id, at) is None:
            yield f"NOBODY HOLDS: {safe_line(step.title)}    up down to it, then h"


def _pages_to_me(incident: Incident, me: str, at: datetime, zone: tzinfo) -> Iterable[str]:
    """Steps of others for which a ladder reached me, and nobody has said "mine" yet."""
    for step in incident.steps():
        state = incident.state(step.id)
        mine = [rung for rung in state.rungs if rung.person == me]
        if state.status is Status.OPEN and mine and incident.owner(step.id, at) != me and not state.acks:
            yield f"You were paged {clock_time(mine[-1].fired_at, zone)}: {safe_line(step.title)}    k = mine"


ALARMING = ("rung", "unheld", "notify")
"""Pages that every board rings for; the others are for their person alone."""


def _calls(event: Event, me: str) -> bool:
    page = event.data
    return isinstance(page, PageQueued) and event.actor != me and (page.person == me or page.about in ALARMING)


class Bell:
    """Decides when to ring: for each thing that becomes late, each page to me, and again every minute."""

    def __init__(self) -> None:
        self._late: frozenset[str] = frozenset()
        self._rung_at: float | None = None

    def rings(self, view: View, news: Iterable[Event], me: str, moment: float) -> bool:
        """Whether the bell rings at that second; `news`: the events since the last time it was asked."""
        steps = {row.step for row in view.rows if row.mark == "LATE"}
        late = frozenset(steps | {clock.title for clock in view.clocks if clock.left.endswith(" late")})
        if view.closed or view.pace == "PAUSED":
            late = frozenset()
        paged = any(_calls(event, me) for event in news)
        again = bool(late) and self._rung_at is not None and moment - self._rung_at >= AGAIN
        rings = bool(late - self._late) or paged or again
        self._late = late
        if rings:
            self._rung_at = moment
        return rings
