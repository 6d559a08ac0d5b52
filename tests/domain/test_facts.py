"""A fact's value as somebody types it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crisis_cli.domain.conditions import Value
from crisis_cli.domain.facts import read_value
from tests.engine.builder import fact

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
CHOICES = {"north": "North", "south": "South"}


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", "  Oat 500 g ", "Oat 500 g"),
        ("integer", "12", 12),
        ("integer", "-3", -3),
        ("integer", "1 200", 1200),
        ("boolean", "Yes", True),
        ("boolean", "non", False),
        ("choice", "north", "north"),
        ("time", "03:40", "2026-11-22T02:40:00.000000Z"),
    ],
)
def test_a_value_is_read_by_the_type_of_its_fact(kind: str, typed: str, value: Value) -> None:
    assert read_value(fact("it", kind, choices=CHOICES), typed, at=AT, zone=BERLIN) == value


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("text", "  ", "Nothing was said"),
        ("integer", "three", "not a whole number"),
        ("integer", "1.5", "not a whole number"),
        ("integer", "9" * 40, "not a whole number"),
        ("boolean", "perhaps", "neither yes nor no"),
        ("choice", "west", "not one of north, south"),
        ("time", "soon", "not a time"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_question(kind: str, typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_value(fact("it", kind, choices=CHOICES), typed, at=AT, zone=BERLIN)


@pytest.mark.parametrize("typed", ["\u200b", "\u2060 \ufeff", "\u3164", "\u0301", "\u2800\u2800"])
def test_a_value_of_which_nothing_can_be_seen_says_nothing(typed: str) -> None:
    with pytest.raises(ValueError, match="Nothing was said"):
        read_value(fact("it", "text"), typed, at=AT, zone=BERLIN)


@pytest.mark.parametrize(
    "typed",
    [
        "=== website · en ===",
        "A jar broke.\n=== website · en ===\nAll is well.",
        "A jar broke.\r  ===x · en===",
        "\u200b=== x ===",
        "---",
        "One.\n --- \nTwo.",
        "[legal] ---",
        "[ Legal ] We say so.",
        "［legal］ We say so.",
        "[légal] Nous le disons.",
    ],
)
def test_a_value_never_steers_the_text_that_it_is_put_into(typed: str) -> None:
    with pytest.raises(ValueError, match="would steer the text"):
        read_value(fact("it", "text"), typed, at=AT, zone=BERLIN)


@pytest.mark.parametrize("typed", ["-", "?", "a = b == c", "Oat - 500 g", "The [legal] team", "5 -- 10"])
def test_signs_within_words_stay_words(typed: str) -> None:
    assert read_value(fact("it", "text"), typed, at=AT, zone=BERLIN) == typed
