"""A refusal as one line: what was found, then what to do next."""

from __future__ import annotations

from crisis_cli.errors import CrisisError
from crisis_cli.ui.safe import safe_line


def refusal(wrong: Exception) -> str:
    """The message and the hint of a CrisisError, as two sentences; of anything else, its text."""
    if not isinstance(wrong, CrisisError):
        return safe_line(str(wrong))
    return safe_line(f"{sentence(wrong.message)} {wrong.hint}")


def sentence(text: str) -> str:
    """The text, with a full stop where it has no end yet."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
