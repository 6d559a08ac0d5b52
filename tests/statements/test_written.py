"""A text as it is checked: places of the original, a plain form of the same length, sentences, quoted words."""

from __future__ import annotations

import time

import pytest

from crisis_cli.statements.written import Span, Written


def written(text: str, language: str = "en") -> Written:
    return Written("text.txt", text, language)


def quoted(text: str) -> list[str]:
    return [text[span.start : span.end] for span in written(text).quoted]


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in written(text).sentences()]


@pytest.mark.parametrize("feed", ["\n", "\r\n", "\r"])
def test_a_place_counts_lines_and_columns_from_one_however_lines_end(feed: str) -> None:
    text = f"one{feed}é two{feed}"
    place = written(text).place(text.index("two"), text.index("two") + 3)
    assert (str(place), place.end_line, place.end_column) == ("text.txt:2:3", 2, 6)
    end = written(text).place(len(text), len(text))
    assert (end.line, end.column) == (3, 1)


def test_a_place_beyond_the_text_is_at_its_end() -> None:
    assert str(written("one").place(99, 100)) == "text.txt:1:4"


@pytest.mark.parametrize(
    "text", ["İSTANBUL ß ﬁn", "“Don’t” — ‘we’…", "« Désolé »\u202f: 5\u00a0%", "e\u0301 👨‍👩‍👧", ""]
)
def test_the_plain_form_is_as_long_as_the_text(text: str) -> None:
    assert len(written(text).plain) == len(text)


def test_the_plain_form_has_one_kind_of_quotation_mark_space_and_dash() -> None:
    assert written("“Don’t”\u00a0— STOP…").plain == '"don\'t" - stop.'


def test_the_flow_is_composed_unwrapped_and_keeps_paragraphs() -> None:
    one = written("De\u0301sole\u0301\r\n  si\n\nnous sor\u00adtons")
    assert one.flow.text == "désolé si\nnous sortons"
    start = one.flow.text.index("si")
    assert one.text[one.flow.at[start] : one.flow.at[start + 2]] == "si"
    assert one.flow.at[0] == 0
    assert len(one.flow.at) == len(one.flow.text) + 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They wrote “sorry if” and we read on.", ["“sorry if”"]),
        ('They wrote "sorry if" and we read on.', ['"sorry if"']),
        ("Ils ont écrit « désolé si » ce matin, chez nous.", ["« désolé si »"]),
        ("They wrote ‘sorry if’; we don’t, and we won’t.", ["‘sorry if’"]),
        ("> sorry if\n>> again\nWe are here for you.", ["> sorry if", ">> again"]),
        ('A 5" pipe and a 6" pipe burst in the hall.', []),
        ("An “open mark\n\nis closed” only in the next paragraph.", []),
        ("“We take this seriously”, says our chief.", []),
    ],
)
def test_quoted_words_are_somebody_elses_unless_they_are_the_text(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_only_what_lies_wholly_within_a_quotation_is_quoted() -> None:
    text = "They wrote “sorry if” and we read on for an hour."
    one = written(text)
    start = text.index("sorry")
    assert one.is_quoted(start, start + 8)
    assert not one.is_quoted(start, start + 12)
    assert not one.is_quoted(0, 4)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("At 3.5 km, see example.com. We wait.", ["At 3.5 km, see example.com.", "We wait."]),
        ("Mr. Reed and M. Dupont came at 3 p.m. today.", ["Mr. Reed and M. Dupont came at 3 p.m. today."]),
        ("We speak at 3 p.m. Until then, wait.", ["We speak at 3 p.m.", "Until then, wait."]),
        ("A line\nwrapped. End", ["A line\nwrapped.", "End"]),
        ("Title\n\n- one\n- two\n1. three", ["Title", "- one", "- two", "1. three"]),
        ("« Oui. » Non.", ["« Oui. »", "Non."]),
        ("Wait... what?", ["Wait...", "what?"]),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, found: list[str]) -> None:
    assert sentences(text) == found


def test_the_sentence_at_an_index_is_the_one_around_it() -> None:
    one = written("One. Two.")
    assert one.sentence_at(6) == Span(5, 9)
    assert one.sentence_at(4) == Span(4, 4)


def test_words_are_counted_with_their_apostrophes() -> None:
    assert written("We don't know: 1 200 people, l'équipe.").words == 7


@pytest.mark.parametrize(
    "piece", ["\n", " ", ".", "\r", '"', "‘", "’a", "“", "« ", "\n ", ".)x", '" x"y', "> ", "e\u0301"]
)
def test_a_hostile_repetition_takes_no_longer_than_its_length(piece: str) -> None:
    one = written((piece * 100_000)[:100_000] + "x")
    began = time.process_time()
    assert len(one.flow.at) + len(one.quoted) + len(one.sentences()) + one.words
    assert time.process_time() - began < 2


def test_a_gap_has_no_words_and_keeps_its_place() -> None:
    text = "We stopped [[ mistakes were\nmade ]] at noon. [? Who? ?] [[ open"
    written = Written("t.txt", text, "en")
    assert len(written.plain) == len(text)
    assert "mistakes" not in written.flow.text
    assert "who" not in written.flow.text
    assert "open" in written.flow.text
    start = text.index("mistakes")
    assert written.is_in_a_gap(start, start + 8)
    assert not written.is_in_a_gap(0, start)
    assert written.words == 5
