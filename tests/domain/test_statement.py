"""A text's one form and its hash, its gaps, and the word it gives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_cli.domain.statement import canonical, gaps, next_word, text_hash

AT = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", ["Café.", "Cafe\u0301.", "Café.\n", "Café.\r\n", "Café.\n\n\n"])
def test_one_text_has_one_form_and_one_hash(text: str) -> None:
    assert canonical(text) == "Café.\n"
    assert text_hash(text) == text_hash("Café.")


@pytest.mark.parametrize("text", ["Cafe.", "Café .", "Café.\nMore.", " Café.", "CAFÉ."])
def test_another_text_has_another_hash(text: str) -> None:
    assert text_hash(text) != text_hash("Café.")


@given(st.text())
def test_the_form_of_the_form_is_the_form(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)
    assert text_hash(canonical(text)) == text_hash(text)


def test_gaps_are_what_the_writer_still_has_to_fill_in() -> None:
    text = "We [[ say it in\nyour words ]] about [? Which product? ?] at [once]."
    assert gaps(text) == ["[[ say it in\nyour words ]]", "[? Which product? ?]"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("We speak again at 15:30.", 90),
        ("We will report back by 16:00 at the latest.", 120),
        ("Our next update: before 15h30", 90),
        ("More news at 14:20, here.", 20),
        ("We will talk to you again no later than 13:00.", 23 * 60),
    ],
)
def test_a_text_says_when_we_speak_again(text: str, after: int) -> None:
    assert next_word(text, at=AT, zone=UTC) == AT + timedelta(minutes=after)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Nous reprendrons la parole à 15:30.", 90),
        ("Nous reprenons la parole à 15\u00a0h\u00a030.", 90),
        ("Nous vous en reparlerons avant 15h.", 60),
        ("Nous revenons vers vous avant 15\u00a0h, ici même.", 60),
        ("Nous vous écrirons de nouveau d\u2019ici 15\u202fh\u202f05.", 65),
        ("Prochain point à 13h30.", 23 * 60 + 30),
    ],
)
def test_a_french_text_says_it_too(text: str, after: int) -> None:
    assert next_word(text, at=AT, zone=UTC) == AT + timedelta(minutes=after)


def test_the_time_printed_is_local() -> None:
    moment = next_word("We speak again at 15:30.", at=AT, zone=ZoneInfo("Europe/Berlin"))
    assert moment == AT + timedelta(minutes=30)


@pytest.mark.parametrize(
    "text",
    [
        "It happened at 15:30.",
        "We speak again soon.",
        "We speak again at 99:99.",
        "Les vols reprennent à 15:30.",
        "Reparlons-en bientôt.",
        "",
    ],
)
def test_a_text_without_such_a_time_gives_no_word(text: str) -> None:
    assert next_word(text, at=AT, zone=UTC) is None


def test_a_text_that_is_half_a_character_has_a_hash_too() -> None:
    assert text_hash("a\udc80\ud800") != text_hash("a")
