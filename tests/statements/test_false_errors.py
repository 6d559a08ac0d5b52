"""Sentences that good texts were refused for: an error is something that anybody would agree with at once."""

from __future__ import annotations

import pytest

from crisis_cli.domain.findings import Severity
from crisis_cli.files.lexicon import lexicon
from crisis_cli.statements import gaps, phrases
from crisis_cli.statements.elements import elements
from crisis_cli.statements.facts import check_facts
from crisis_cli.statements.known import KnownFact
from crisis_cli.statements.written import Written

NEXT = [
    ("en", "Next update: 20:00."),
    ("en", "We will say here on Friday at 12:00 what changes."),
    ("en", "We speak again by 6pm."),
    ("fr", "J'en dirai plus à 9 h, à la cantine et par courriel."),
    ("fr", "Nous dirons ici vendredi à 12 h ce qui change."),
]
HAPPENED = [
    ("en", "We sold a crib whose side can fall. Five babies fell; one broke an arm."),
    ("en", "I wrote that our drivers are lazy. It is not true."),
    ("en", "The recall is over. All 8,000 bottles are back."),
    ("fr", "Nous avons vendu un lit dont le côté peut tomber. Cinq bébés sont tombés, l'un s'est cassé le bras."),
    ("fr", "J'ai écrit que nos chauffeurs sont paresseux."),
]
REACHED = [
    ("en", "Call 0800 444 555."),
    ("en", "Ask our staff, or 0800 999 111."),
    ("fr", "Appelez le 0 800 444 555."),
]
DONE = [
    ("en", "Do not drink it. Take it back to any shop."),
    ("en", "The shop stays closed today."),
    ("fr", "Rapportez-la en magasin : vous serez remboursés."),
]
NO_ERROR = [
    ("en", "I apologise to anyone who was on flight 12."),
    ("en", "I am sorry we let you down, if you want your money back, call us."),
    ("en", "Sorry if the app does not load: use the phone line."),
    ("en", "Nobody can say whether mistakes were made elsewhere."),
    ("en", "The form follows [RFC 2119] and [ISO 9001]."),
    ("en", "Leave by the door marked [EXIT], said the [CEO]."),
    ("en", "The drill XX-200 in size xx is called back."),
    ("en", "Set the value to null in the app."),
    ("fr", "Je vous demande pardon, si vous voulez être remboursé, appelez-nous."),
    ("fr", "Désolés si l'application ne se charge pas : appelez-nous."),
    ("fr", "Personne ne peut dire si des erreurs ont été commises ailleurs."),
    ("fr", "Sortez par la porte [EXIT], en taille xx."),
]
STILL_ERRORS = [
    ("en", "We apologise to anyone who was offended.", "anyone-offended"),
    ("en", "I apologise to anyone who may have been hurt.", "anyone-offended"),
    ("en", "We are sorry if this caused you trouble, call us.", "conditional-apology"),
    ("en", "Sorry if you were offended: call us.", "conditional-apology"),
    ("en", "Clearly, mistakes were made.", "mistakes-were-made"),
    ("en", "At [TIME] [NUMBER OF PEOPLE] fell ill in [CITY].", "unfilled-gap"),
    ("en", "XX people are ill.", "unfilled-gap"),
    ("en", "There are null people in hospital.", "unfilled-gap"),
    ("fr", "Désolés si cela vous a gênés, appelez-nous.", "conditional-apology"),
    ("fr", "Des erreurs ont été commises.", "mistakes-were-made"),
    ("fr", "À [HEURE], XX personnes sont malades.", "unfilled-gap"),
]


def shown(language: str, text: str) -> frozenset[str]:
    return elements(Written("text.txt", text, language), lexicon(language))


def errors(language: str, text: str) -> set[str]:
    written = Written("text.txt", text, language)
    found = [*phrases.find(written, lexicon(language)), *gaps.find(written)]
    return {one.rule for one in found if one.severity is Severity.ERROR}


@pytest.mark.parametrize(("language", "text"), NEXT)
def test_a_time_to_come_is_the_next_word(language: str, text: str) -> None:
    assert "next_update" in shown(language, text)


@pytest.mark.parametrize(("language", "text"), HAPPENED)
def test_what_was_done_is_what_happened(language: str, text: str) -> None:
    assert "what_happened" in shown(language, text)


@pytest.mark.parametrize(("language", "text"), REACHED)
def test_a_number_to_call_is_a_way_to_reach_us(language: str, text: str) -> None:
    assert "contact" in shown(language, text)


@pytest.mark.parametrize(("language", "text"), DONE)
def test_what_people_shall_do_and_what_is_closed_is_an_action(language: str, text: str) -> None:
    assert "action" in shown(language, text)


def test_an_apology_that_points_back_is_one() -> None:
    assert "apology" in shown("fr", "Vous arriverez en retard à cause de nous, et j'en suis désolée.")


@pytest.mark.parametrize(("language", "text"), NO_ERROR)
def test_words_that_only_look_like_a_mistake_are_no_error(language: str, text: str) -> None:
    assert errors(language, text) == set()


@pytest.mark.parametrize(("language", "text", "rule"), STILL_ERRORS)
def test_the_mistakes_themselves_stay_errors(language: str, text: str, rule: str) -> None:
    assert rule in errors(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "What we changed: two people now check each filter before each shift."),
        ("fr", "Ce qui change : deux personnes contrôlent chaque filtre."),
    ],
)
def test_people_who_work_for_us_are_no_victims(language: str, text: str) -> None:
    found = check_facts(Written("text.txt", text, language), [KnownFact("people_ill", number=3)])
    assert [one.severity for one in found] == [Severity.WARNING]
