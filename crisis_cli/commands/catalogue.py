"""Every command by its name, in the order in which help shows them; each is loaded when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "Begin": ("run", "triage", "list", "show"),
    "Look": ("board", "status", "brief", "incidents"),
    "Steps": ("answer", "done", "tick", "ack", "skip", "escalate", "add", "undo"),
    "Facts and notes": ("fact", "note", "seen", "switch"),
    "Statements": ("draft", "edit", "thread", "check", "waive", "approve", "reject", "publish", "export"),
    "What is out": ("correct", "withdraw"),
    "What goes on by itself": ("freeze", "unfreeze"),
    "Before it burns": ("preapprove", "channels"),
    "People": ("oncall", "team", "handoff", "away", "tried"),
    "The end": ("close", "reopen", "report"),
    "Hear it coming": ("watch",),
    "A drill": ("drill", "clock", "inject", "observe", "decide", "stop-drill", "debrief", "drills"),
    "The record": ("log", "verify", "seal", "redact"),
    "Playbooks": ("new", "validate", "prove", "explain", "schema"),
    "This machine": ("keep", "store", "doctor"),
}
"""Panel to names. The command NAME is the function NAME in `commands/NAME.py`, with `_` for `-` (and
`list_` for the built-in name)."""

NAMES = frozenset(name for names in COMMANDS.values() for name in names)

_BUILT_IN = {"list": "list_"}


def load(name: str) -> Callable[..., int]:
    """The function of that command."""
    called = _BUILT_IN.get(name, name).replace("-", "_")
    found: Callable[..., int] = getattr(import_module(f"crisis_cli.commands.{called}"), called)
    return found
