"""What `crisis validate` passes can be lived through: nothing that the engine offers is refused, and it ends."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.fuzz import mutations
from tests.fuzz.checking import passed
from tests.fuzz.walker import Walker

NUMBERS = st.integers(0, 2**20)
NAMES = st.sampled_from(sorted(mutations.playbooks()))
SEEDS = st.lists(NUMBERS, max_size=3)
QUICK = settings(
    max_examples=200,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
LONG = settings(QUICK, max_examples=int(os.environ.get("CRISIS_FUZZ_EXAMPLES", "3000")), derandomize=False)


def lived_through(name: str, seeds: list[int], night: int) -> None:
    playbook = passed(mutations.playbook_text(name, seeds))
    assume(playbook is not None)
    assert playbook is not None
    Walker(playbook, night).walk()


@QUICK
@given(NAMES, SEEDS, NUMBERS)
def test_a_playbook_that_passes_can_be_lived_through(name: str, seeds: list[int], night: int) -> None:
    lived_through(name, seeds, night)


@pytest.mark.chaos
@LONG
@given(NAMES, SEEDS, NUMBERS)
def test_thousands_of_playbooks_that_pass_can_be_lived_through(name: str, seeds: list[int], night: int) -> None:
    lived_through(name, seeds, night)
