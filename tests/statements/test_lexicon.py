"""Every example of every phrase is tried; patterns are bounded; a name means the same in all languages."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import chain

import pytest

from crisis_cli.domain.phrases import ELEMENTS, FAMILIES, Phrase
from crisis_cli.files.lexicon import languages, lexicon, read_lexicon
from crisis_cli.statements.phrases import hits, matched
from crisis_cli.statements.written import Written

ALL = [phrase for language in languages() for phrase in lexicon(language)]
SOURCES = (
    *("Lewicki", "SorryWatch", "Battistella", "gist", "PRCA", "Mangold", "McPherson", "CERC"),
    *("Benoit", "Coombs", "LaFrenchCom"),
)


def named(phrase: Phrase) -> str:
    return f"{phrase.language}-{phrase.id}"


def finds(phrase: Phrase, text: str) -> bool:
    return bool(hits(Written("example", text, phrase.language), [phrase]))


@pytest.mark.parametrize("phrase", ALL, ids=named)
def test_a_phrase_is_found_in_its_examples_and_not_in_the_others(phrase: Phrase) -> None:
    assert [text for text in phrase.matches if not finds(phrase, text)] == []
    assert [text for text in phrase.misses if finds(phrase, text)] == []


@pytest.mark.parametrize("phrase", ALL, ids=named)
def test_a_pattern_is_in_small_letters_and_cannot_run_away(phrase: Phrase) -> None:
    bare = re.sub(r"\\[WSDB]", "", phrase.pattern)
    assert bare == bare.casefold()
    assert not re.search(r"(?<!\\)[*+]\)(?:[*+]|\{\d*,\})", phrase.pattern), "a repetition within a repetition"
    assert not re.search(r"(?<!\\)\.[*+]", phrase.pattern), "say how far it may go"
    for alternative in _alternatives(phrase.pattern):
        assert not re.match(r"(?:\(\?:)*(?:\\[wsS]|\.|\[\^[^\]]*\])[*+]", alternative), "begins anywhere"
    assert re.compile(phrase.pattern).search("") is None


@pytest.mark.parametrize("phrase", ALL, ids=named)
def test_a_phrase_says_who_says_so_and_what_to_say_instead(phrase: Phrase) -> None:
    assert any(name in phrase.source for name in SOURCES)
    assert phrase.why.endswith((".", "?", "»"))
    assert len(phrase.instead) > 25
    assert (phrase.family == "Element") == bool(phrase.element)
    assert 1 <= phrase.weight <= 3
    assert not phrase.blocks or (phrase.weight == 3 and phrase.family == "Apology")
    assert not phrase.what.endswith(".")


def _alternatives(pattern: str) -> Iterator[str]:
    depth = start = 0
    for found in re.finditer(r"\\.|[(|)]", pattern):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if found[0] == "|" and not depth:
            yield pattern[start : found.start()]
            start = found.end()
    yield pattern[start:]


@pytest.mark.parametrize("phrase", ALL, ids=named)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(phrase: Phrase) -> None:
    """Nearly the phrase, over and over in a hundred kilobytes: the square of that length would take minutes."""
    nearly = " ".join(" ".join(example.split()[:-1]) for example in phrase.matches) + " "
    for piece in (nearly, "a"):
        text = (piece * 100_000)[:100_000].casefold()
        began = time.process_time()
        assert len(list(matched(phrase, text))) <= len(text)
        assert time.process_time() - began < 2, piece


def test_the_languages_have_their_phrases_and_every_family_and_element() -> None:
    assert languages() == ("en", "fr")
    for language, least in (("en", 65), ("fr", 52)):
        phrases = lexicon(language)
        assert len(phrases) >= least
        assert {phrase.family for phrase in phrases} == set(FAMILIES)
        assert {phrase.element for phrase in phrases} - {""} == set(ELEMENTS)
        assert len({phrase.id for phrase in phrases}) == len(phrases)
        assert [FAMILIES.index(phrase.family) for phrase in phrases] == sorted(
            FAMILIES.index(phrase.family) for phrase in phrases
        )
    assert lexicon("tlh") == ()


def test_a_name_means_the_same_in_every_language() -> None:
    meanings: dict[str, set[tuple[object, ...]]] = {}
    for phrase in ALL:
        meanings.setdefault(phrase.id, set()).add((phrase.family, phrase.weight, phrase.blocks, phrase.element))
    assert [name for name, meaning in meanings.items() if len(meaning) > 1] == []


def test_no_example_is_there_twice() -> None:
    for language in languages():
        told = list(chain.from_iterable(phrase.matches for phrase in lexicon(language)))
        assert len(told) == len(set(told))


def test_a_broken_lexicon_is_told_like_any_file() -> None:
    phrases, findings = read_lexicon("sorry-if:\n  familly: Apology\n", "own.yaml", "en")
    assert phrases == ()
    assert {one.rule for one in findings} == {"unknown-key", "missing-key"}
