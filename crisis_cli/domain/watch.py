"""What a watch listens for, where, and from when on it says so; what a watch file holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

KINDS = ("brands", "hashtags", "products", "people")


@dataclass(frozen=True, slots=True)
class Term:
    """Something to listen for. `words`: all spellings that mean it; `without`: words that mean another."""

    name: str
    kind: str
    words: tuple[str, ...]
    without: tuple[str, ...] = ()
    suggests: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """`kind`: lines, jetstream, mastodon, x, rss or counts; `where`: a file or an address; `token`: how the key is
    named, never the key."""

    id: str
    kind: str
    where: str
    token: str = ""
    every: timedelta = timedelta(minutes=5)
    term: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What must hold beside the rarity: people in the last hour, posts in the last hour."""

    once_in: timedelta | None = None
    authors: int = 0
    mentions_per_hour: int = 0


AMBER_AUTHORS, RED_AUTHORS = 10, 50
"""Rules of thumb (research: no labelled data has authors): so few people are no alert, so few no crisis."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A whole watch file."""

    id: str
    title: str = ""
    terms: tuple[Term, ...] = ()
    without: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    zone: str = "UTC"
    sources: tuple[Source, ...] = ()
    sensitivity: str = "normal"
    amber: Threshold = field(default_factory=lambda: Threshold(authors=AMBER_AUTHORS))
    red: Threshold = field(default_factory=lambda: Threshold(authors=RED_AUTHORS))
    silence: timedelta = timedelta(hours=24)
    quiet: tuple[Mapping[str, object], ...] = ()
    samples: bool = True
