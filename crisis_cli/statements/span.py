"""A stretch of a text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text by the index of its characters, the end exclusive."""

    start: int
    end: int
