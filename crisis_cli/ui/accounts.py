"""The accounts that channels are posted from, as lines: a list of them, and what a check of each came to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crisis_cli.ui.safe import safe_line

Row = tuple[str, str, str, Sequence[int | None]]
"""Channel, service, account, limits; without a service it is posted by hand."""


def table(rows: Iterable[Row]) -> list[str]:
    """One line a channel."""
    shown = [
        (safe_line(channel, 40), service or "by hand", safe_line(account, 60), limit_words(limits))
        for channel, service, account, limits in rows
    ]
    widths = [max((len(row[column]) for row in shown), default=0) for column in range(3)]
    return [
        "  ".join((*(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)), row[3])).rstrip()
        for row in shown
    ]


def limit_words(limits: Sequence[int | None]) -> str:
    """`500 characters`, `500 or 1,000 characters`; nothing where nothing limits it."""
    numbers = [f"{limit:,}" for limit in limits if limit is not None]
    return f"{' or '.join(numbers)} characters" if numbers else ""
