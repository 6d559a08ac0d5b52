"""Stock phrases where they stand: the heaviest of those that overlap, none of quotations; density is no score."""

from __future__ import annotations

import time
import unicodedata

import pytest

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.phrases import Phrase
from crisis_cli.files.lexicon import lexicon
from crisis_cli.files.rule_pages import rule_names
from crisis_cli.statements.phrases import find, flaws
from crisis_cli.statements.written import Written


def found(text: str, language: str = "en") -> list[Finding]:
    return list(find(Written("text.txt", text, language), lexicon(language)))


def rules(text: str, language: str = "en") -> list[str]:
    return [one.rule for one in found(text, language)]


def made(id_: str, pattern: str, weight: int = 2) -> Phrase:
    return Phrase(id_, "en", "Canned", weight, pattern, "a phrase", "Why.", "Else.", "me", (), ())


ENGLISH = "We apologize to anyone who was offended. Mistakes were made. We take this very seriously."
FRENCH = (
    "Nous sommes désolés si certains ont pu être heurtés. Nous vous prions de nous excuser pour la gêne "
    "occasionnée. Des erreurs ont été commises."
)


def test_the_three_famous_ones_are_named_in_english() -> None:
    named = [one for one in found(ENGLISH) if one.rule != "stock-phrases"]
    assert [(one.rule, one.severity) for one in named] == [
        ("anyone-offended", Severity.ERROR),
        ("mistakes-were-made", Severity.ERROR),
        ("taken-seriously", Severity.WARNING),
    ]
    assert [str(one.place) for one in named] == ["text.txt:1:4", "text.txt:1:42", "text.txt:1:65"]
    assert named[1].message == '"Mistakes were made": mistakes that nobody made'
    assert "I did not stop the line" in named[1].hint


def test_the_famous_ones_are_named_in_french() -> None:
    assert set(rules(FRENCH, "fr")) >= {
        "conditional-apology",
        "perhaps-hurt",
        "la-gene-occasionnee",
        "mistakes-were-made",
    }


@pytest.mark.parametrize(
    "text",
    [
        FRENCH.replace("'", "’").replace(" ", "\u00a0"),
        FRENCH.upper(),
        unicodedata.normalize("NFD", FRENCH),
        FRENCH.replace(" ", "\n").replace(".\n", ". "),
        FRENCH.replace(" ", "\r\n  "),
        FRENCH.replace("erreurs", "er\u00adreu\u200brs"),
    ],
    ids=["typographic", "capitals", "decomposed", "wrapped", "crlf", "invisible"],
)
def test_however_a_phrase_is_typed_it_is_found(text: str) -> None:
    assert "mistakes-were-made" in rules(text, "fr")
    assert "conditional-apology" in rules(text, "fr")


def test_a_place_is_that_of_the_text_as_it_was_typed() -> None:
    text = unicodedata.normalize("NFD", "Désolés.\r\nDes erreurs ont été commises.")
    (one,) = [one for one in found(text, "fr") if one.rule == "mistakes-were-made"]
    assert one.place is not None
    line = text.split("\r\n")[1]
    assert (one.place.line, line[one.place.column - 1 : one.place.end_column - 1]) == (2, line[:-1])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They wrote “mistakes were made” in 1986, and nobody has forgotten it since then.", "en"),
        ('They wrote "mistakes were made" in 1986, and nobody has forgotten it since then.', "en"),
        ("> Mistakes were made.\nWe answer below.", "en"),
        ("Ils ont écrit « des erreurs ont été commises » en 1986, et nul ne l'a oublié.", "fr"),
    ],
)
def test_words_of_somebody_else_do_not_count(text: str, language: str) -> None:
    assert rules(text, language) == []


def test_a_press_text_that_is_one_long_quotation_is_our_own_words() -> None:
    assert "mistakes-were-made" in rules("“Mistakes were made, and I am the one to say it here”, says Ada Byron.")


def test_of_phrases_that_overlap_the_heaviest_counts_and_then_the_longest() -> None:
    phrases = [
        made("short-heavy", "two three", 3),
        made("long-light", "one two three four", 1),
        made("short-light", "three four", 1),
        made("longer", "five six seven"),
        made("shorter", "six seven"),
    ]
    written = Written("text.txt", "one two three four five six seven", "en")
    assert [hit.phrase.id for hit in flaws(written, phrases)] == ["short-heavy", "longer"]


def test_a_phrase_does_not_begin_or_end_within_a_word() -> None:
    phrases = [made("whole", "art")]
    for text, times in (("start art party", 1), ("l'art, art-like", 2), ("artful", 0)):
        assert len(flaws(Written("text.txt", text, "en"), phrases)) == times


def test_what_is_right_about_a_text_is_no_finding() -> None:
    text = "I am sorry. I was wrong: I did not stop the line. Call us. We speak again at 15:30."
    assert rules(text) == []


def test_many_stock_phrases_in_few_words_are_a_warning_of_their_own() -> None:
    text = ENGLISH + " Our thoughts are with the families, and we remain committed to the highest standards."
    assert rules(text)[-1] == "stock-phrases"
    assert "stock-phrases" not in rules("We take this very seriously.")
    assert "stock-phrases" not in rules(
        "We take this very seriously. Rest assured. Our bread is good." + " a" * 20
    )
    assert "stock-phrases" not in rules(ENGLISH + " The bread in Alder is good." * 60)


def test_no_phrase_has_the_name_of_a_rule() -> None:
    names = {phrase.id for language in ("en", "fr") for phrase in lexicon(language)}
    assert names & set(rule_names()) == set()


def test_a_long_text_is_checked_in_no_time() -> None:
    """A bound with room for a slow machine; measured were 55 ms with the patterns still to be compiled."""
    written = Written("text.txt", "The line in Alder stopped at noon, and we do not know why. " * 160, "en")
    began = time.process_time()
    assert list(find(written, lexicon("en"))) == []
    assert time.process_time() - began < 1


def test_no_error_hides_another_in_the_same_words() -> None:
    text = "Nous sommes désolés si la gêne occasionnée a pu heurter certains."
    found = {one.rule for one in find(Written("text.txt", text, "fr"), lexicon("fr")) if one.severity == "error"}
    assert {"la-gene-occasionnee", "conditional-apology"} <= found
