"""The picture of the run: well-formed, within its edges, in local time and UTC, with words for every mark."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from crisis_cli.domain import intents as i
from crisis_cli.review import Review
from crisis_cli.ui.report.scale import LEFT, MOST_TICKS, RIGHT_EDGE, WIDTH, Scale, ticks
from crisis_cli.ui.report.svg import stacked
from crisis_cli.ui.report.timeline import picture
from tests.review.reviewed_runs import MINUTE, SEEN, Run, whole_crisis
from tests.ui.report.hostile import TEXTS, said_everywhere

ZURICH = ZoneInfo("Europe/Zurich")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(review: Review) -> list[ElementTree.Element]:
    """Every SVG of the picture, parsed."""
    return [ElementTree.fromstring(svg) for svg in re.findall("<svg.*?</svg>", picture(review, ZURICH), re.DOTALL)]


def said(svg: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


def test_a_short_run_is_one_picture_and_a_long_one_shows_its_first_hour_apart() -> None:
    assert len(drawn(whole_crisis().review())) == 1
    run = whole_crisis()
    run.act(i.Reopen())
    run.to(600)
    assert len(drawn(run.review())) == 2


def test_it_has_a_name_a_description_and_a_lane_for_each_thing() -> None:
    (svg,) = drawn(whole_crisis().review())
    assert svg.get("role") == "img"
    names = {element.get("id") for element in svg}
    assert set(str(svg.get("aria-labelledby")).split()) <= names
    lanes = said(svg)
    for lane in (
        "Sighting and begin",
        "First statement within 30m",
        "Speak again at 03:45 (holding)",
        "Published",
        "Pages",
        "Write the holding statement",
        "Say yes to the update",
    ):
        assert lane in lanes
    assert "KEPT, 7 min to spare" in lanes
    assert "3 min late" in lanes


def test_times_are_local_and_utc_and_counted_from_the_sighting() -> None:
    words = said(drawn(whole_crisis().review())[0])
    assert {"CET", "UTC", "minutes since first seen", "03:00", "02:00", "T+5"} <= set(words)


def test_where_local_time_is_utc_it_is_said_once() -> None:
    svg = re.findall("<svg.*?</svg>", picture(whole_crisis().review(), UTC), re.DOTALL)[0]
    words = said(ElementTree.fromstring(svg))
    assert words.count("UTC") == 1
    assert words.count("02:00") == 1


def test_every_bar_and_mark_says_what_it_is() -> None:
    (svg,) = drawn(whole_crisis().review())
    marks = [mark for kind in ("rect", "path") for mark in svg.iter(f"{SVG}{kind}") if mark.get("class") != "over"]
    assert marks
    assert all((mark.findtext(f"{SVG}title") or "") for mark in marks)


@pytest.mark.parametrize("words", TEXTS, ids=[ascii(text)[:24] for text in TEXTS])
def test_nothing_leaves_the_picture_and_any_words_leave_it_well_formed(words: str) -> None:
    for svg in drawn(said_everywhere(words).review()):
        for bar in svg.iter(f"{SVG}rect"):
            if bar.get("x"):
                start, width = float(str(bar.get("x"))), float(str(bar.get("width")))
                assert LEFT - 2 <= start <= start + width <= RIGHT_EDGE + 3
        for text in svg.iter(f"{SVG}text"):
            assert 0 <= float(str(text.get("x"))) <= WIDTH
            assert len("".join(text.itertext())) < 400


def test_a_run_of_a_moment_and_one_of_a_month_can_be_drawn() -> None:
    assert drawn(Run(noticed=0).review())
    run = Run()
    run.to(60 * 24 * 30, watched=False)
    assert any(re.fullmatch(r"1[12]-\d\d 00:00", words) for words in said(drawn(run.review())[1]))


@pytest.mark.parametrize("length", [10, 600, 3_600, 7_200, 86_400, 86_400 * 40, 86_400 * 400])
def test_ticks_are_few_round_and_within(length: int) -> None:
    start = datetime(2026, 10, 24, 23, 17, 3, tzinfo=UTC)
    scale = Scale(start, start + timedelta(seconds=length), ZURICH)
    found = list(ticks(scale))
    assert 1 <= len(found) <= MOST_TICKS + 1
    assert all(scale.start <= tick <= scale.end for tick in found)
    assert len({after - before for before, after in pairwise(found)}) <= 1


def test_marks_whose_words_would_run_into_each_other_stand_in_lanes_of_their_own() -> None:
    lanes = stacked([(300.0, "a long name: no answer", 1), (310.0, "another", 2), (700.0, "far away", 3)])
    assert [[mark for _, _, mark in lane] for lane in lanes] == [[1, 3], [2]]


def test_a_run_with_very_many_steps_names_how_many_are_left_to_the_table() -> None:
    run = Run()
    run.act(*(i.AddTodo(f"call number {number}", SEEN + 90 * MINUTE) for number in range(70)))
    assert any("more steps, in the table" in words for words in said(drawn(run.review())[0]))
