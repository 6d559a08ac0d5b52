"""A text's one form and its hash, and its gaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_cli.domain.statement import canonical, gaps, text_hash


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


def test_a_text_that_is_half_a_character_has_a_hash_too() -> None:
    assert text_hash("a\udc80\ud800") != text_hash("a")
