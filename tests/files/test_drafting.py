"""A statement's first text: in the language that it is asked for, and as a correction of one that is out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest

from crisis_cli.domain.intents import Draft
from crisis_cli.domain.playbook import Approval, FactSpec, FactType, Role, StatementSpec, Step
from crisis_cli.domain.statement import gaps
from crisis_cli.domain.variants import variants
from crisis_cli.errors import Refused
from crisis_cli.files.drafting import correction, draft_statement, talking_points
from crisis_cli.files.given import is_sentence
from tests.engine.builder import Night, draft, every, playbook, publish

pytestmark = pytest.mark.usefixtures("warm_templates")

ASKS = {"situation": "What happened?", "advice": "What now?", "doing": "What do we do?", "contact": "Where?"}
BRING_IT_BACK = "Do not eat it, bring it back."


@pytest.fixture(autouse=True)
def _beside_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CRISIS_HOME", str(tmp_path / "home"))


def night(
    *, titles: dict[str, str] | None = None, steps: tuple[Step, ...] = (draft("update"),), **facts: str | int
) -> Night:
    """A run with the facts of the shipped playbooks; one of them asks in French too, as the CEO's title does."""
    specs = [FactSpec(name, ask, FactType.TEXT) for name, ask in ASKS.items()]
    asked = {"fr": "Combien de malades\u00a0?"}
    specs.append(FactSpec("people_ill", "How many are ill?", FactType.INTEGER, asks=asked))
    statements = [
        StatementSpec(name, name, "ceo", (Approval(("ceo",)),), ("x", "website"))
        for name in ("update", "ceo_apology")
    ]
    book = playbook(*steps, publish("update"), statements=statements, facts=specs)
    roles = {**book.roles, "ceo": Role("ceo", "Chief executive", "coo", titles or {})}
    begun = Night(replace(book, roles=roles, company="Walrus Burger"))
    for name, value in facts.items():
        begun.know(name, value)
    return begun


def drafted(begun: Night, statement: str = "update", language: str = "", channel: str = "") -> str:
    return draft_statement(begun.run, statement, at=begun.now, zone=UTC, language=language, channel=channel).text


# --- another language than the team's


def test_a_question_to_the_writer_is_asked_in_the_language_of_the_text() -> None:
    page = talking_points(night().run, "update", at=Night.t("1m"), zone=UTC, language="fr")
    assert "- Combien de malades\u00a0?" in page


def test_a_question_that_nobody_put_in_that_language_says_whose_words_it_is_in() -> None:
    assert "[? (en) Where? ?]" in drafted(night(), language="fr")


def test_a_sentence_of_another_language_stands_there_as_a_question() -> None:
    begun = night(advice=BRING_IT_BACK, situation="Three packs had plastic in them.")
    text = drafted(begun, language="fr")
    assert f'[? en français\u00a0: "{BRING_IT_BACK}" ?]' in gaps(text)
    assert f'"{BRING_IT_BACK}"' not in drafted(begun)


def test_a_name_a_number_and_an_address_stay_as_they_are() -> None:
    text = drafted(night(contact="walrus.example/help, 0800 555 010", situation="Berry Oat 500 g"), language="fr")
    assert "Pour nous joindre\u00a0: walrus.example/help, 0800 555 010" in text
    assert "Ce que nous savons\u00a0: Berry Oat 500 g" in text


def test_brackets_in_a_sentence_do_not_end_its_question_early() -> None:
    text = drafted(night(advice="Do not eat it [the blue one]."), language="fr")
    assert '[? en français\u00a0: "Do not eat it (the blue one)." ?]' in text


def test_who_speaks_is_named_in_the_language_of_the_text() -> None:
    assert "Directrice générale, Walrus Burger" in drafted(
        night(titles={"fr": "Directrice générale"}), "ceo_apology", "fr"
    )
    assert '[? en français\u00a0: "Chief executive" ?], Walrus Burger' in drafted(night(), "ceo_apology", "fr")


def test_a_page_to_speak_from_marks_sentences_of_another_language_too() -> None:
    page = talking_points(night(advice=BRING_IT_BACK).run, "update", at=Night.t("1m"), zone=UTC, language="fr")
    assert f'[? en français\u00a0: "{BRING_IT_BACK}" ?]' in page


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (BRING_IT_BACK, True),
        ("N'en mangez pas, rapportez-le vite.", True),
        ("Berry Oat, 500 g, blue", False),
        ("walrus.example/help, help@walrus.example or 0800 555 010", False),
        ("1 2 3 4 5 6", False),
    ],
)
def test_a_sentence_has_five_words_and_numbers_and_addresses_are_none(text: str, is_one: bool) -> None:
    assert is_sentence(text) == is_one


# --- when we speak again


def test_a_text_that_comes_again_names_the_hour_of_its_own_next_round() -> None:
    often = draft("update", repeat=every("20m"))
    rarely = draft("ceo_apology", repeat=every("30m for 1m", "12h"))
    begun = night(steps=(often, rarely)).wait("7m")
    assert "We speak again at 02:30." in drafted(begun)
    assert "We speak again at 14:10." in drafted(begun, "ceo_apology")


