"""Words in quotation marks: whose they are."""

from __future__ import annotations

import pytest

from crisis_cli.files.lexicon import lexicon
from crisis_cli.statements.elements import elements
from crisis_cli.statements.phrases import find
from crisis_cli.statements.written import Written

AROUND = {
    "en": "Acme stopped the line in Alder this morning and calls back every jar of the lot. Shops give it back.",
    "fr": "Acme a arrêté la ligne ce matin à Alder et rappelle chaque pot du lot. Les magasins remboursent tout.",
}
OURS = [
    ("en", '"Mistakes were made," says our CEO.'),
    ("en", "“Mistakes were made,” said Ada Hale of Acme."),
    ("en", '"Mistakes were made." — Ada Hale, chief executive'),
    ("en", 'Our plant manager said: "Mistakes were made."'),
    ("en", '"We stopped," says our CEO. "Mistakes were made."'),
    ("en", '"Mistakes were made," said Ada Hale.'),
    ("fr", "« Des erreurs ont été commises », dit notre directrice."),
    ("fr", "La PDG déclare : « Des erreurs ont été commises. »"),
]
THEIRS = [
    ("en", 'A customer wrote: "Mistakes were made."'),
    ("en", '"Mistakes were made," said a customer of our company.'),
    ("en", '"Mistakes were made," she told our CEO.'),
    ("en", 'I read "mistakes were made" in a paper.'),
    ("fr", "Une cliente a écrit à notre directrice : « Des erreurs ont été commises. »"),
    ("fr", "« Des erreurs ont été commises », écrit un journal."),
]


def rules(language: str, text: str) -> list[str]:
    written = Written("text.txt", f"{AROUND[language]} {text}", language, ("Acme", "Ada Hale", "Chief executive"))
    return [one.rule for one in find(written, lexicon(language)) if one.rule != "stock-phrases"]


@pytest.mark.parametrize(("language", "text"), OURS)
def test_words_that_are_given_to_one_of_us_are_ours(language: str, text: str) -> None:
    assert rules(language, text) == ["mistakes-were-made"]


@pytest.mark.parametrize(("language", "text"), THEIRS)
def test_what_somebody_else_says_is_left_alone(language: str, text: str) -> None:
    assert rules(language, text) == []


def test_an_apology_in_our_quoted_words_is_one() -> None:
    text = f'{AROUND["en"]} "I am sorry that we sold it," says our CEO.'
    assert "apology" in elements(Written("text.txt", text, "en"), lexicon("en"))
