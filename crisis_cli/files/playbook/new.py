"""The first text of a new playbook: one that runs, validates and keeps its promise before anything is changed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from crisis_cli.errors import UsageError
from crisis_cli.files.parsing.misread import misread
from crisis_cli.files.parsing.report import quoted
from crisis_cli.files.playbook.fields import PLAYBOOK
from crisis_cli.files.shapes.names import Name

_MODEL = Path(__file__).with_name("new_playbook.yaml")
_HALF_A_YEAR = timedelta(days=182)


def check_name(name: str) -> None:
    """Raises UsageError, saying the rule, for what cannot be the name of a playbook."""
    shape = PLAYBOOK.fields["playbook"].shape
    assert isinstance(shape, Name)
    if re.fullmatch(shape.pattern, name) is None:
        raise UsageError(f"{quoted(name)} cannot be the name of a playbook", shape.rule)
    if other := misread(name):
        raise UsageError(
            f"{quoted(name)} is read as {other} by YAML programs", "choose a name of two words or more"
        )


def new_playbook(name: str, *, today: date) -> str:
    """The text of a playbook of that name, to be looked at again half a year from `today`."""
    title = name.replace("-", " ").capitalize()
    text = _MODEL.read_text(encoding="utf-8")
    text = text.replace("my-crisis", name).replace("title: My crisis\n", f"title: {title}\n")
    return text.replace("review_by: 2027-05-01", f"review_by: {today + _HALF_A_YEAR}")
