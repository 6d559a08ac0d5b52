"""Terms are found as whole words, alike with the library of the extra and without it."""

from __future__ import annotations

import pytest

from crisis_cli.domain.mention import folded
from crisis_cli.domain.watch import Term
from crisis_cli.signals.matching import Matcher
from tests.parts import library

TERMS = [
    Term("Walrus", "brands", ("Walrus", "walruss"), ("zoo", "arctic")),
    Term("#walrusburger", "hashtags", ("#walrusburger",)),
    Term("Walrus Burger", "brands", ("Walrus Burger",)),
    Term("Café Öl", "products", ("Café Öl",)),
    Term("海象", "brands", ("海象",)),
    Term("C++", "products", ("C++",)),
]


@pytest.fixture(params=[True, False], ids=["aho-corasick", "standard library"])
def matcher(request: pytest.FixtureRequest) -> Matcher:
    if request.param:
        library("ahocorasick_rs", "pip install -e '.[watch]'")
    return Matcher(TERMS, ("advert",), fast=request.param)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I hate WALRUS!", [0]),
        ("walruses are animals", []),
        ("a sub-walrus", [0]),
        ("walrus_x xwalrus walrus9", []),
        ("walruss, misspelt", [0]),
        ("a walrus in the zoo", []),
        ("#WalrusBurger", [1]),
        ("#WalrusBurgers", []),
        ("#walrus", [0]),
        ("walrus burger", [0, 2]),
        ("Walrus Burger walrus burger", [0, 2]),
        ("walrus burger, an advert", []),
        ("au cafe\u0301 o\u0308l", [3]),
        ("我爱海象汉堡", [4]),
        ("c++ and c+++", [5]),
        ("", []),
        ("<b>walrus</b>\u202e\u200d", [0]),
    ],
)
def test_a_term_is_a_whole_word_in_any_case(matcher: Matcher, text: str, found: list[int]) -> None:
    assert matcher.find(folded(text)) == found


def test_nothing_to_listen_for_finds_nothing() -> None:
    assert Matcher([]).find("walrus") == []
