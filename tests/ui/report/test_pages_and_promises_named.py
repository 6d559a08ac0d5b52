"""How a report names its promises, and whom it calls paged."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from crisis_cli.domain import intents as i
from crisis_cli.ui.report import as_markdown
from tests.review.reviewed_runs import PLAYBOOK, Run

ZURICH = ZoneInfo("Europe/Zurich")


def test_initials_in_a_promise_are_capitals() -> None:
    run = Run(PLAYBOOK.replace("first_statement:", "ceo_in_person:"))
    page = as_markdown(run.review(), ZURICH)
    assert "CEO in person within 30m" in page
    assert "Ceo" not in page


def test_whoever_is_asked_for_advice_reads_in_the_report_what_the_page_said() -> None:
    run = Run(PLAYBOOK)
    run.hand("legal", "lia")
    run.act(i.Answer("size-up", "crisis"), i.Draft("holding", "Do not eat it.\n"), i.Complete("write-holding"))
    page = as_markdown(run.review(), ZURICH)
    assert "your advice is asked: " in page


CORRECTING = PLAYBOOK.replace("promises:\n", "promises:\n  correction: {within: 15m, from: change}\n")


def test_a_correction_that_nothing_called_for_is_not_counted_among_the_promises() -> None:
    run = Run(CORRECTING)
    run.to(10)
    page = as_markdown(run.review(), ZURICH)
    assert "not owed: nothing that we had said has changed" in page
    assert "0 of 1" in page
    assert "0 of 2" not in page


def test_a_correction_that_is_late_is_not_corrected_and_counts() -> None:
    run = Run(CORRECTING)
    run.act(i.RecordFact("product", "Berry Oat", "confirmed", "the pack"))
    run.act(i.Draft("holding", "Do not eat Berry Oat.\n", ("product",)), i.Answer("size-up", "crisis"))
    run.act(i.Complete("write-holding"), i.Approve("holding", for_="ceo", via="phone"), i.Post("holding"))
    run.to(12)
    run.act(i.RecordFact("product", "Berry Nut", "confirmed", "the pack"))
    run.to(40)
    page = as_markdown(run.review(), ZURICH)
    assert "late and not corrected" in page
    assert "1 of 2" in page


LADDER = """
playbook: ladder
title: A ladder
roles: {lead: {title: Lead}, dm: {title: DM}, coo: {title: COO}}
steps:
  - id: go
    role: lead
    do: Go
    within: 5m
    ladder: [{after: 1m, page: dm, within: 3m}, {after: 4m, page: coo, within: 3m}]
"""


@pytest.mark.parametrize("watched", [True, False], ids=["in time", "late"])
def test_only_who_got_a_page_is_told_as_paged(watched: bool) -> None:
    run = Run(LADDER)
    run.hand("dm", "dora")
    run.hand("coo", "omar")
    run.to(30, watched=watched)
    page = as_markdown(run.review(), ZURICH)
    assert ("DM paged: Go" in page) == watched
    assert ("DM passed by: the keeper was late" in page) != watched
    assert "COO paged: Go" in page
    (row,) = run.review().steps
    assert [rung.paged_at is not None for rung in row.rungs] == [watched, True]
    assert len([page for page in run.review().pages if page.about == "rung"]) == 1 + watched


def test_a_late_page_goes_to_the_highest_rung_that_somebody_holds() -> None:
    run = Run(LADDER)
    run.hand("dm", "dora")
    run.hand("coo", "omar")
    run.act(i.MarkAway("omar", None))
    run.to(30, watched=False)
    page = as_markdown(run.review(), ZURICH)
    assert "DM paged: Go" in page
    assert "COO passed over (omar is away): Go" in page
