"""The title of the terminal's window: the first word says whether this is real."""

from __future__ import annotations

from crisis_cli.domain.incident import Incident
from crisis_cli.ui.board.drill.real import was_stopped
from crisis_cli.ui.safe import safe_line

KEEP = "\x1b[22;2t"
"""Asks the terminal to remember its window's title (xterm; others pass over it)."""

BRING_BACK = "\x1b[23;2t"


def window_title(incident: Incident, number: int) -> str:
    """`DRILL #7 Contaminated product`; no control character can get into it."""
    stopped = " STOPPED, THIS IS REAL" if was_stopped(incident) else ""
    return f"{'DRILL' if incident.drill else 'REAL'}{stopped} #{number} {safe_line(incident.title, 80)}"


def setting(title: str) -> str:
    """What makes a terminal show it (OSC 2)."""
    return f"\x1b]2;{title}\x07"
