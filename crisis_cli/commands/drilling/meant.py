"""What every command for a drill does: the drill that is meant, whoever else is at work; and who says it."""

from __future__ import annotations

from crisis_cli.commands import wiring
from crisis_cli.commands.drilling.begin import FACILITATOR
from crisis_cli.commands.picking import pick
from crisis_cli.commands.scenarios import scenario_of
from crisis_cli.domain.scenario import Inject, Scenario
from crisis_cli.engine.session import Session
from crisis_cli.engine.words import nearest
from crisis_cli.errors import UsageError


def drill_meant(given: str) -> Session:
    """The drill of that name; without one the only open drill, also beside a real incident. Raises UsageError, and
    Refused for a run that follows no scenario."""
    open_drills = [head for head in wiring.journal().heads(open_only=True) if head.drill]
    only = open_drills[0].incident if not given and len(open_drills) == 1 else given
    session = wiring.session(pick(only).incident)
    scenario_of(session.incident)
    return session


def drill_of_the_past_too(given: str) -> Session:
    """The same; without a name and an open drill, the latest one."""
    drills = [head for head in wiring.journal().heads() if head.drill]
    if not given and drills and not any(head.open for head in drills):
        given = drills[-1].incident
    return drill_meant(given)


def actor(given: str) -> str:
    """Who says it; a drill's events hold no login."""
    return wiring.me(given) if wiring.known_by_name(given) else FACILITATOR


def find_inject(scenario: Scenario, name: str) -> Inject:
    """The inject of that id; raises UsageError naming the nearest."""
    found = scenario.injects.get(name)
    if found is None:
        raise UsageError(f'The scenario has no inject "{name}".', nearest(name, scenario.injects))
    return found
