"""The words of those whom the tool plays."""

from __future__ import annotations

import pytest

from crisis_cli.commands.drilling.texts import filled
from crisis_cli.domain.statement import gaps


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_no_gap_is_left_and_no_sentence_comes_twice(language: str) -> None:
    draft = (
        "[[ what is new ]]\n\n[[ who is\nfinding out ]] Reach us: [? Where do people reach us? ?]\n[[ sorry ]]\n"
    )
    text = filled(draft, language)
    assert gaps(text) == []
    lines = [line for line in text.splitlines() if line]
    assert len(set(lines)) == len(lines)
