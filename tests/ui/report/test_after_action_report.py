"""The report of a drill in HSEEP's shape, in three formats."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields, replace
from xml.etree import ElementTree

import pytest

from crisis_cli.domain import intents as i
from crisis_cli.review import Review, waiting
from crisis_cli.review.drill import rated, rows
from crisis_cli.ui.report import as_html, as_json, as_markdown
from crisis_cli.ui.report.timeline import picture
from tests.review.drilled_runs import HOLDING, Drill, whole_drill
from tests.review.reviewed_runs import MINUTE, SEEN, whole_crisis
from tests.review.test_trend import summed
from tests.ui.report.hostile import TEXTS
from tests.ui.report.test_three_formats import FORMATS, ZURICH, words

for_people = pytest.mark.parametrize("made", [FORMATS["md"], FORMATS["html"]], ids=["md", "html"])
every_format = pytest.mark.parametrize("made", FORMATS.values(), ids=FORMATS)

SECTIONS = (
    "Overview of the exercise",
    "Objectives",
    "Strengths and areas for improvement",
    "Improvement plan",
    "Participants",
    "What happened to the team",
    "Timeline",
    "Where the minutes went",
)


def plain(page: str) -> str:
    return words(page).replace("`", "").replace("| ", "").replace("**", "")


@for_people
def test_it_has_the_parts_of_an_after_action_report_in_their_order(made: Callable[[Review], str]) -> None:
    page = made(whole_drill().review())
    places = [re.search(rf"(?:## |<h2[^>]*>){title}", page) for title in SECTIONS]
    assert all(places)
    starts = [place.start() for place in places if place]
    assert starts == sorted(starts)


@for_people
def test_the_summary_ends_its_sentences_and_names_whose_word_stands(made: Callable[[Review], str]) -> None:
    run = Drill()
    run.act(i.Answer("size-up", "crisis"), i.Draft("holding", HOLDING), i.Complete("write-holding"))
    run.act(i.Approve("holding"), by="clara")
    run.act(i.Post("holding", (), "https://x.example/1", SEEN + 50 * MINUTE))
    run.act(i.EndDrill("time is up"), by="fran")
    page = plain(made(run.review()))
    assert "time is up. The holding statement says that we speak again at 03:45; that word stands." in page


@for_people
def test_it_names_the_minutes_lost_and_for_whom(made: Callable[[Review], str]) -> None:
    page = plain(made(whole_drill(silent_ceo=True).review()))
    assert "50 min were spent waiting for Chief executive: Say yes to the holding statement" in page
    assert "3 of 5 evaluated objectives met, 2 P, 1 S, 2 U, 2 not evaluated, 1 rated by the facilitator." in page
    assert "U: unable to be performed" in page
    assert "to be filled in" in page
    assert "A second phone for the night." in page
    assert "One person types. (clara)" in page


@for_people
def test_both_ratings_stay_visible_where_the_facilitator_saw_it_otherwise(made: Callable[[Review], str]) -> None:
    run = whole_drill()
    run.act(i.RateObjective("first-word", "M", "The lead was told what to do."), by="fran")
    page = plain(made(run.review()))
    assert "By the journal P (performed without challenges)." in page
    assert "By the facilitator M (performed with major challenges), and that counts." in page
    assert "The facilitator: The lead was told what to do." in page


@every_format
def test_a_real_run_has_none_of_it(made: Callable[[Review], str]) -> None:
    page = made(whole_crisis().review())
    assert "Objectives" not in page
    assert "HSEEP" not in page
    assert '"exercise": null' in page or not page.startswith("{")


@every_format
def test_two_equal_drills_make_equal_bytes(made: Callable[[Review], str]) -> None:
    assert made(whole_drill().review()) == made(whole_drill().review())


@every_format
def test_everything_of_a_drill_says_so(made: Callable[[Review], str]) -> None:
    assert "DRILL: this was an exercise" in made(whole_drill().review())


def test_injects_stand_above_what_the_team_did() -> None:
    svg = re.search("<svg.*?</svg>", picture(whole_drill().review(), ZURICH), re.DOTALL)
    assert svg is not None
    root = ElementTree.fromstring(svg[0])
    rings = [ring for ring in root.iter() if ring.get("class") == "inject"]
    assert len(rings) == 5
    assert all(ring.findtext("{http://www.w3.org/2000/svg}title") for ring in rings)
    lanes = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert lanes.index("Happened to the team") < lanes.index("Sighting and begin")


def test_markdown_tells_injects_among_the_acts() -> None:
    page = as_markdown(whole_drill().review(), ZURICH)
    assert "HAPPENED TO THE TEAM: mail: Your bar" in page
    assert "the room decided: Tonight" in page


def test_very_many_injects_are_drawn_in_part_and_told_in_full() -> None:
    run = Drill()
    run.act(*(i.PlayInject(f"more-{n}", "post", f"Number {n}.", by_hand=True) for n in range(400)), by="fran")
    page = as_html(run.review(), ZURICH)
    assert page.count('class="inject"') <= 200
    assert "of 400)" in page
    assert "Number 399." in page


@pytest.mark.parametrize("said", TEXTS, ids=[ascii(text)[:24] for text in TEXTS])
def test_hostile_words_stay_words(said: str) -> None:
    run = Drill()
    run.act(
        i.PlayInject("first-post", "post", said or "x", said, said, (), by_hand=True),
        i.NotePlayer(said, said),
        i.RateObjective("calm", "M", said),
        i.DecideTogether("first-post", said, said, said, said),
        i.DropInject("later", said),
        i.Learn(said, said, said, said, said),
    )
    review = run.review()
    page = as_html(review, ZURICH)
    assert not re.search(r"<(script|img)\b|<svg onload", page)
    for svg in re.findall("<svg.*?</svg>", page, re.DOTALL):
        ElementTree.fromstring(svg)
    text = as_markdown(review, ZURICH)
    assert "\x1b" not in text + page
    assert "](https" not in re.sub("`[^`]*`", "", text)
    json.loads(as_json(review))


def test_the_names_in_json_are_for_ever() -> None:
    """To add one, add it here; to rename or remove one, raise the version."""
    found = {name: " ".join(field.name for field in fields(_row(name))) for name in NAMES}
    assert found == NAMES
    told = json.loads(as_json(whole_drill().review()))["exercise"]
    assert list(told) == NAMES["DrillRows"].split()
    assert list(told["objectives"][0]) == NAMES["Rated"].split()
    assert told["objectives"][0]["objective"]["id"] == "first-word"
    assert told["objectives"][6]["override"] == ["S", "They shouted once."]


def _row(name: str) -> type:
    found: type = next(getattr(room, name) for room in (rows, rated, waiting) if hasattr(room, name))
    return found


NAMES = {
    "DrillRows": "scenario title summary language speed seed starts length met counts objectives capabilities plan"
    " lessons players injects not_played discussions stopped",
    "Counts": "p s m u not_evaluated overridden",
    "CapabilityRow": "capability objectives rating",
    "InjectRow": "seq moment inject what sender subject text to deadline_at by_hand expected",
    "NotPlayed": "inject dropped reason",
    "DiscussionRow": "seq moment inject question options owner decision reason",
    "PlayerRow": "role title person played_by absent silent_from silent_until notes",
    "LessonRow": "seq player keep change owner by_when",
    "PlanRow": "source capability issue action owner by_when",
    "Rated": "objective rating why strengths improvements evidence override",
    "DrillSummary": "incident number scenario title held_at open met ratings objectives_met objectives_evaluated"
    " first_after stopped",
    "Wait": "whom step title kind round since until length late open",
    "Total": "whom length late steps",
}


def with_trend() -> Review:
    """The second of two drills: in the first nobody said yes."""
    drills = (summed(whole_drill(silent_ceo=True), 1), summed(whole_drill(), 4))
    return replace(whole_drill().review(), earlier=drills)


def test_the_trend_is_drawn_and_told_in_a_table() -> None:
    page = as_html(with_trend(), ZURICH)
    assert "<figcaption>DRILL: A bad night, drill by drill</figcaption>" in page
    for svg in re.findall("<svg.*?</svg>", page, re.DOTALL):
        ElementTree.fromstring(svg)
    said = plain(page)
    for part in ("#1, 2026-11-20", "#4, 2026-11-20", "3 of 5", "7 of 7", "none", "22 min", "not evaluated"):
        assert part in said
    assert "Objective by objective" in as_markdown(with_trend(), ZURICH)


@for_people
def test_one_drill_is_no_trend(made: Callable[[Review], str]) -> None:
    review = whole_drill().review()
    assert ">Trend<" not in made(review)
    assert "## Trend" not in made(replace(review, earlier=(summed(whole_drill()),)))
