"""The letters without which a pattern cannot match are right: nothing that matches is passed over."""

from __future__ import annotations

import re

import pytest

from crisis_cli.domain.phrases import Phrase
from crisis_cli.files.lexicon import languages, lexicon
from crisis_cli.statements.anchors import anchors
from crisis_cli.statements.written import Written

ALL = [phrase for language in languages() for phrase in lexicon(language)]
EVERYTHING = "\n\n".join(
    example for phrase in ALL for example in (*phrase.matches, *phrase.misses, phrase.instead)
)


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("sorry if", {"sorry if"}),
        ("apolog(?:y|ies)", {"apolog"}),
        ("standards?", {"standard"}),
        ("(?:very )?sorry", {"sorry"}),
        ("(?:sorry|regrets?) if", {"sorry", "regret"}),
        ("so(?: \\w+){0,3} sorry", {" sorry"}),
        ("(?:very )+big deal", {"big deal"}),
        ("(?:never ){2}", {"never "}),
        ("(?<!not )(?!sorry)regret", {"regret"}),
        ("one|two", {"one", "two"}),
        ("alder\\.example", {"alder.example"}),
        ("alder[.]example", {".example"[1:]}),
        ("it|sorry", set()),
        ("\\w+@\\w+", set()),
        ("(?:sorry)?", set()),
        ("(?:sorry|) if", set()),
        ("abc{0,2}d", {"ab"} - {"ab"}),
        ("", set()),
    ],
)
def test_the_letters_that_a_pattern_needs(pattern: str, needed: set[str]) -> None:
    assert anchors(pattern) == needed


def test_what_is_no_pattern_of_the_lexicon_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot read"):
        anchors("[abc")


@pytest.mark.parametrize("phrase", ALL, ids=lambda phrase: f"{phrase.language}-{phrase.id}")
def test_every_match_has_one_of_them(phrase: Phrase) -> None:
    text = Written("all", EVERYTHING, phrase.language).flow.text
    needed = anchors(phrase.pattern)
    found = [found[0] for found in re.finditer(phrase.pattern, text)]
    assert found
    assert not needed or all(any(piece in match for piece in needed) for match in found)


def test_most_phrases_can_be_passed_over() -> None:
    assert sum(1 for phrase in ALL if anchors(phrase.pattern)) > 0.8 * len(ALL)
