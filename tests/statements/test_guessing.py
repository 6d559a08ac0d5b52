"""A text of which nobody said the language."""

from __future__ import annotations

import pytest

from crisis_cli.statements.guessing import guessed_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We stopped the line, and we are sorry.", "en"),
        ("Nous avons arrêté la ligne, et nous le regrettons.", "fr"),
        ("Le « Daily » dit que les clients sont avec nous.", "fr"),
        ("Bonjour, ça va être réglé", "fr"),
        ("The café in Orléans is closed, and we are sorry.", "en"),
        ("", "en"),
        ("Alder 4711", "en"),
    ],
)
def test_the_small_words_tell(text: str, language: str) -> None:
    assert guessed_language(text) == language
