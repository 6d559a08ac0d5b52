"""Counts of people who were hurt: in figures, in round words, besides others, and how sure they are."""

from __future__ import annotations

import pytest

from crisis_cli.domain.findings import Severity
from crisis_cli.statements.facts import check_facts, facts_said
from crisis_cli.statements.known import KnownFact
from crisis_cli.statements.written import Written

ILL = KnownFact("people_ill", number=3)
UNSURE = ILL._replace(status="unconfirmed")


def errors(language: str, text: str, *facts: KnownFact) -> list[str]:
    found = check_facts(Written("text.txt", text, language), facts or (ILL,))
    return [one.rule for one in found if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Dozens of people died."),
        ("en", "Hundreds are ill."),
        ("en", "A dozen children are in hospital."),
        ("en", "A third of our customers are ill."),
        ("en", "3 people are ill. The 3 others died."),
        ("en", "3 people died."),
        ("en", "Five babies fell."),
        ("en", "The number of injured is 45."),
        ("en", "The number of injured has risen to 45."),
        ("en", "45 adults are ill."),
        ("fr", "Des dizaines de personnes sont mortes."),
        ("fr", "Un tiers de nos clients sont malades."),
        ("fr", "Une vingtaine d'enfants sont à l'hôpital."),
        ("fr", "3 personnes sont malades. Les 3 autres sont mortes."),
        ("fr", "Cinq bébés sont tombés."),
        ("fr", "Le nombre de blessés est de 45."),
        ("fr", "45 adultes sont malades."),
    ],
)
def test_a_count_of_victims_that_no_fact_gives_is_an_error(language: str, text: str) -> None:
    assert errors(language, text) == ["unbacked-number"]


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", "Dozens of people are ill.", KnownFact("people_ill", number=64)),
        ("en", "3 people died.", KnownFact("people_dead", number=3)),
        ("en", "A third of our customers are ill.", KnownFact("reach", ("a third of the customers",))),
        ("fr", "Des dizaines de personnes sont malades.", KnownFact("people_ill", number=64)),
        ("fr", "Une vingtaine d'enfants sont à l'hôpital.", KnownFact("children", number=21)),
    ],
)
def test_one_that_a_fact_gives_is_none(language: str, text: str, fact: KnownFact) -> None:
    assert errors(language, text, fact) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We have confirmed reports that 3 people are ill."),
        ("en", "We know that 3 people are ill, and nobody has told us that it is unconfirmed why."),
        ("fr", "Nous savons que 3 personnes sont malades, et ne savons pas pourquoi."),
    ],
)
def test_a_doubt_elsewhere_in_the_sentence_does_not_make_a_claim_careful(language: str, text: str) -> None:
    assert errors(language, text, UNSURE) == ["unconfirmed-fact"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We have reports that 3 people are ill."),
        ("en", "We cannot confirm yet that 3 people are ill."),
        ("fr", "Nous n'avons pas confirmé que 3 personnes sont malades."),
    ],
)
def test_a_doubt_about_it_does(language: str, text: str) -> None:
    assert errors(language, text, UNSURE) == []


def test_a_name_is_said_by_the_first_half_of_its_words() -> None:
    product = KnownFact("product", ("Berry Oat 500 g",))
    assert facts_said(Written("t", "Do not drink Berry Oat.", "en"), [product]) == {"product"}
    assert facts_said(Written("t", "Do not drink Berry juice.", "en"), [product]) == frozenset()
