"""`crisis team`: who there is, whether they can be reached, and a test that shows it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.errors import UsageError
from crisis_cli.ui.findings import Format


class Action(StrEnum):
    """What is wanted of the team file."""

    CHECK = "check"
    TEST = "test"


def team(
    what: Annotated[
        Action, typer.Argument(metavar="check|test", help="Look for gaps, or send PERSON a marked test page.")
    ],
    person: Annotated[str, typer.Argument(metavar="[PERSON]", help="Whom to test: a name of people:.")] = "",
    format_: Annotated[
        Format, typer.Option("--format", help="Of check: for a person, or for a CI system.")
    ] = Format.TEXT,
    json: options.Json = False,
) -> int:
    """Check the team file, or test that a person can be reached.

    check: roles that nobody holds, people whom nothing wakes, addresses that nobody checked for long, secrets that
    are missing or that others can read. test: sends a page marked TEST by every address of the person and asks for
    the code in it. Exit code 1: something is wrong.
    """
    if what is Action.CHECK:
        if person:
            raise UsageError("A check is of the whole team.", "crisis team check, or: crisis team test PERSON")
        from crisis_cli.commands.reaching.team_check import check_team

        return check_team(Format.JSON if json else format_)
    if not person:
        raise UsageError("Whom?", "crisis team test PERSON")
    from crisis_cli.commands.reaching.team_test import try_person

    return try_person(person, as_json=json)
