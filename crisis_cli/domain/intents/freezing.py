"""What somebody wants held still, or to go on again."""

from __future__ import annotations

from dataclasses import dataclass

from crisis_cli.domain.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class BeginFreeze(Intent):
    """Write down that a tool is about to be told (`act`: freeze or unfreeze) and may take `seconds`. In a drill no
    tool is told, and what would have been done counts as done."""

    act: str
    name: str
    title: str
    way: str
    how: str
    seconds: int


@dataclass(frozen=True, slots=True)
class SettleFreeze(Intent):
    """Say how that went: `why` empty, it worked; `unknown`: nobody can say."""

    act: str
    name: str
    way: str
    how: str
    why: str = ""
    unknown: bool = False
    exit_code: int | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class RecordFreeze(Intent):
    """A person did it in the tool itself. `name` empty: something that no file knows, called `title`."""

    act: str
    name: str
    title: str
