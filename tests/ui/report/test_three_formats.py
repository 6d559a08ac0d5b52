"""The report in Markdown, JSON and HTML: what each must say, and what none may."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from crisis_cli.domain import intents as i
from crisis_cli.review import Review, rows, rows_done, rows_said
from crisis_cli.ui.report import as_html, as_json, as_markdown
from tests.review.reviewed_runs import MINUTE, SEEN, Run, whole_crisis

ZURICH = ZoneInfo("Europe/Zurich")

FORMATS: dict[str, Callable[[Review], str]] = {
    "md": lambda review: as_markdown(review, ZURICH),
    "json": as_json,
    "html": lambda review: as_html(review, ZURICH),
}

every_format = pytest.mark.parametrize("made", FORMATS.values(), ids=FORMATS)
for_people = pytest.mark.parametrize("made", [FORMATS["md"], FORMATS["html"]], ids=["md", "html"])


def words(page: str) -> str:
    """Its text without tags, on one line."""
    return " ".join(re.sub("<[^>]*>", " ", page.split("</style>")[-1]).split())


@for_people
def test_the_first_page_tells_directors_what_happened(made: Callable[[Review], str]) -> None:
    page = words(made(whole_crisis().review())).replace("**", "")
    for said in (
        "First seen by the public on 2026-11-22 02:55 CET (01:55 UTC).",
        "The run began 4 min later, by ana.",
        "The first public statement (holding, on x) was out at 03:17, 22 min after it was first seen.",
        "Closed at 03:55 by ana: the product is off the shelves",
        "KEPT, 7 min to spare",
        "omar (typed by ana): said yes to: holding, as Operations chief, by phone",
        "people ill: 3 (unconfirmed)",
    ):
        assert said in page
    assert page.index("Who decided") < page.index("Every opening of every step")


@for_people
def test_the_rest_has_steps_pages_decisions_texts_and_the_chain(made: Callable[[Review], str]) -> None:
    review = whole_crisis().review()
    page = words(made(review)).replace("`", "").replace("| ", "").replace("**", "")
    holding = review.statements[0]
    for said in (
        "3 min late",
        "said yes by omar after",
        "Say how many.",
        holding.versions[0].sha256,
        holding.versions[1].sha256,
        "https://x.example/1",
        "left out: the site is down",
        "An agency calls back at 03:40.",
        "What stayed unknown or unconfirmed",
        "said in the holding statement: we speak again at 03:45",
        review.chain_head.hash,
    ):
        assert said in page


def test_a_diff_is_marked_in_both_formats() -> None:
    review = whole_crisis().review()
    assert "heard that {+three +}people" in as_markdown(review, ZURICH)
    assert "<ins>three </ins>" in as_html(review, ZURICH)
    assert "<del>have </del>" in as_html(review, ZURICH)


@every_format
def test_a_drill_says_so_first_and_last(made: Callable[[Review], str]) -> None:
    drill, real = made(whole_crisis(drill=True).review()), made(whole_crisis().review())
    assert "DRILL" not in real
    if drill.startswith("{"):
        assert json.loads(drill)["drill"] is True
        assert json.loads(drill)["notice"].startswith("DRILL")
    else:
        shown = words(drill).strip("* ")
        assert shown.startswith("DRILL")
        assert "DRILL: drill-bad-batch-20261122-0159. Times are CET" in shown


def test_a_drills_page_says_so_across_every_printed_page_and_in_the_picture() -> None:
    page = as_html(whole_crisis(drill=True).review(), ZURICH)
    assert '<p class="across" aria-hidden="true">DRILL</p>' in page
    assert "<title>DRILL: A bad batch</title>" in page
    assert "<figcaption>DRILL: The run, minute by minute</figcaption>" in page
    assert re.search(r"\.across \{ position: fixed", page)


@every_format
def test_private_notes_are_in_no_format(made: Callable[[Review], str]) -> None:
    assert "wedding" not in made(whole_crisis().review())


@for_people
def test_an_empty_report_says_that_it_is_empty(made: Callable[[Review], str]) -> None:
    page = words(made(Run().review()))
    assert "This report is empty: after it was opened, nobody did anything in this run." in page
    assert "Nothing was decided." in page


@for_people
def test_an_open_run_is_told_so_far(made: Callable[[Review], str]) -> None:
    run = Run()
    run.act(i.TakeNote("seen"))
    page = words(made(run.review(at=20)))
    assert "Summary so far" in page
    assert "It is still open: this is the record so far, as of 03:15." in page
    assert "No public statement is out yet." in page


@for_people
def test_another_day_is_written_with_its_date(made: Callable[[Review], str]) -> None:
    run = Run()
    run.act(i.TakeNote("seen"))
    run.to(60 * 24)
    run.act(i.TakeNote("a day later"))
    assert "2026-11-23 02:55:00" in words(made(run.review())).replace("`", "")


def test_the_page_needs_nothing_from_outside_and_runs_nothing() -> None:
    page = as_html(whole_crisis().review(), ZURICH)
    assert not re.search(r"<(script|link|img|iframe|object|embed|form|base|video)\b", page)
    assert not re.search(r"@import|url\((?!#)|style=|https?://(?!x\.example|www\.w3\.org/2000/svg)", page)
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    named = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{named}'; base-uri 'none'; form-action 'none'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in page


def test_the_page_is_marked_up_for_those_who_hear_it() -> None:
    page = as_html(whole_crisis().review(), ZURICH)
    assert '<html lang="en">' in page
    assert page.count("<h1>") == 1
    assert page.count("<main") == 1
    assert not re.search(r"<th(?![^>]*scope=)(?!ead)", page)
    assert page.count("<table>") == page.count("<caption>") == page.count('role="region"')
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_on_paper_the_first_page_stands_alone_and_rows_are_not_torn() -> None:
    page = as_html(whole_crisis().review(), ZURICH)
    paper = page.split("@media print")[1]
    assert ".first { break-after: page; }" in paper
    assert "tr, figure, .figures li { break-inside: avoid; }" in paper
    assert "prefers-color-scheme: dark" in page


def test_json_has_a_version_and_moments_in_utc() -> None:
    found = json.loads(as_json(whole_crisis().review()))
    assert (found["version"], found["kind"]) == (1, "report")
    assert found["summary"]["seen_at"] == "2026-11-22T01:55:00.000000Z"
    assert found["summary"]["first_statement"]["after"] == 1350.0
    assert found["promises"][0]["margin"] == 450.0
    assert found["statements"][0]["versions"][1]["diff"][1] == {"change": "added", "text": "three "}


def test_the_names_in_json_are_for_ever() -> None:
    """To add one, add it here; to rename or remove one, raise the version."""
    assert {name: names_of(name) for name in NAMES} == NAMES
    found = json.loads(as_json(whole_crisis().review()))
    assert list(found) == ["version", "kind", "notice", *NAMES["Review"].split()]


def names_of(name: str) -> str:
    """The fields of a row, in order."""
    found = next(getattr(room, name) for room in (rows, rows_done, rows_said) if hasattr(room, name))
    return " ".join(field.name for field in fields(found))


NAMES = {
    "Review": "incident title playbook playbook_sha256 drill item linked as_of open empty summary promises"
    " next_words steps left_open pages decisions statements unknown facts tries items notes redactions clock_jumps"
    " keeper_gaps newer_events chain_head waits waited_for exercise earlier freezes",
    "Summary": "seen_at noticed_at noticed_after starter first_statement promises_kept promises_missed"
    " promises_released promises_open steps_late steps_done decided_by next_word_at next_word_in closed_at"
    " closed_by outcome",
    "FirstWord": "statement channel url moment after",
    "PromiseRow": "name title within counts_from kept_by kept_by_title due_at status kept_at margin",
    "WordRow": "statement round said_at due_at status kept_at margin",
    "StepRow": "step title kind phase role round opened_at first_due_at due_at outcome happened_at typed_at by"
    " answer reason late again taken_back due_moves acks rungs",
    "DueMove": "moment due_at why",
    "AckRow": "person moment until_at",
    "RungRow": "role person fired_at why paged_at",
    "LeftOpen": "step title status owner due_at late",
    "PageRow": "page about step title person text queued_at late state channel sent_at attempts failure"
    " answer_expected answer answered_by answered_at answered_after",
    "DecisionRow": "seq kind moment typed_at by recorded_by via role subject choice why taken_back",
    "StatementRow": "name speaker versions posts",
    "VersionRow": "number round seq sha256 by moment typed_at drafted text redacted facts standing_approval diff"
    " yeses noes",
    "Piece": "change text",
    "YesRow": "kind role giver via recorded_by moment taken_back",
    "NoRow": "kind giver via recorded_by moment reason",
    "PostRow": "statement round channel url sha256 by moment typed_at skipped taken_back",
    "FactRow": "name value status source by moment typed_at taken_back",
    "UnknownFact": "name ask status value",
    "NoteRow": "text by moment typed_at",
    "TryRow": "person via result by moment",
    "FreezeRow": "title act outcome way how by moment why exit_code",
    "ItemRow": "incident item outcome by moment",
    "RedactionRow": "act kind by moment reason",
    "ClockJump": "moment by",
    "KeeperGap": "since until fell_due",
    "ChainHead": "seq hash",
}


def test_the_same_run_makes_the_same_bytes() -> None:
    for made in FORMATS.values():
        assert made(whole_crisis().review()) == made(whole_crisis().review())


@pytest.mark.parametrize(
    "zone", [UTC, ZURICH, timezone(timedelta(hours=-9, minutes=-30)), ZoneInfo("Asia/Kathmandu")]
)
def test_every_zone_can_be_read(zone: timezone) -> None:
    review = whole_crisis().review()
    local = datetime(2026, 11, 22, 1, 55, tzinfo=UTC).astimezone(zone)
    assert f"{local:%Y-%m-%d %H:%M}" in as_markdown(review, zone)
    assert f">{local:%H}:" in as_html(review, zone) or f" {local:%H}:" in as_html(review, zone)


def test_what_was_redacted_and_what_nobody_watched_is_said() -> None:
    run = Run()
    note = run.act(i.TakeNote("Mrs Nobody called."))[0]
    run.session.redact(note.seq, "a private name", actor="ana")
    run.act(i.NoticeClockJump(-90, "keeper-1"))
    run.to(40, watched=False)
    page = as_markdown(run.review(), ZURICH)
    assert "Nobody called" not in page
    assert "\\[redacted\\]" in page
    assert "a machine's clock went back by 1 min" in page
    assert "From 03:04:00 to 03:35:00 nobody watched the timers" in page


def test_a_report_loads_no_template_engine_no_screen_and_no_journal() -> None:
    heavy = "{'jinja2', 'rich', 'textual', 'yaml', 'sqlite3'}"
    code = f"import sys, crisis_cli.ui.report; print([*{heavy}.intersection(sys.modules)])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert ran.stdout.strip() == "[]"


def test_the_time_given_to_the_public_is_a_promise_on_the_first_page_when_it_was_missed() -> None:
    run = Run()
    run.to(7)
    run.act(i.Answer("size-up", "crisis"), i.Edit("holding", "Words.\n"), i.Complete("write-holding"))
    run.act(i.Approve("holding", for_="ceo", via="phone"), i.Post("holding", (), "", SEEN + 20 * MINUTE))
    run.to(30)
    page = as_markdown(run.review(), ZURICH)
    assert "MISSED, 10 min late and nothing out" in page.split("---\n\n##")[0]
    assert "1 of 2" in page
