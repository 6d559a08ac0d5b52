"""What a text of its kind must hold: shown by phrases, by facts, by its author's tick; an "if" takes it back."""

from __future__ import annotations

import pytest

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.files.lexicon import lexicon
from crisis_cli.statements.elements import NEEDS, Kind, Known, elements, missing
from crisis_cli.statements.written import Written

WHOLE = {
    "en": """On Friday at 02:10 our machine in Alder dropped metal into the oats. It happened because I cut
the checks.
I am sorry. I was wrong, and I know how frightened you are. 31 people are ill.
We stopped the line and give your money back: you get a refund by Friday.
Call us, day and night. We speak again at 15:30.
""",
    "fr": """À 2 h 10, notre machine a laissé tomber du métal dans l'avoine, parce que j'ai réduit les contrôles.
Je vous demande pardon. C'est ma faute, et je sais combien vous avez peur. 31 personnes sont malades.
Nous avons arrêté la ligne. Vous êtes remboursés vendredi.
Appelez-nous, jour et nuit. Nous reparlons à 15 h 30.
""",
}


def lacks(text: str, kind: Kind, known: Known | None = None, language: str = "en") -> dict[str, Finding]:
    found = missing(Written("text.txt", text, language), lexicon(language), kind, known or Known())
    return {finding.rule: finding for finding in found}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", Kind)
def test_a_whole_text_lacks_nothing_of_any_kind(kind: Kind, language: str) -> None:
    assert lacks(WHOLE[language], kind, language=language) == {}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", Kind)
def test_an_empty_text_lacks_all_that_its_kind_needs(kind: Kind, language: str) -> None:
    found = lacks("", kind, language=language)
    assert set(found) == {need.rule for need in NEEDS[kind]}
    assert all(str(finding.place) == "text.txt:1:1" for finding in found.values())


@pytest.mark.parametrize(
    "text",
    [
        "I am sorry if anyone was hurt.",
        "I apologise, but the law left us no choice.",
        "We apologise to anyone who was offended.",
        "They wrote “I am sorry” and I read it twice, then once more.",
        "I am sorry to hear that.",
    ],
)
def test_an_apology_that_is_taken_back_or_somebody_elses_is_none(text: str) -> None:
    assert "missing-apology" in lacks(text, Kind.APOLOGY)


def test_an_apology_that_does_not_count_is_shown_where_it_stands() -> None:
    finding = lacks("It was us.\nI am sorry if it hurt.", Kind.APOLOGY)["missing-apology"]
    assert str(finding.place).startswith("text.txt:2:")
    assert "an apology with a condition" in finding.message


def test_one_sentence_with_a_condition_does_not_spoil_another() -> None:
    text = "I am sorry. We regret it if anyone was hurt."
    assert "missing-apology" not in lacks(text, Kind.APOLOGY)


def test_a_fact_in_the_text_or_a_tick_shows_an_element() -> None:
    text = "Metal in Berry\u00a0Oat. See alder.example"
    named = Known(anchors={"what_happened": ["berry oat"], "contact": ["alder.example"]})
    assert {"what_happened", "contact"} <= elements(Written("text.txt", text, "en"), lexicon("en"), named)
    assert "what_happened" not in elements(
        Written("text.txt", "Berry Oatmeal", "en"),
        lexicon("en"),
        Known(anchors={"what_happened": ["Berry Oat", ""]}),
    )
    assert set(lacks("", Kind.REPLY, Known(ticked=["action"]))) == {"missing-contact"}


def test_what_happened_is_an_error_only_where_facts_could_have_shown_it() -> None:
    rule = "missing-what-happened"
    assert lacks("", Kind.PRESS)[rule].severity is Severity.WARNING
    assert lacks("", Kind.PRESS, Known(anchors={"what_happened": ["02:10"]}))[rule].severity is Severity.ERROR


def test_the_next_word_is_an_error_while_people_wait_for_it() -> None:
    rule = "missing-next-update"
    assert lacks("", Kind.HOLDING)[rule].severity is Severity.WARNING
    assert lacks("", Kind.HOLDING, Known(is_open=True))[rule].severity is Severity.ERROR


def test_what_patterns_miss_too_often_is_never_an_error() -> None:
    for needs in NEEDS.values():
        severities = {need.element: most for need, most in needs.items()}
        assert severities.get("affected") in (None, Severity.WARNING)
        assert severities.get("action") in (Severity.WARNING, Severity.HINT)


def test_a_finding_says_how_to_say_it_in_the_language_of_the_text() -> None:
    assert "15:30" in lacks("", Kind.UPDATE)["missing-next-update"].hint
    assert "15 h 30" in lacks("", Kind.UPDATE, language="fr")["missing-next-update"].hint


def test_a_language_without_a_lexicon_is_not_judged() -> None:
    assert lacks("", Kind.APOLOGY, language="tlh") == {}
