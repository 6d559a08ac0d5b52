"""The examples of the rules' pages, taken out of the Markdown with the surroundings that they are run in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from crisis_cli.domain.team import Person, Team
from crisis_cli.domain.template_use import TemplateUse
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
    """Those under `## Bad` and `## Good`. A comment such as `<!-- today: 2027-06-01 -->`, `<!-- file: NAME -->`,
    `<!-- others: NAME, NAME -->`, `<!-- used: CHANNEL -->`, `<!-- holders: ROLE=PERSON, ROLE=PERSON -->` or
    `<!-- templates: NAME facts=PRODUCT+ADVICE words=next_update gaps=2 sha256=5d41402a, NAME -->` counts for the
    rest of its page."""
    found: list[Block] = []
    around: dict[str, Any] = {}
    for section in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        for part in _FENCED.finditer(section):
            if part["comment"] is not None:
                around = {**around, **_surroundings(part["comment"])}
            else:
                found.append(Block(page.stem, section.startswith("Bad\n"), part["language"], part["text"], around))
    return found


def surroundings(text: str) -> dict[str, Any]:
    """What the comments of a whole file say about its surroundings, in the same words."""
    found: dict[str, Any] = {}
    for comment in re.findall(r"<!-- *(.*?) *-->", text):
        found |= _surroundings(comment)
    return found


def _surroundings(comment: str) -> dict[str, Any]:
    name, _, value = comment.partition(": ")
    if name == "today":
        return {"today": date.fromisoformat(value)}
    if name == "file":
        return {"file_name": value}
    if name == "others":
        return {"others": frozenset(value.split(", "))}
    if name == "used":
        return {"used": tuple(value.split(", "))}
    if name == "holders":
        held = {role: (person,) for role, person in (part.split("=") for part in value.split(", "))}
        people = {person: Person(person, person.title()) for (person,) in held.values()}
        return {"team": Team(people, held)}
    if name == "templates":
        return {"templates": {use.name: use for use in map(_template, value.split(", "))}}
    raise AssertionError(f"<!-- {comment} -->: write today, file, others, used, holders or templates")


def _template(written: str) -> TemplateUse:
    name, *rest = written.split()
    given = dict(part.split("=") for part in rest)
    return TemplateUse(
        name,
        "en",
        f"templates/en/{name}.txt.j2",
        facts=frozenset(given.get("facts", "").split("+")) - {""},
        words=frozenset(given.get("words", "").split("+")) - {""},
        gaps=int(given.get("gaps", 0)),
        sha256=8 * given.get("sha256", ""),  # a digest fits into no line of a page
    )