def test_a_text_written_before_its_turn_names_the_hour_of_the_round_behind_it() -> None:
    later = draft("ceo_apology", repeat=every("30m for 1m", "12h"), after="write-update")
    begun = night(steps=(draft("update"), later)).wait("7m")
    assert "We speak again at 14:10." in drafted(begun, "ceo_apology")


def test_where_nothing_comes_again_we_speak_again_within_the_hour() -> None:
    assert "We speak again at 03:10." in drafted(night().wait("7m"))


# --- a correction


def published(text: str = "words", **facts: str | int) -> Night:
    """The update is out on both channels, at T+10m."""
    begun = night(contact="walrus.example/help", **facts)
    begun.act(Draft("update", text, ("people_ill", "advice", "situation")))
    begun.done("write-update").yes("update", for_="ceo")
    return begun.wait("10m").post("update", next_word="30m")


def corrected(begun: Night, language: str = "", channel: str = "") -> str:
    first = correction(begun.run, "update", at=begun.now, zone=UTC)
    if not language and not channel:
        return first.text
    begun.act(first)
    return drafted(begun, language=language, channel=channel)


def test_a_correction_says_what_is_so_before_what_was_said() -> None:
    text = corrected(published(people_ill=3).wait("5m").know("people_ill", 5))
    assert "How many are ill? 5\nWhat we said at 02:10 no longer holds: 3\n" in text
    assert "Reach us: walrus.example/help" in text


def test_a_correction_keeps_the_hour_that_is_printed_already() -> None:
    assert "We speak again at 02:30." in corrected(published(people_ill=3).wait("5m").know("people_ill", 5))


def test_sentences_are_told_apart_without_their_question() -> None:
    text = corrected(published(advice=BRING_IT_BACK).wait("5m").know("advice", "Throw it away with the pack."))
    assert "What holds now: Throw it away with the pack." in text
    assert f"What we said at 02:10 no longer holds: {BRING_IT_BACK}" in text
    assert ASKS["advice"] not in text


def test_what_nobody_knows_any_more_is_said_to_be_unknown() -> None:
    text = corrected(published(people_ill=3).wait("5m").know("people_ill", None))
    assert "How many are ill? We do not know any more.\nWhat we said at 02:10 no longer holds: 3" in text


def test_what_stands_on_two_channels_is_put_right_once() -> None:
    text = corrected(published(people_ill=3).wait("5m").know("people_ill", 5))
    assert text.count("no longer holds") == 1


def test_a_correction_leaves_to_its_writer_what_it_means_for_the_reader() -> None:
    assert len(gaps(corrected(published(people_ill=3).wait("5m").know("people_ill", 5)))) == 2


def test_a_further_change_is_noticed_because_a_correction_names_the_facts_it_used() -> None:
    begun = published(people_ill=3).wait("5m").know("people_ill", 5)
    made = correction(begun.run, "update", at=begun.now, zone=UTC)
    assert (made.facts, made.corrects) == (("people_ill", "contact"), 1)


def test_further_wordings_of_a_correction_are_the_correction_too() -> None:
    begun = published(people_ill=3).wait("5m").know("people_ill", 5)
    text = corrected(begun, language="fr")
    assert "Combien de malades\u00a0? 5\nCe que nous avons dit à 02:10 n’est plus valable\u00a0: 3\n" in text
    assert "=== x · en ===\nCorrection.\nHow many are ill? 5\n" in drafted(begun, channel="x")


def test_each_wording_that_is_out_is_put_right() -> None:
    text = "".join(f"=== {title} ===\n3\n\n" for title in ("website · en", "all · fr", "x · en", "all · nl"))
    begun = published(text, people_ill=3).wait("5m").know("people_ill", 5)
    assert [part.title for part in variants(corrected(begun))] == ["website · en", "all · fr", "x · en"]


def test_a_correction_serves_a_playbook_that_has_no_usual_facts() -> None:
    begun = published(people_ill=3)
    begun.wait("5m").know("people_ill", 5)
    run = begun.run
    facts = {"people_ill": run.playbook.facts["people_ill"]}
    made = correction(replace(run, playbook=replace(run.playbook, facts=facts)), "update", at=begun.now, zone=UTC)
    assert "Reach us: [? Where do people reach us? ?]" in made.text
    assert made.facts == ("people_ill",)


def test_a_team_words_its_own_correction_of_one_statement(tmp_path: Path) -> None:
    (tmp_path / "templates/en").mkdir(parents=True)
    (tmp_path / "templates/en/correction_update.txt.j2").write_text(
        "{% for one in changes %}{{ one.now }}, not {{ one.before }} ({{ one.where | join(', ') }})\n{% endfor %}"
    )
    begun = published(people_ill=3).wait("5m").know("people_ill", 5)
    assert corrected(begun) == "5, not 3 (x, website)\n"


def test_where_nothing_has_changed_there_is_nothing_to_put_right() -> None:
    begun = published(people_ill=3)
    with pytest.raises(Refused, match="has changed"):
        correction(begun.run, "update", at=begun.now, zone=UTC)
