"""Which playbook? A numbered list; 0 when none fits."""

from __future__ import annotations

import sys

from crisis_cli.commands.playbooks import shelf
from crisis_cli.errors import UsageError
from crisis_cli.ui.safe import safe_line

NONE_FITS = "blank"
"""The playbook for a crisis that no other fits: both usual promises, facts and a statement."""


def choose_playbook() -> str:
    """The name chosen. Without a terminal there is nobody to ask: UsageError with the names."""
    listed = [entry for entry in shelf() if entry.name != NONE_FITS and not entry.per_item]
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("Which playbook?", f"crisis run NAME, one of: {', '.join(e.name for e in listed)}, blank")
    for number, entry in enumerate(listed, start=1):
        print(f"  {number}  {safe_line(entry.title)}  ({entry.name})", file=sys.stderr)
    print("  0  None of these: begin with an empty plan", file=sys.stderr)
    print("Which one? Its number: ", end="", file=sys.stderr, flush=True)
    typed = sys.stdin.readline().strip()
    if typed in {"", "0"}:
        return NONE_FITS
    if typed.isdecimal() and int(typed) <= len(listed):
        return listed[int(typed) - 1].name
    return typed
