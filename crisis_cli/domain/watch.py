"""What a watch listens for, where, and from when on it says so; what a watch file holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

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
    named, never the key; `stream`: which of a Mastodon server's."""

    id: str
    kind: str
    where: str
    token: str = ""
    every: timedelta = timedelta(minutes=5)
    term: str = ""
    stream: str = "public"


SCHEMES = {
    "jetstream": ("wss", "ws"),
    "mastodon": ("https", "wss", "http", "ws"),
    "x": ("https", "http"),
    "rss": ("https", "http"),
}
"""How the address of each kind of live source may begin; the usual one first."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What must hold beside the rarity: people in the last hour, posts in the last hour."""

    once_in: timedelta | None = None
    authors: int = 0
    mentions_per_hour: int = 0


QUIETLY, LOUDLY, NOBODY = "quiet", "loud", "nobody"
"""By which of a person's addresses a page is tried first; the quiet ones wake nobody."""


@dataclass(frozen=True, slots=True)
class AlertPaging:
    """Whom an alert pages, and how. `most_an_hour`: of all pages together; the last of them is kept for red."""

    role: str = "lead"
    amber: str = QUIETLY
    red: str = LOUDLY
    most_an_hour: int = 6


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
    pages: AlertPaging = field(default_factory=AlertPaging)

    def is_quiet(self, at: datetime) -> bool:
        """Whether a quiet time of the file holds `at`."""
        local = at.astimezone(ZoneInfo(self.zone))
        return any(_holds(stretch, local) for stretch in self.quiet)


DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _holds(stretch: Mapping[str, object], local: datetime) -> bool:
    """Whether that stretch holds the moment, today's or the one that began yesterday."""
    begins, ends, days = stretch["from"], stretch["until"], stretch.get("days", DAYS)
    assert isinstance(begins, time)
    assert isinstance(ends, time)
    assert isinstance(days, tuple | list)
    now, over_midnight = local.time(), ends < begins
    today, yesterday = DAYS[local.weekday()] in days, DAYS[local.weekday() - 1] in days
    if over_midnight:
        return (today and now >= begins) or (yesterday and now < ends)
    return today and begins <= now <= ends
