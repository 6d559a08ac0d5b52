"""The proof against the real engine: on the worst path a promise is kept at the moment that the proof says."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from crisis_cli.domain.incident import Status
from crisis_cli.domain.playbook import Kind, Playbook, Promise
from crisis_cli.proof.standing import before_it_begins
from crisis_cli.proof.worst import Verdict, Worst, worst
from tests.fuzz import mutations
from tests.fuzz.checking import passed
from tests.fuzz.worst_night import WorstNight, with_people
from tests.proof.plans import SEEN, random_plan

QUICK = settings(
    max_examples=40,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
LONG = settings(QUICK, max_examples=int(os.environ.get("CRISIS_FUZZ_EXAMPLES", "3000")), derandomize=False)
NUMBERS = st.integers(0, 2**20)
NAMES = st.sampled_from(sorted(mutations.playbooks()))
SEEDS = st.lists(NUMBERS, max_size=3)
EARLY = (Kind.ASK, Kind.APPROVE, Kind.PUBLISH)


def compare(playbook: Playbook, promise: Promise) -> Worst:
    """Live through the path that the proof names: never later than it says, and at that very moment where each
    thing is done once and by one step.

    Earlier, or not at all, it may be where one yes or one post settles several steps of a text, where a repetition
    is over before it begins (the proof waits for its first round), where the run is closed at that moment, and
    where the engine knows before its turn that an ask, an approve or a publish step is not needed.
    """
    found = worst(playbook, before_it_begins(playbook, SEEN), promise)
    if found.verdict is not Verdict.BOUNDED:
        return found
    night = WorstNight(playbook, SEEN, {choice.name: choice.values[0] for choice in found.choices})
    at = night.play(promise.kept_by)
    steps = playbook.steps.values()
    texts = [(step.kind, step.target) for step in steps if step.kind in (Kind.APPROVE, Kind.PUBLISH)]
    again = any(playbook.repeats(playbook.steps[leg.step]) for leg in found.legs)
    closed = at is None and any(step.ends for step in steps)
    aside = any(step.kind in EARLY and night.incident.state(step.id).status is Status.NOT_NEEDED for step in steps)
    assert found.at is not None
    if len(set(texts)) < len(texts) or again or closed or aside:
        assert at is None or at <= found.at
    else:
        assert at == found.at
    return found


@pytest.mark.parametrize("seed", range(200))
def test_a_random_plan_is_lived_through_as_late_as_the_proof_says(seed: int) -> None:
    plan, promise = random_plan(seed)
    compare(with_people(plan), promise)


def kept_as_proven(name: str, seeds: list[int]) -> None:
    playbook = passed(mutations.playbook_text(name, seeds))
    assume(playbook is not None)
    assert playbook is not None
    for promise in playbook.promises.values():
        compare(playbook, promise)


@pytest.mark.parametrize(
    "path", [*mutations.SHIPPED, *mutations.PLANS, *mutations.GOOD], ids=lambda path: path.stem
)
def test_every_promise_of_what_is_shipped_is_kept_at_the_moment_that_is_proven(path: object) -> None:
    playbook = passed(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert playbook is not None
    for promise in playbook.promises.values():
        if promise.counts_from != "change":
            found = compare(playbook, promise)
            values = {choice.name: choice.values[0] for choice in found.choices}
            assert WorstNight(playbook, SEEN, values).play(promise.kept_by) == found.at


@QUICK
@given(NAMES, SEEDS)
def test_a_playbook_that_passes_keeps_its_promises_as_late_as_the_proof_says(name: str, seeds: list[int]) -> None:
    kept_as_proven(name, seeds)


@pytest.mark.chaos
@LONG
@given(NAMES, SEEDS)
def test_thousands_of_playbooks_keep_their_promises_as_late_as_the_proof_says(name: str, seeds: list[int]) -> None:
    kept_as_proven(name, seeds)


@pytest.mark.chaos
def test_thousands_of_random_plans_are_lived_through_as_late_as_the_proof_says() -> None:
    for seed in range(200, 200 + LONG.max_examples):
        plan, promise = random_plan(seed)
        compare(with_people(plan), promise)
