"""A playbook from text, read and held against every rule, without its surroundings."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from crisis_cli.domain.findings import Finding
from crisis_cli.files.playbook_reader import read_playbook
from crisis_cli.rules.catalogue import findings
from crisis_cli.rules.rule import Subject

TODAY = date(2026, 11, 22)
FRAME = (Path(__file__).parent / "frame.yaml").read_text(encoding="utf-8")


def checked(text: str, file: str = "playbook.yaml", **around: Any) -> list[Finding]:
    """Everything that reading and the rules find, in the order of the file."""
    loaded = read_playbook(text, file)
    found = list(loaded.findings)
    if loaded.playbook is not None:
        subject = Subject(loaded.playbook, **{"today": TODAY, **around})
        found += [loaded.places.located(one) for one in findings(subject, sound=loaded.sound)]
    return sorted(found, key=lambda one: (one.place.line, one.place.column) if one.place else (0, 0))


def framed(block: str) -> str:
    """A whole playbook: the block itself if it is one, else the frame with the block's top-level fields put in."""
    if re.match(r"(?:#.*\n|\n)*playbook:", block):
        return block
    fields = {**_fields(FRAME), **_fields(block)}
    return "".join(fields.values())


def _fields(text: str) -> dict[str, str]:
    parts = re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)
    return {part.split(":")[0]: part.rstrip("\n") + "\n" for part in parts if part.strip()}
