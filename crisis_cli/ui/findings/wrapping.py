"""Sentences on as many lines as the terminal needs, broken between words; for a pipe one line, however long."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

from crisis_cli.ui.findings.snippet import cell

_USUAL = 80
_FEWEST = 20
"""On fewer columns than that nothing can be read anyway."""


def columns_of(stream: TextIO, environ: Mapping[str, str]) -> int | None:
    """How many columns the terminal behind the stream has, or COLUMNS says it has; None when it is no terminal."""
    if not stream.isatty():
        return None
    said = environ.get("COLUMNS", "")
    columns = int(said) if said.isdecimal() else 0
    if not columns:
        try:
            columns = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            columns = 0
    return max(columns, _FEWEST) if columns else _USUAL


def wrapped(line: str, columns: int | None, indent: int) -> list[str]:
    """The line broken between words, so that each part takes at most so many columns if its words let it; the
    parts behind the first stand `indent` to the right."""
    if columns is None or len(line) * 2 <= columns:
        return [line]
    parts: list[str] = []
    now, taken = "", 0
    for number, word in enumerate(line.split(" ")):
        wide = sum(cell(letter)[1] for letter in word)
        if number and taken + 1 + wide <= columns:
            now, taken = f"{now} {word}", taken + 1 + wide
        elif number:
            parts.append(now)
            now, taken = " " * indent + word, indent + wide
        else:
            now, taken = word, wide
    return [*parts, now]
