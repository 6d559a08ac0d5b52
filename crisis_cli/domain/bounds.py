"""How much text one act may carry, wherever it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.errors import UsageError

if TYPE_CHECKING:  # thirty-odd dataclasses, which a check of a text need not wait for
    from crisis_cli.domain.intents import Intent

MOST_TEXT = 64 * 1024
"""Bytes of one typed text; more is refused (it also bounds a line of the journal)."""


def bounded(intent: Intent) -> None:
    """Refuse, as UsageError, an intent that carries a text that is too long, or no text."""
    for name in getattr(intent, "__dataclass_fields__", {}):
        value = getattr(intent, name)
        if isinstance(value, str):
            bounded_text(value, name)


def bounded_text(value: str, name: str = "text") -> str:
    """The text itself; raises UsageError past 64 KiB, for a NUL, and for what is not UTF-8."""
    size = len(value.encode("utf-8", "surrogatepass"))
    if size > MOST_TEXT:
        raise UsageError(f"The {name} has {size:,} bytes; at most {MOST_TEXT:,} fit.", "Say it in fewer words.")
    if "\x00" in value:
        raise UsageError(f"The {name} holds a NUL character: that is no text.", "Take it out.")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UsageError(f"The {name} is not UTF-8 text.", "Type it again, or convert the file.") from None
    return value
