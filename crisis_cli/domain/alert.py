"""The moment a mention stream stops being one unhappy customer, with all that explains it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who wrote in the last hour, and how alike: shares are between 0 and 1."""

    posts: int
    authors: int
    copies: float
    loudest: float
    reposts: float
    hashtags: tuple[tuple[str, int], ...] = ()
    words: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    bots: str = ""
    """Why it may be bots or one loud person; empty when nothing says so."""


@dataclass(frozen=True, slots=True)
class Alert:
    """Times are seconds since 1970, UTC. `observed` and `expected`: mentions in `window` seconds.

    `days`: such a thing comes about once in so many. `times`: it has jumped so high so often, of the `moments` in
    which it stood as before this; 0 and 0 when several bins together tell it. `since`: the first unusual post, or
    the bin that holds it. `clears`: it is over when an hour holds no more than that. `crowd`: None where only
    counts are known.
    """

    term: str
    kind: str
    tier: str
    at: float
    window: int
    observed: float
    expected: float
    days: float
    since: float
    clears: int
    slow: bool = False
    again: bool = False
    times: int = 0
    moments: int = 0
    crowd: Crowd | None = None
    suggests: str = ""
    samples: tuple[str, ...] = ()
    held: str = ""
    """Why it is amber though its volume would be red; empty otherwise."""


def people(number: int) -> str:
    """`1 person`, `2 people`."""
    return "1 person" if number == 1 else f"{number} people"
