"""Drills of one scenario beside each other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crisis_cli.review.drill.rows import DrillSummary, Mark
from crisis_cli.review.trend import by_objective, summarize
from tests.review.drilled_runs import Drill, whole_drill

HELD = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def summed(run: Drill, number: int = 1) -> DrillSummary:
    """The run in a line."""
    session = run.session
    return summarize(session.incident, session.history, run.scenario, number=number, held_at=HELD)


def test_a_drill_in_a_line() -> None:
    found = summed(whole_drill())
    assert (found.scenario, found.open, found.met) == ("bad-night", False, True)
    assert (found.objectives_met, found.objectives_evaluated) == (7, 7)
    assert found.first_after is not None
    assert timedelta(minutes=22) < found.first_after < timedelta(minutes=23)
    assert found.held_at == HELD


def test_without_a_statement_there_are_no_minutes() -> None:
    found = summed(whole_drill(silent_ceo=True))
    assert (found.first_after, found.met) == (None, False)
    assert (found.objectives_met, found.objectives_evaluated) == (3, 5)


def test_each_objective_moves_from_drill_to_drill() -> None:
    drills = [summed(whole_drill(silent_ceo=True)), summed(whole_drill())]
    found = by_objective(drills)
    assert found["first-word"] == ("U", "P")
    assert found["put-right"] == ("", "P")


def test_an_objective_that_a_drill_did_not_have_is_neither_met_nor_missed() -> None:
    one = summed(Drill())
    other = DrillSummary("x", 2, "bad-night", "", HELD, False, True, (Mark("new", "P"),), 1, 1, None)
    assert by_objective([one, other])["new"] == ("-", "P")
    assert by_objective([one, other])["calm"] == ("", "-")
