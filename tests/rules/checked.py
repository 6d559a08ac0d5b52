"""A playbook from text, read and held against every rule, without its surroundings; a scenario against its own."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from crisis_cli.domain.findings import Finding
from crisis_cli.files.channels.checks import channels_against_playbooks
from crisis_cli.files.documents import read_document
from crisis_cli.files.playbook.reader import load_playbook
from crisis_cli.files.scenario.references import scenario_against_playbook
from crisis_cli.files.team.checks import contacts_to_review
from crisis_cli.rules.catalogue import findings
from crisis_cli.rules.rule import Subject

TODAY = date(2026, 11, 22)
SHIPPED = Path(__file__).parents[2] / "playbooks"
FRAME = (Path(__file__).parent / "frame.yaml").read_text(encoding="utf-8")


def checked(text: str, file: str = "playbook.yaml", **around: Any) -> list[Finding]:
    """Everything that reading and the rules find, in the order of the file, of whichever kind it is."""
    loaded = read_document(text, file)
    found = list(loaded.findings)
    if loaded.playbook is not None:
        subject = Subject(loaded.playbook, **{"today": TODAY, **around})
        found += [loaded.places.located(one) for one in findings(subject, sound=loaded.sound)]
    elif loaded.team is not None:
        today = around.get("today", TODAY)
        found += [loaded.places.located(one) for one in contacts_to_review(loaded.team, today)]
    elif loaded.channels is not None:
        used = around.get("used", ())
        found += map(loaded.places.located, channels_against_playbooks(loaded.channels, used) if used else ())
    elif loaded.scenario is not None:
        playbook = load_playbook(SHIPPED / f"{loaded.scenario.playbook}.yaml").playbook
        assert playbook is not None
        found += map(loaded.places.located, scenario_against_playbook(loaded.values, playbook))
    return sorted(found, key=lambda one: (one.place.line, one.place.column) if one.place else (0, 0))


def rules(text: str, **around: Any) -> list[str]:
    """The names of the rules that find something, in the order of the file."""
    return [one.rule for one in checked(text, **around)]


def changed(text: str, *changes: tuple[str, str]) -> str:
    """The text in which each pair's first, which stands there once, has become its second."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def framed(block: str) -> str:
    """A whole file: the block itself if it is one, else the frame with the block's top-level fields put in."""
    if re.match(r"(?:#.*\n|\n)*(?:playbook|team|scenario|watch|channels):", block):
        return block
    fields = {**_fields(FRAME), **_fields(block)}
    return "".join(fields.values())


def _fields(text: str) -> dict[str, str]:
    parts = re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)
    return {part.split(":")[0]: part.rstrip("\n") + "\n" for part in parts if part.strip()}
