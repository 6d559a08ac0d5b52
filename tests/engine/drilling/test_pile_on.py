"""A pile-on swells and cools."""

from __future__ import annotations

from datetime import timedelta

from crisis_cli.domain.scenario import Growth
from crisis_cli.engine.drilling.pile_on import mentions, stream, volume
from tests.engine.drilling.room import inject

MINUTE = timedelta(minutes=1)
STORM = inject(
    "storm", "0s", growth=Growth(20 * MINUTE, 600, 30 * MINUTE), echoes=({"en": "Same here."}, {"en": "#shame"})
)


def test_it_rises_to_its_peak_and_halves_from_there() -> None:
    assert [volume(STORM, minutes * MINUTE) for minutes in (-1, 0, 10, 20, 50, 80)] == [0, 0, 300, 600, 300, 150]


def test_a_single_post_is_one_mention_and_a_storm_what_its_curve_holds() -> None:
    assert mentions(inject("one", "0s"), 5 * MINUTE) == 1
    assert mentions(STORM, 20 * MINUTE) == 1 + 100
    assert mentions(STORM, 200 * MINUTE) > mentions(STORM, 50 * MINUTE) > mentions(STORM, 20 * MINUTE)


def test_one_that_never_cools_goes_on_at_its_peak() -> None:
    steady = inject("steady", "0s", growth=Growth(timedelta(), 60))
    assert volume(steady, 90 * MINUTE) == 60
    assert mentions(steady, 90 * MINUTE) == 91


def test_those_who_join_in_write_in_turn() -> None:
    assert stream(STORM, "en", MINUTE) == []
    assert stream(STORM, "en", 20 * MINUTE, 3) == ["#shame", "Same here.", "#shame"]
    assert stream(inject("one", "0s"), "en", MINUTE) == []
