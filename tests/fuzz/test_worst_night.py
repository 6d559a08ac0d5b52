"""The proof against the real engine: on the worst path a promise is kept at the moment that the proof says."""

from __future__ import annotations

import os
from datetime import datetime

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

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


def lived(playbook: Playbook, promise: Promise) -> tuple[Worst, datetime | None]:
    """What the proof says of a promise, and when the engine kept it on that very path."""
    found = worst(playbook, before_it_begins(playbook, SEEN), promise)
    if found.verdict is not Verdict.BOUNDED:
        return found, None
    values = {choice.name: choice.values[0] for choice in found.choices}
    return found, WorstNight(playbook, SEEN, values).play(promise.kept_by)


def compare(playbook: Playbook, found: Worst, at: datetime | None) -> None:
    """Never later than the proof says; at that very moment where each thing is done once and by one step.

    Earlier, or not at all, it may be where one yes or one post settles several steps of a text, where a repetition
    is over before it begins (the proof waits for its first round), and where the run is closed at that moment.
    """
    assert found.at is not None
    steps = playbook.steps.values()
    texts = [(step.kind, step.target) for step in steps if step.kind in (Kind.APPROVE, Kind.PUBLISH)]
    again = any(playbook.repeats(playbook.steps[leg.step]) for leg in found.legs)
    closed = at is None and any(step.ends for step in steps)
    if len(set(texts)) < len(texts) or again or closed:
        assert at is None or at <= found.at
    else:
        assert at == found.at


@pytest.mark.parametrize("seed", range(200))
def test_a_random_plan_is_lived_through_as_late_as_the_proof_says(seed: int) -> None:
    plan, promise = random_plan(seed)
    playbook = with_people(plan)
    found, at = lived(playbook, promise)
    if found.verdict is Verdict.BOUNDED:
        compare(playbook, found, at)


def kept_as_proven(name: str, seeds: list[int]) -> None:
    playbook = passed(mutations.playbook_text(name, seeds))
    assume(playbook is not None)
    assert playbook is not None
    for promise in playbook.promises.values():
        found, at = lived(playbook, promise)
        if found.verdict is Verdict.BOUNDED:
            compare(playbook, found, at)


@pytest.mark.parametrize(
    "path", [*mutations.SHIPPED, *mutations.PLANS, *mutations.GOOD], ids=lambda path: path.stem
)
def test_every_promise_of_what_is_shipped_is_kept_at_the_moment_that_is_proven(path: object) -> None:
    playbook = passed(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert playbook is not None
    for promise in playbook.promises.values():
        found, at = lived(playbook, promise)
        if promise.counts_from != "change":
            assert (found.verdict, at) == (Verdict.BOUNDED, found.at)


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
        playbook = with_people(plan)
        found, at = lived(playbook, promise)
        if found.verdict is Verdict.BOUNDED:
            compare(playbook, found, at)
