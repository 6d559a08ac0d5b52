"""Sentences that good texts were refused for: an error is something that anybody would agree with at once."""

from __future__ import annotations

import pytest

from crisis_cli.domain.findings import Severity
from crisis_cli.files.lexicon import lexicon
from crisis_cli.statements import gaps, phrases
from crisis_cli.statements.elements import elements
from crisis_cli.statements.facts import check_facts
from crisis_cli.statements.known import KnownFact
from crisis_cli.statements.languages import check_languages
from crisis_cli.statements.written import Written

NEXT = [
    ("en", "Next update: 20:00."),
    ("en", "We will say here on Friday at 12:00 what changes."),
    ("en", "We speak again by 6pm."),
    ("en", "I write to you again here at 21:00."),
    ("en", "We will post here tonight at 6 pm."),
    ("fr", "Je vous écris de nouveau ici à 21 h."),
    ("fr", "Je reprends la parole ici à 21 h."),
    ("fr", "Je vous écris à 21 h."),
    ("fr", "Je vous rends compte ici ce soir à 18 h."),
    ("fr", "Nous vous tenons au courant demain dès 9 h."),
    ("fr", "Vous en saurez plus à 21 h."),
    ("fr", "Notre prochain mot : 21 h."),
    ("fr", "J'en dirai plus à 9 h, à la cantine et par courriel."),
    ("fr", "Nous dirons ici vendredi à 12 h ce qui change."),
]
HAPPENED = [
    ("en", "We sold a crib whose side can fall. Five babies fell; one broke an arm."),
    ("en", "I wrote that our drivers are lazy. It is not true."),
    ("en", "The recall is over. All 8,000 bottles are back."),
    ("fr", "Nous avons vendu un lit dont le côté peut tomber. Cinq bébés sont tombés, l'un s'est cassé le bras."),
    ("en", "Some cartons contain cleaning product."),
    ("en", "There was cleaning product in some cartons."),
    ("fr", "J'ai écrit que nos chauffeurs sont paresseux."),
    ("fr", "Des briques contiennent du produit de nettoyage."),
    ("fr", "Il y avait du produit de nettoyage dans des briques."),
    ("fr", "Votre eau peut contenir du plomb."),
    ("fr", "Notre site ne marche plus."),
]
OWNED = [
    ("en", "Rinsing the pipes was our job, and we did not do it well enough."),
    ("en", "I run that plant; it was my job to change the valve, and I had put it off twice."),
    ("fr", "C'était à nous de le faire, et nous l'avons mal fait."),
    ("fr", "Changer la vanne était mon travail."),
]
HURT = [
    ("en", "Two anglers, a father and his son, were treated in hospital."),
    ("fr", "Deux pêcheurs, un père et son fils, ont été soignés à l'hôpital."),
]
FELT = [
    ("en", "Their evening ended in an ambulance."),
    ("fr", "Leur soirée s'est finie en ambulance."),
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
    ("en", "We regret any misunderstanding.", "any-offence"),
    ("fr", "Désolés si cela vous a gênés, appelez-nous.", "conditional-apology"),
    ("fr", "Je suis désolée que vous l'ayez ressenti ainsi.", "sorry-you-feel"),
    ("fr", "L'entreprise regrette que certains aient mal compris.", "sorry-you-feel"),
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


@pytest.mark.parametrize(("language", "text"), NEXT)
def test_the_time_that_a_text_promises_needs_no_fact(language: str, text: str) -> None:
    assert list(check_facts(Written("text.txt", text, language), [])) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We wrote to you at 21:00."),
        ("en", "We speak again at 21:00 about what was found at 14:00."),
        ("fr", "Nous avons écrit à 21 h."),
        ("fr", "Nous reparlons à 21 h ; la panne a commencé à 14 h."),
    ],
)
def test_any_other_time_still_does(language: str, text: str) -> None:
    found = check_facts(Written("text.txt", text, language), [])
    assert [one.rule for one in found] == ["unbacked-time"]


@pytest.mark.parametrize("text", ["Nous vous écrivons à cause de la panne de 14 h.", "Nous avons écrit à 21 h."])
def test_a_time_that_is_past_is_no_next_word(text: str) -> None:
    assert "next_update" not in shown("fr", text)


@pytest.mark.parametrize(("language", "text"), HAPPENED)
def test_what_was_done_is_what_happened(language: str, text: str) -> None:
    assert "what_happened" in shown(language, text)


@pytest.mark.parametrize(("language", "text"), OWNED)
def test_a_job_that_was_ours_and_was_not_done_is_ownership(language: str, text: str) -> None:
    assert "ownership" in shown(language, text)


@pytest.mark.parametrize(("language", "text"), HURT)
def test_who_was_treated_is_who_is_affected(language: str, text: str) -> None:
    assert "affected" in shown(language, text)


@pytest.mark.parametrize(("language", "text"), FELT)
def test_how_a_day_ended_for_them_is_what_it_was_like(language: str, text: str) -> None:
    assert "empathy" in shown(language, text)


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


COUNTED = [KnownFact("people_ill", number=3)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Three people are ill, one of them a child of four."),
        ("en", "Three people are ill, including one child."),
        ("en", "Two more were taken to hospital."),
        ("en", "Two others were hospitalised."),
        ("fr", "Trois personnes sont malades, dont une enfant de quatre ans."),
        ("fr", "Parmi eux, une personne âgée."),
        ("fr", "Un enfant de quatre ans est malade."),
        ("fr", "Deux autres ont été hospitalisées."),
    ],
)
def test_some_of_those_who_were_counted_are_no_new_count(language: str, text: str) -> None:
    found = check_facts(Written("text.txt", text, language), COUNTED)
    assert all(one.severity is Severity.WARNING for one in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Three people are ill, and one child died."),
        ("en", "Five others were hospitalised."),
        ("fr", "Trois personnes sont malades, dont un enfant de quatre ans qui est mort."),
        ("fr", "Un enfant de quatre ans est mort."),
        ("fr", "Cinq autres ont été hospitalisées."),
        ("fr", "Il y a un mort."),
    ],
)
def test_a_death_and_more_than_were_counted_stay_errors(language: str, text: str) -> None:
    found = check_facts(Written("text.txt", text, language), COUNTED)
    assert Severity.ERROR in {one.severity for one in found}


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Feeling faint? Call 15.", "Un malaise ? Le 15."),
        ("Feeling faint? Dial 15 or 112.", "Un malaise ? Faites le 15 ou le 112."),
    ],
)
def test_the_number_of_the_rescuers_is_no_figure_in_either_language(english: str, french: str) -> None:
    assert list(check_languages(Written("t", english, "en"), Written("t", french, "fr"))) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nobody was able to swim."),
        ("fr", "Personne n'a pu se baigner."),
        ("fr", "Personne n'a pu dormir."),
    ],
)
def test_what_nobody_could_do_is_neither_an_excuse_nor_a_claim(language: str, text: str) -> None:
    written = Written("text.txt", text, language)
    assert [*phrases.find(written, lexicon(language)), *check_facts(written, [])] == []


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
