"""Every verdict as it is read: each page equals `renderings/NAME.COLUMNS.txt`, each comment `renderings/NAME.md`.

CRISIS_REGEN=1 writes them anew: read what changed before you commit it.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len

from crisis_cli.ui.proof.markdown import as_markdown
from crisis_cli.ui.proof.page import page
from crisis_cli.ui.proof.proven import Proof
from tests.ui.proof.books import BOOKS, proven

FOLDER = Path(__file__).parent / "renderings"
RENDERED = cache(proven)


def compared(path: Path, text: str) -> None:
    if os.environ.get("CRISIS_REGEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def as_text(proof: Proof, columns: int) -> str:
    return "".join(f"{line.text}\n" for line in page(proof, columns))


@pytest.mark.parametrize(
    ("name", "columns"),
    [*((name, 80) for name in BOOKS), ("kept", 40), ("late", 40), ("kept", 120), ("hostile", 120)],
)
def test_a_page_reads_like_this(name: str, columns: int) -> None:
    compared(FOLDER / f"{name}.{columns}.txt", as_text(RENDERED(name), columns))


@pytest.mark.parametrize(
    "name", ["kept", "late", "endless", "tangled", "uncounted", "corrected", "closed-before", "hostile"]
)
def test_a_comment_reads_like_this(name: str) -> None:
    compared(FOLDER / f"{name}.md", as_markdown(RENDERED(name)))


@pytest.mark.parametrize("columns", [40, 41, 63, 64, 72, 80, 100, 109, 110, 200])
@pytest.mark.parametrize("name", BOOKS)
def test_no_line_is_wider_than_the_screen_and_none_can_steer_it(name: str, columns: int) -> None:
    for line in page(RENDERED(name), columns):
        assert cell_len(line.text) <= columns, line.text
        assert line.text.isprintable(), line.text


def test_every_verdict_has_a_mark_and_a_word_without_any_colour() -> None:
    rows = [line.text for name in BOOKS for line in page(RENDERED(name), 80)]
    for words in ("+ kept", "! LATE", "! NO END", "- not owed", "? not counted", "! TANGLED"):
        assert any(row.startswith(f"  {words}") for row in rows), words


def test_bars_begin_and_end_where_their_minutes_are_on_the_scale() -> None:
    lines = [line.text for line in page(RENDERED("late"), 80)]
    (ruler,) = (line for line in lines if "+--" in line)
    above = lines[lines.index(ruler) - 1]
    (ends,) = (line for line in lines if line.startswith("publish ") and "35-37" in line)
    (mark,) = (line for line in lines if "promised T+30" in line and "|" in line)
    assert ruler[above.index("30")] == "+"
    assert mark.index("|") == above.index("30")
    assert ends.rindex("#") == len(ruler) - 2
