"""The proof equals brute force over every assignment, on random small playbooks, before and during a run."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest

from crisis_cli.domain.conditions import Known, Unknown
from crisis_cli.domain.playbook import Playbook, Promise
from crisis_cli.proof.standing import Standing, before_it_begins
from crisis_cli.proof.worst import Verdict, Worst, worst
from tests.proof.brute import Run, assignments
from tests.proof.plans import SEEN, minutes, random_plan


def by_brute_force(
    playbook: Playbook, standing: Standing, promise: Promise
) -> tuple[Verdict, timedelta | None, datetime | None]:
    """The verdict, and for a promise with a bound how late it is at worst and when (if its clock never starts)."""
    found = set()
    for values in assignments(playbook, standing):
        run = Run(playbook, standing, values)
        run.play()
        found.add(run.outcome(promise, standing))
    what = {outcome for outcome, _, _ in found}
    if what == {"released"}:
        return Verdict.RELEASED, None, None
    if "unbounded" in what:
        return Verdict.UNBOUNDED, None, None
    late = [at - due for _, at, due in found if at and due]
    return Verdict.BOUNDED, max(late, default=None), None if late else max(at for _, at, _ in found if at)


def said(found: Worst) -> tuple[Verdict, timedelta | None, datetime | None]:
    slack = found.slack
    return found.verdict, -slack if slack is not None else None, found.at if slack is None else None


def check(playbook: Playbook, standing: Standing, promise: Promise) -> None:
    found = worst(playbook, standing, promise)
    assert said(found) == by_brute_force(playbook, standing, promise)
    if found.verdict is Verdict.BOUNDED and found.legs:
        values = next(assignments(playbook, standing))
        values |= {choice.name: choice.values[0] for choice in found.choices}
        run = Run(playbook, standing, values)
        run.play()
        assert run.outcome(promise, standing) == ("kept", found.at, found.due_at)


@pytest.mark.parametrize("seed", [*range(160), 235, 245])
def test_before_it_begins_the_worst_moment_is_that_of_the_worst_assignment(seed: int) -> None:
    playbook, promise = random_plan(seed)
    check(playbook, before_it_begins(playbook, SEEN), promise)


@pytest.mark.parametrize("seed", range(200))
def test_at_any_moment_of_a_run_the_worst_moment_is_that_of_the_worst_assignment(seed: int) -> None:
    playbook, promise = random_plan(seed)
    standing = some_minutes_later(playbook, Random(seed))
    if promise.kept_by in standing.settled and standing.not_needed.isdisjoint(
        {promise.kept_by, promise.counts_from}
    ):
        assert worst(playbook, standing, promise).at == standing.settled[promise.kept_by]
    else:
        check(playbook, standing, promise)


def some_minutes_later(playbook: Playbook, random: Random) -> Standing:
    """A run on some path, some time after it began, where somebody recorded some of the facts."""
    start = before_it_begins(playbook, SEEN)
    at = start.at + minutes(random.randint(0, 15))
    run = Run(playbook, start, random.choice(list(assignments(playbook, start))))
    run.play(until=at)
    known: dict[str, Known] = dict(run.known())
    known |= {name: Unknown.FACT for name in playbook.facts if random.random() < 0.5}
    return Standing(
        at=at,
        seen_at=SEEN,
        started_at=start.started_at,
        settled={**run.done, **run.passed},
        not_needed=frozenset(run.passed),
        ends=run.open,
        values=known,
    )
