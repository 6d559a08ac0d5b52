"""Scheduled posts and adverts: held still, let go on, and what failed of it."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain.events.body import Body, said


@said
class FreezeBegun(Body):
    """A tool is being told to hold something still, or to let it go on: `act` is freeze or unfreeze. `way`:
    command or webhook; `how`: the command's words, or the address's host. Without a word of its end by
    `until_at` none will come."""

    PROSE = ("title", "how")
    act: str
    name: str
    title: str
    way: str
    how: str
    until_at: datetime


@said
class Frozen(Body):
    """It is held still. `way`: command, webhook, by hand, or drill (nothing was run). `said`: the last line that
    the command printed."""

    PROSE = ("title", "how", "said")
    name: str
    title: str
    way: str
    how: str = ""
    exit_code: int | None = None
    said: str = ""


@said
class Unfrozen(Body):
    """It goes on again; fields as in Frozen."""

    PROSE = ("title", "how", "said")
    name: str
    title: str
    way: str
    how: str = ""
    exit_code: int | None = None
    said: str = ""


@said
class FreezeFailed(Body):
    """It did not work; `unknown`: nobody can say whether it did."""

    PROSE = ("title", "how", "why", "said")
    act: str
    name: str
    title: str
    way: str
    how: str
    why: str
    unknown: bool = False
    exit_code: int | None = None
    said: str = ""


@said
class LeftFrozen(Body):
    """The run was closed while the things of these names were frozen, or may have been, for a reason."""

    PROSE = ("reason",)
    names: tuple[str, ...]
    reason: str
