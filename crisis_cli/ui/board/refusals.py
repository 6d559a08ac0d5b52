"""A refusal as one line: what was found, then what to do next."""

from __future__ import annotations

from crisis_cli.errors import CrisisError
from crisis_cli.ui.safe import safe_line


def refusal(wrong: Exception) -> str:
    """The message and the hint of a CrisisError, as two sentences; of anything else, its text."""
    if not isinstance(wrong, CrisisError):
        return safe_line(str(wrong))
    message = wrong.message if wrong.message.endswith((".", "?", "!", "…")) else f"{wrong.message}."
    return safe_line(f"{message} {wrong.hint}")
