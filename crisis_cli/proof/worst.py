"""The worst moment of a promise: when it is kept at the latest, on which path, and where it is released."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from crisis_cli.domain.playbook import Playbook, Promise
from crisis_cli.proof.bounds import NEVER, later
from crisis_cli.proof.choices import Choice
from crisis_cli.proof.graph import Graph
from crisis_cli.proof.paths import Choices, Clock, Leg, Legs, State
from crisis_cli.proof.plan import Plan, plan_for
from crisis_cli.proof.standing import Standing
from crisis_cli.proof.walk import Budget, Tangled, Walk

LIMIT = 50_000
"""How many live states the walk may hold at once before it refuses."""

LOOKS = 2 * LIMIT
"""How many it may look at, all in all: a second or so."""


class Verdict(Enum):
    """What the walk over all paths found."""

    BOUNDED = "bounded"
    UNBOUNDED = "unbounded"
    RELEASED = "released"
    NOT_COUNTED = "not counted"
    TANGLED = "tangled"


@dataclass(frozen=True, slots=True)
class Worst:
    """The worst that can become of one promise.

    `at`: when it is kept at the latest (BOUNDED; else None), `due_at`: what was promised, on that path.
    `unbounded`: the step that has no bound (UNBOUNDED). RELEASED: on every path; NOT_COUNTED: it counts from a
    change, or `kept_by` or the step it counts from is not in the playbook; TANGLED: it was more than LIMIT allows.
    `legs`: the path, from the first step that was not settled to `kept_by`; a gap between two legs is waiting for
    `not_before` or for a repetition's end. `choices`: answers and facts on it. `states`: the most states held.
    """

    promise: Promise
    verdict: Verdict
    at: datetime | None = None
    due_at: datetime | None = None
    unbounded: str = ""
    legs: tuple[Leg, ...] = ()
    choices: tuple[Choice, ...] = ()
    states: int = 0

    @property
    def slack(self) -> timedelta | None:
        """Time to spare, negative when late; None unless it is bounded and due."""
        return self.due_at - self.at if self.at is not None and self.due_at is not None else None

    @property
    def late(self) -> bool:
        """Whether it cannot be kept on some path."""
        return self.verdict is Verdict.UNBOUNDED or (self.slack is not None and self.slack < timedelta())

    @property
    def tangled(self) -> bool:
        """Whether there was too much to look at."""
        return self.verdict is Verdict.TANGLED


def worst(
    playbook: Playbook,
    standing: Standing,
    promise: Promise,
    *,
    instant: frozenset[str] = frozenset(),
    limit: int = LIMIT,
    plan: Plan | None = None,
    graph: Graph | None = None,
    budget: Budget | None = None,
) -> Worst:
    """The worst of one promise from where the run stands; never raises. The steps in `instant` take no time.

    `plan`: that of an earlier call, if nothing has been settled or opened since; `graph` likewise.
    `budget`: what several calls may look at together, LOOKS for this one alone if there is none.
    """
    steps, settled, start = playbook.steps, standing.settled, promise.counts_from
    if promise.kept_by not in steps or (start not in ("seen", "start") and start not in steps):
        return Worst(promise, Verdict.NOT_COUNTED)
    if promise.kept_by in standing.not_needed or start in standing.not_needed:
        return Worst(promise, Verdict.RELEASED)
    began = standing.seen_at if start == "seen" else settled.get(start, standing.started_at)
    if promise.kept_by in settled:
        counted = start not in steps or start in settled
        due = later(began, promise.within) if counted else None
        return Worst(promise, Verdict.BOUNDED, settled[promise.kept_by], due)
    plan = plan or plan_for(playbook, standing, promise, graph=graph)
    walk = Walk(plan, standing, instant=instant, limit=limit, budget=budget or Budget(LOOKS))
    try:
        ends = list(_kept(walk.ends(), plan.goal))
    except Tangled:
        return Worst(promise, Verdict.TANGLED, states=limit)
    if not ends:
        return Worst(promise, Verdict.RELEASED, states=walk.most)
    end, state = max(ends, key=lambda pair: (pair[0].at >= NEVER, pair[0].at - (pair[1].origin or began)))
    legs, due = tuple(_legs(end.legs)), later(state.origin or began, promise.within)
    bound = end.at < NEVER
    return Worst(
        promise,
        Verdict.BOUNDED if bound else Verdict.UNBOUNDED,
        at=end.at if bound else None,
        due_at=due if due < NEVER else None,
        unbounded="" if bound else legs[-1].step,
        legs=legs,
        choices=tuple(_choices(end.choices)),
        states=walk.most,
    )


def _kept(states: list[State], goal: int) -> Iterator[tuple[Clock, State]]:
    """Those on which the goal is reached before the run is closed."""
    for state in states:
        if state.closes is None or state.settled[goal].at <= state.closes:
            yield state.settled[goal], state


def _legs(last: Legs) -> Iterator[Leg]:
    legs = []
    while last:
        leg, last = last
        legs.append(leg)
    yield from reversed(legs)


def _choices(last: Choices) -> Iterator[Choice]:
    choices = []
    while last:
        choice, last = last
        choices.append(choice)
    yield from reversed(choices)
