"""What stands on an account says the same as what was approved, however the service shows it."""

from __future__ import annotations

import pytest

from crisis_cli.statements.as_published import first_difference

APPROVED = "People fell ill. Advice: https://www.walrus.example/recall/berry-oat.\n\nWe speak again at 03:45.\n"


@pytest.mark.parametrize(
    "shown",
    [
        APPROVED,
        APPROVED.strip(),
        APPROVED.replace("\n", " \r\n"),
        APPROVED.replace("\n\n", "\n\n\n"),
        APPROVED.replace("https://www.walrus.example/recall/berry-oat", "https://t.co/a1B2c3"),
        APPROVED.replace("https://www.walrus.example/recall/berry-oat", "walrus.example/recall/be…"),
        APPROVED.replace("https://www.walrus.example/recall/berry-oat", "walrus.example/recall/berry-oat/"),
    ],
)
def test_spaces_and_short_links_are_no_difference(shown: str) -> None:
    assert first_difference(APPROVED, shown) is None


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert first_difference("café\n", "cafe\u0301") is None


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        (APPROVED.replace("03:45", "04:45"), "We speak again at 04:45."),
        (APPROVED.replace("We speak again at 03:45.", ""), ""),
        (APPROVED + "Buy now!\n", "Buy now!"),
        (
            APPROVED.replace("walrus", "seal"),
            "People fell ill. Advice: https://www.seal.example/recall/berry-oat.",
        ),
        (APPROVED.replace("https://www.walrus.example/recall/berry-oat", "w" * 1000), "…"),
        (APPROVED.replace("https://www.walrus.example/recall/berry-oat", "…"), "People fell ill. Advice: …."),
    ],
)
def test_a_changed_word_line_or_link_is_told_with_both_lines(shown: str, line: str) -> None:
    found = first_difference(APPROVED, shown)
    assert found is not None
    assert found[0] in (*APPROVED.splitlines(), "")
    assert line in ("…", found[1])
