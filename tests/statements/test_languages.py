"""An English and a French wording of one text: the same, however each writes it, or what only one of them says."""

from __future__ import annotations

import time

import pytest

from crisis_cli.domain.findings import Severity
from crisis_cli.statements.languages import check_languages
from crisis_cli.statements.written import Written


def differ(english: str, french: str) -> list[str]:
    found = list(check_languages(Written("en.txt", english, "en"), Written("fr.txt", french, "fr")))
    assert {one.rule for one in found} <= {"languages-differ"}
    assert {one.severity for one in found} <= {Severity.ERROR}
    return [f"{one.place}: {one.message}" for one in found]


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("1,200 customers", "1\u202f200 clients"),
        ("1,200 customers", "1.200 clients"),
        ("2.5 million jars, $5bn", "2,5 millions de pots, 5 milliards de dollars"),
        ("30% of 12 shops", "30\u00a0% de douze magasins"),
        ("two days, twenty-one people", "deux jours, vingt et une personnes"),
        ("seventy-one, ninety-seven", "soixante et onze, quatre-vingt-dix-sept"),
        ("one person, both shops", "1 personne, les deux magasins"),
        ("We speak again at 2 pm", "Nous reprendrons la parole à 14 h"),
        ("at 2.05 pm, from 3 to 4 pm, at noon", "à 14h05, de 15 h à 16 heures, à midi"),
        ("by 14:00", "avant 14 heures"),
        ("You waited nine hours", "Vous avez attendu neuf heures"),
        ("on Monday, 3 May 2027", "lundi 3 mai 2027"),
        ("from 3 to 5 May and March 1st", "du 3 au 5 mai et le 1er mars"),
        ("May 3", "le 03/05"),
        ("oatbar.com/en/recall", "https://www.oatbar.com/fr/rappel/"),
        ("oatbar.com/recall or oatbar.com/help", "fr.oatbar.com/rappel ou oatbar.fr/aide"),
        ("A new tyre, the 2nd time. Call us 24/7.", "Un pneu neuf, la 2e fois. Appelez-nous 24 h/24."),
        ("Lot L2345 and flight AF447", "Lot L2345 et vol AF447"),
    ],
)
def test_the_same_in_both_is_no_difference(english: str, french: str) -> None:
    assert differ(english, french) == []


@pytest.mark.parametrize(
    ("english", "french", "named"),
    [
        ("1,200 customers", "1 300 clients", ['"1,200"', '"1 300"']),
        ("At 2 pm", "À 15 h", ['"2 pm"', '"15 h"']),
        ("on 3 May", "le 4 mai", ['"3 May"', '"4 mai"']),
        ("on Monday", "mardi", ['"Monday"', '"mardi"']),
        ("two days", "trois jours", ['"two', '"trois']),
        ("oatbar.com/a", "oatbar.com/b", ['"oatbar.com/a"', '"oatbar.com/b"']),
        ("3 people, 4 shops", "3 personnes", ['"4"', "English wording only"]),
        ("3 people", "3 personnes, 4 magasins", ['"4"', "French wording only"]),
    ],
)
def test_a_difference_is_named_with_both_ends(english: str, french: str, named: list[str]) -> None:
    (found,) = differ(english, french)
    assert all(words in found for words in named), found


def test_each_value_is_named_once_at_its_first_place() -> None:
    assert [one.split(":")[:3] for one in differ("Yes.\n4 shops, 4 shops", "Oui")] == [["en.txt", "2", "1"]]


@pytest.mark.parametrize("piece", ["1,2", "12:34 ", "1 200 ", "3 May ", "a.com ", "l'", "11 ", "deux ", "\x00"])
def test_a_hostile_text_takes_no_long_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    begin = time.perf_counter()
    differ(text, text)
    assert time.perf_counter() - begin < 8
