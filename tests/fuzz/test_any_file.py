"""Whatever became of a file, checking it ends in findings, soon, and every finding can be shown."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import mutations
from tests.fuzz.checking import hold

NUMBERS = st.integers(0, 2**20)
SEEDS = st.lists(NUMBERS, min_size=1, max_size=6)
QUICK = settings(
    max_examples=150,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
LONG = settings(QUICK, max_examples=int(os.environ.get("CRISIS_FUZZ_EXAMPLES", "3000")), derandomize=False)

FILES = st.sampled_from(sorted(mutations.sources()))
PLAYBOOKS = st.deferred(lambda: st.sampled_from(sorted(mutations.playbooks())))
DOCUMENTS = st.deferred(lambda: st.sampled_from(sorted({**mutations.playbooks(), **mutations.others()})))
"""Read once they are needed: every worker imports this file, and one runs it."""


def broken_bytes(name: str, seeds: list[int]) -> None:
    hold(mutations.by_bytes(mutations.sources()[name], seeds), name)


def broken_lines(name: str, seeds: list[int]) -> None:
    hold(mutations.by_lines(mutations.sources()[name], seeds), name)


def slips(name: str, seeds: list[int]) -> None:
    hold(mutations.document_text(name, seeds))


def rewritten(name: str, seeds: list[int]) -> None:
    hold(mutations.playbook_text(name, seeds))


@QUICK
@given(FILES, SEEDS)
def test_bytes_flipped_cut_and_spliced_end_in_findings(name: str, seeds: list[int]) -> None:
    broken_bytes(name, seeds)


@QUICK
@given(FILES, SEEDS)
def test_lines_lost_doubled_and_moved_end_in_findings(name: str, seeds: list[int]) -> None:
    broken_lines(name, seeds)


@QUICK
@given(DOCUMENTS, SEEDS)
def test_slips_in_files_of_every_kind_end_in_findings(name: str, seeds: list[int]) -> None:
    slips(name, seeds)


@QUICK
@given(PLAYBOOKS, SEEDS)
def test_playbooks_that_somebody_rewrote_end_in_findings(name: str, seeds: list[int]) -> None:
    rewritten(name, seeds)


@pytest.mark.chaos
@pytest.mark.parametrize(("mutate", "names"), [(broken_bytes, FILES), (broken_lines, FILES)])
def test_thousands_of_broken_files_end_in_findings(mutate: object, names: object) -> None:
    LONG(given(names, SEEDS)(mutate))()  # type: ignore[operator, arg-type]


@pytest.mark.chaos
@pytest.mark.parametrize(("mutate", "names"), [(slips, DOCUMENTS), (rewritten, PLAYBOOKS)])
def test_thousands_of_rewritten_files_end_in_findings(mutate: object, names: object) -> None:
    LONG(given(names, SEEDS)(mutate))()  # type: ignore[operator, arg-type]
