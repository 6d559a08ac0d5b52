"""How a run begins: its first events, its name, and the facts known at the start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Body, DrillBegan, Event, IncidentOpened
from crisis_cli.domain.evolve import evolve
from crisis_cli.domain.playbook import Playbook
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.decide import Decision
from crisis_cli.engine.decide_run import RULES
from crisis_cli.engine.flow import settle


@dataclass(frozen=True, slots=True)
class Opening:
    """Everything that is said when a run begins. `item`: the post or letter of a per-item run. `exercise`: the
    scenario that a drill follows. `holders`: who holds a role from the start, empty where nobody does; whoever
    begins holds the others. `team`: the file that says so."""

    playbook: Playbook
    seen_at: datetime
    starter: str
    drill: bool = False
    facts: Sequence[i.RecordFact] = ()
    item: str = ""
    linked: str = ""
    exercise: DrillBegan | None = None
    holders: Mapping[str, str] = field(default_factory=dict)
    team: str = ""


def incident_name(playbook: str, at: datetime, *, drill: bool, attempt: int = 1) -> str:
    """`[drill-]PLAYBOOK-YYYYMMDD-HHMM[-n]`, in UTC."""
    suffix = f"-{attempt}" if attempt > 1 else ""
    return f"{'drill-' if drill else ''}{playbook}-{at:%Y%m%d-%H%M}{suffix}"


def begin(name: str, opening: Opening, *, at: datetime) -> Decision:
    """The first events of a run called `name`; raises UsageError when a fact does not fit."""
    playbook = opening.playbook
    held = {role: opening.holders.get(role, opening.starter) for role in playbook.roles}
    first: Body = IncidentOpened(
        playbook=playbook.id,
        playbook_text=playbook.text,
        title=playbook.title,
        seen_at=opening.seen_at,
        drill=opening.drill,
        starter=opening.starter,
        roles={role: person for role, person in held.items() if person},
        item=opening.item,
        linked=opening.linked,
        team=opening.team,
    )
    event = Event(name, 1, "", 1, at, None, opening.starter, first, "")
    incident = evolve(None, event, lambda _: playbook)
    batch = Batch(incident, at=at, actor=opening.starter, read_playbook=lambda _: playbook)
    if opening.exercise is not None:
        batch.act(opening.exercise)
    for fact in opening.facts:
        RULES[i.RecordFact](batch, fact)
    settle(batch)
    return Decision([(first, None), *batch.bodies], batch.incident)
