"""`crisis channels`: which account each channel is posted from, and a check of all of them without posting."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.errors import UsageError


class Action(StrEnum):
    """What is wanted of the channels file."""

    LIST = "list"
    CHECK = "check"


def channels(
    what: Annotated[
        Action, typer.Argument(metavar="[list|check]", help="List them, or log in to each without posting.")
    ] = Action.LIST,
    only: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CHANNEL]...", help="Of check: these; else all that have an account."),
    ] = None,
    json: options.Json = False,
) -> int:
    """Say which account each channel is posted from, or prove that each of them works; nothing is posted.

    check: logs in to every account at the same time, says who is logged in there and how long a post may be, and
    which line makes the playbooks count so. Exit code 1: something is to be put right; 4: an account could not be
    reached.
    """
    from crisis_cli.commands.publishing.channels_known import known

    if what is Action.CHECK:
        from crisis_cli.commands.publishing.channels_check import check_channels

        return check_channels(known(), only or [], as_json=json)
    if only:
        raise UsageError("The list is of all channels.", f"crisis channels check {' '.join(only)}")
    from crisis_cli.commands.publishing.channels_known import show

    show(known(), as_json=json)
    return 0
