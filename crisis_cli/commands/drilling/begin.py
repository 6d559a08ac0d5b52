"""How a drill begins: who plays whom, by which clock, in which journal; and the parts that run it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import count
from typing import NamedTuple

from crisis_cli.commands import wiring
from crisis_cli.commands.drilling.texts import writer
from crisis_cli.commands.scenarios import Playable, scenario_of
from crisis_cli.domain.events import DrillBegan, Event
from crisis_cli.domain.journal import Journal
from crisis_cli.domain.playbook import Playbook
from crisis_cli.domain.scenario import Scenario
from crisis_cli.engine.drilling.clock import DrillJournal
from crisis_cli.engine.drilling.runner import Runner
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.session import Session, open_run
from crisis_cli.errors import UsageError

FACILITATOR = "facilitator"
"""Who begins a drill where nobody says who they are: a login would be another one on every machine."""

_IDS = uuid.UUID("3c3f5a52-6d2e-5b0e-8b8e-5f1f6d1f0c55")


class Wanted(NamedTuple):
    """A drill as it was asked for. `auto`: the roles that the tool plays; `silent`: those that nobody does."""

    speed: str
    seed: int
    language: str
    auto: tuple[str, ...]
    silent: tuple[str, ...]
    starter: str


def roles_played(scenario: Scenario, playbook: Playbook, auto: str, absent: Sequence[str]) -> tuple[str, ...]:
    """The roles that the tool plays: `all`, or those whom nobody in the room plays; none that is `absent`
    altogether. Raises UsageError for another word, and for a role that the playbook does not have."""
    from crisis_cli.engine.words import nearest

    for role in absent:
        if role not in playbook.roles:
            raise UsageError(f'{playbook.id} has no role "{role}".', nearest(role, playbook.roles))
    if auto not in ("", "absent", "all"):
        raise UsageError(f'"{auto}" can not be played.', "--auto absent, or --auto all")
    missing = {role for role, player in scenario.players.items() if player.absent}
    wanted = {"": set(), "absent": missing, "all": set(playbook.roles)}[auto]
    return tuple(role for role in playbook.roles if role in wanted and role not in absent)


def begin(journal: Journal, given: Playable, wanted: Wanted, *, repeatable: bool = False) -> Session:
    """The drill, just begun at its scenario's own time. `repeatable`: its ids come from the seed, so that the same
    seed gives the same journal."""
    scenario, playbook = given
    opening = Opening(
        playbook,
        scenario.starts - scenario.seen_before,
        wanted.starter,
        drill=True,
        exercise=DrillBegan(
            scenario.id, scenario.text, wanted.language, wanted.speed, wanted.seed, wanted.auto, wanted.silent
        ),
        holders={
            role: (found.name if (found := scenario.players.get(role)) else "") or role for role in playbook.roles
        },
    )
    new_id = drawn_ids(scenario, wanted.seed).__next__ if repeatable else wiring.new_id
    session = open_run(
        DrillJournal(journal, None, held=scenario.starts),
        opening,
        read_playbook=wiring.read_playbook,
        new_id=new_id,
        checks=wiring.checks(),
    )
    session.journal = DrillJournal(journal, session)
    return session


def drawn_ids(scenario: Scenario, seed: int) -> Iterator[str]:
    """Identities for a drill's events, the same for the same scenario and seed."""
    return (str(uuid.uuid5(_IDS, f"{scenario.id} {seed} {number}")) for number in count(1))


def drawn_salts(seed: int) -> Iterator[str]:
    """Salts for its free texts; secret from nobody, because nothing in it is real."""
    return (sha256(f"{seed} {number}".encode()).hexdigest()[:32] for number in count(1))


def runner(
    session: Session, on_events: Callable[[list[Event]], None], on_trouble: Callable[[str], None]
) -> Runner:
    """What lets the drill happen."""
    scenario = scenario_of(session.incident)
    return Runner(
        session,
        scenario,
        sink=wiring.sink_for(drill=True),
        writes=writer(scenario),
        zone=wiring.zone(),
        on_events=on_events,
        on_trouble=on_trouble,
    )
