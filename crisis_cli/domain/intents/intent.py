"""What every intent is."""

from __future__ import annotations


class Intent:
    """A wish; `engine.decide` turns it into events, or refuses it."""

    __slots__ = ()
