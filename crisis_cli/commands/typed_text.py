"""A text that somebody hands in: a file, or what comes through a pipe."""

from __future__ import annotations

import sys
from pathlib import Path

from crisis_cli.domain.bounds import MOST_TEXT
from crisis_cli.errors import UsageError


def text_from(source: str) -> str:
    """The text of a file or of stdin, bounded before it is read whole."""
    from crisis_cli.files.disk import read_regular

    raw = sys.stdin.buffer.read(MOST_TEXT + 1) if source == "-" else read_regular(Path(source), MOST_TEXT + 1)
    try:
        return raw.decode()
    except UnicodeDecodeError as wrong:
        if len(raw) > MOST_TEXT:
            raise UsageError(f"{source} has more than {MOST_TEXT:,} bytes.", "Say it in fewer words.") from None
        raise UsageError(f"{source} is not UTF-8 text (byte {wrong.start}).", "Save it as UTF-8.") from None
