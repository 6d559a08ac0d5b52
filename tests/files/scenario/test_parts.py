"""A scenario file becomes a Scenario."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crisis_cli.domain.scenario import (
    Delay,
    Growth,
    InjectKind,
    ObjectiveKind,
    Scenario,
    Told,
    in_language,
)
from crisis_cli.files.documents import read_document

NIGHT = Path(__file__).parents[2] / "playbooks" / "good_documents" / "night.yaml"
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def night() -> Scenario:
    found = read_document(NIGHT.read_bytes(), str(NIGHT)).scenario
    assert found is not None
    return found


def test_the_drill_has_a_clock_of_its_own(night: Scenario) -> None:
    assert isinstance(night.starts, datetime)
    assert night.starts.tzinfo is UTC
    assert night.length > 30 * MINUTE
    assert night.text == NIGHT.read_text(encoding="utf-8")


def test_an_inject_keeps_its_kind_its_moment_and_its_words_by_language(night: Scenario) -> None:
    post = night.injects["first-post"]
    assert (post.kind, post.at, post.sender, post.network) == (InjectKind.POST, timedelta(), "@lena_cooks", "x")
    assert in_language(post.text, "fr").startswith("Ma fille")
    assert post.growth == Growth(25 * MINUTE, 900, 40 * MINUTE)
    assert [in_language(echo, "fr") for echo in post.echoes] == ["Nous aussi. #walrusburger", "#walrusburger"]


def test_what_is_told_keeps_its_status_and_its_source(night: Scenario) -> None:
    assert night.injects["plant-calls"].facts["people_ill"] == Told("2", "confirmed", "Care line")
    assert night.injects["plant-calls"].facts["batch"] == Told("0422")


def test_a_phone_that_is_off_has_no_words(night: Scenario) -> None:
    off = night.injects["phone-off"]
    assert (off.kind, off.role, off.lasts, off.text) == (InjectKind.OFF, "ceo", 30 * MINUTE, {})


def test_an_inject_may_hang_on_what_the_team_did(night: Scenario) -> None:
    silence, late = night.injects["silence"], night.injects["too-late"]
    assert (silence.when, silence.by) == ({"publish-holding": "not done"}, 30 * MINUTE)
    assert (late.when, late.after) == ({"publish-holding": "done", "warn-ceo": "skipped"}, 3 * MINUTE)
    assert night.injects["recall-talk"].by_hand


def test_delays_and_silences_are_by_player(night: Scenario) -> None:
    assert night.act == Delay(MINUTE, 5 * MINUTE)
    assert night.players["ceo"].silent == (10 * MINUTE, 40 * MINUTE)
    assert night.players["legal"].silent == (timedelta(), None)
    assert night.players["legal"].absent
    assert night.players["lead"].act == Delay(2 * MINUTE, 2 * MINUTE)


def test_every_kind_of_objective_is_there_with_what_it_is_about(night: Scenario) -> None:
    assert {one.kind for one in night.objectives} == set(ObjectiveKind)
    correction = next(one for one in night.objectives if one.kind is ObjectiveKind.CORRECTED)
    assert (correction.target, correction.within, correction.statement) == ("wrong-shop", 20 * MINUTE, "update")


def test_a_text_that_is_not_there_in_a_language_is_the_one_there_is() -> None:
    assert in_language({"": "Hello"}, "fr") == "Hello"
    assert in_language({"en": "Hello"}, "fr") == "Hello"
    assert in_language({}, "fr") == ""


def test_a_broken_scenario_is_read_as_far_as_it_goes() -> None:
    found = read_document(
        "scenario: x\ninjects: [{id: a}, {at: 3m}, 7]\nobjectives: [{id: b}]\n", "x.yaml"
    ).scenario
    assert found is not None
    assert (found.id, found.injects, found.objectives) == ("x", {}, ())


def test_each_round_has_its_text_with_the_time_of_the_next_word_in_it(night: Scenario) -> None:
    assert night.text_for("update", 1, "fr", "03:25") == "We looked into it, and speak again at 03:25.\n"
    assert night.text_for("update", 2, "fr", "03:45") == "Rien de nouveau. Prochain point à 03:45.\n"
    assert night.text_for("update", 9, "en", "05:05") == "Nothing new. Again at 05:05.\n"
    assert night.text_for("holding", 1, "en", "03:25") == "We know of three people who are ill.\n"
    assert night.text_for("press", 1, "en", "03:25") == ""


def test_what_is_read_by_the_facilitator_comes_in_each_language(night: Scenario) -> None:
    calm = night.objectives[-1]
    assert (night.title, night.titles["fr"]) == ("Contaminated product, at night", "Produit contaminé, de nuit")
    assert (calm.target, calm.watch_for["fr"]) == ("Do they let each other finish?", "Se laissent-ils finir ?")
    assert in_language(calm.titles, "fr") == calm.title == "The room stays calm"
    assert night.injects["gazette"].sender_in("fr") == "Rita Holm, La Gazette du Port"
    assert night.injects["gazette"].sender == "Rita Holm, Harbour Gazette"
    assert in_language(night.injects["first-post"].expected, "fr") == "Juger la situation en cinq minutes."
