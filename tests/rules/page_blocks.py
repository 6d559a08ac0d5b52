"""The examples of the rules' pages, taken out of the Markdown with the surroundings that they are run in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from crisis_cli.files.rule_pages import FOLDER

PAGES = sorted(FOLDER.glob("*.md"))

_FENCED = re.compile(r"^(?:<!-- *(?P<comment>.*?) *-->|```(?P<language>\w*)\n(?P<text>.*?)^```)$", re.M | re.S)


@dataclass(frozen=True)
class Block:
    """One example. `around`: what `checked` is handed beside its text."""

    rule: str
    bad: bool
    language: str
    text: str
    around: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.rule}-{'bad' if self.bad else 'good'}"


def blocks(page: Path) -> list[Block]:
    """Those under `## Bad` and `## Good`. A comment such as `<!-- today: 2027-06-01 -->`, `<!-- file: NAME -->` or
    `<!-- others: NAME, NAME -->` counts for the rest of its page."""
    found: list[Block] = []
    around: dict[str, Any] = {}
    for section in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        for part in _FENCED.finditer(section):
            if part["comment"] is not None:
                around = {**around, **_surroundings(part["comment"])}
            else:
                found.append(Block(page.stem, section.startswith("Bad\n"), part["language"], part["text"], around))
    return found


def _surroundings(comment: str) -> dict[str, Any]:
    name, _, value = comment.partition(": ")
    if name == "today":
        return {"today": date.fromisoformat(value)}
    if name == "file":
        return {"file_name": value}
    if name == "others":
        return {"others": frozenset(value.split(", "))}
    raise AssertionError(f"<!-- {comment} -->: write today, file or others")
