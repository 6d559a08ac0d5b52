"""What time it is in the stream: by the posts themselves, never by the machine, so that a replay says the same."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any

from crisis_cli.signals.crowd import hashed

LATE = 60
"""Seconds that a post may come late and still be counted where it belongs."""

STEP = 120
"""Seconds by which one author may move the time beyond what others say. Whoever is further ahead is doubted."""

AGREE = 3
"""So many authors must say that it is that late before it is; and so many more of the old time refute them."""

FEWER = 2
"""So many are enough where a post in two minutes is more than usual, and nobody speaks for the old time: there the
next post is nearly always the first for a while."""

BEHIND = 300
"""Who is more than so many seconds late may be right, if nearly all others are as well: the clock was wrong."""

ENOUGH, LASTING = 20, 300
"""So many such posts, or such posts over so many seconds, and the clock is turned back: one burst of a few late
ones is no reason."""

RUN, SHARE = 3_600, 1 / 1_000
"""Seconds from one such post to the next, at most, or that share of how late they are: a feed with old entries in
any order is no other time."""

MOST = 64
"""So many authors who were doubted, and posts that were late, are remembered."""

CARRIED = 200
"""So many posts on time since the clock leapt, and it is right: who is late then is late, as a history is that
somebody pipes in once more."""


class Said(Enum):
    """What a post did to the clock."""

    DOUBTED = "it is too far ahead of all others"
    REFUTED = "it is on time, and those ahead of it were wrong"
    LEAPT = "it agrees with others who were ahead: so late it is"
    BEGAN = "the same, and what was the time before was one lone post's"
    BACK = "it is so early as many others: the clock was ahead, and is turned back"


@dataclass
class EventClock:
    """`now`: the latest believable time of a post. It runs as far as distinct authors carry it: with one post an
    hour it is a post or two behind, in a stream with a post every two minutes it is not behind at all.

    `begun`: since when it runs. `alone`: only one author said so. `ahead`: who was too far ahead, with the first
    and the last time that they said, and in how many posts; `against`: how many were on time since. `behind`: the
    same of those who are late together, and `beside`: who was on time since. Names are hashed with `key`.
    """

    key: bytes = b""
    now: float | None = None
    begun: float = 0.0
    alone: bool = True
    ahead: dict[str, tuple[float, float, int]] = field(default_factory=dict)
    against: int = 0
    behind: list[tuple[str, float]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    posts: int = 0
    carried: int = 0
    wrong: int = 0
    _by: str = ""
    _before: float = 0.0
    _open: bool = True

    @classmethod
    def restored(cls, plain: dict[str, Any], key: bytes) -> EventClock:
        """The clock that `plain` was taken from, also by a former version, which knew less."""
        known = {name: plain[name] for name in _KEPT if name in plain}
        clock = cls(key, **{"alone": False, **known})
        clock.ahead = {name: (first, last, posts) for name, (first, last, posts) in clock.ahead.items()}
        clock.behind = [(name, at) for name, at in clock.behind]
        clock._before = clock.now or 0.0
        clock._settle()
        return clock

    def plain(self) -> dict[str, Any]:
        """All that is kept, as JSON values; nobody is in it by name."""
        kept = asdict(self)
        return {name: kept[name] for name in _KEPT}

    @property
    def waiting(self) -> int:
        """How many posts are ahead of the time."""
        return sum(posts for _, _, posts in self.ahead.values())

    def usual(self, until: float) -> float:
        """Seconds between two posts, in the mean until then."""
        return (until - self.begun) / max(self.posts, 1)

    def passes(self, until: float) -> None:
        """Nobody said anything until then, as somebody knows who listened."""
        if self.now is not None and until > self.now:
            carried = self.carried
            self._move(until)
            self.carried = carried
            self._settle()

    def hear(self, at: float, author: str) -> Said | None:
        """Take in the time of a post; None when it is a post like others, on time or late."""
        self.posts += 1
        now = self.now
        if now is None:
            self.now = self.begun = self._before = at
            self._by = author
            return None
        if at > now:
            other = author != self._by or not author
            if other:
                if at > now + STEP:
                    return self._doubt(at, author)
                self._by, self._before = author, now
            elif at > self._before + STEP:
                return self._doubt(at, author)
            self.now = at
            self.carried += 1
            return self._on_time(author, other=other) if self._open else None
        if at < now - BEHIND:
            return self._late(at, author)
        self.carried += 1
        return self._on_time(author, other=author != self._by or not author) if self._open else None

    def _on_time(self, author: str, *, other: bool) -> Said | None:
        """Somebody speaks for the time that it is."""
        self.alone &= not other
        name = self._named(author)
        said = None
        self._come_to(self._reached)
        if self.ahead and name not in self.ahead:
            self.against += 1
            if self.against >= len(self.ahead) + AGREE:
                said = self._refute()
        if self.behind and name not in self.beside:
            self.beside.append(name)
            if len(self.beside) >= max(AGREE, len(dict(self.behind))):
                self.behind, self.beside = [], []
        self._settle()
        return said

    def _doubt(self, at: float, author: str) -> Said:
        """Somebody is ahead of all others: how many are, by now?"""
        name = self._named(author)
        first, last, posts = self.ahead.get(name, (at, at, 0))
        self.ahead[name] = min(first, at), max(last, at), posts + 1
        self._open = True
        alone, leapt = self.alone, False
        while (agreed := self._agreed()) is not None:
            if alone and not leapt:
                self.begun, self.posts = agreed, self.waiting
            leapt = True
            self._move(agreed)
            self._move(max((last for _, last, _ in self.ahead.values() if last <= self._reached), default=agreed))
        self._settle()
        if leapt:
            return Said.BEGAN if alone else Said.LEAPT
        return self._refute() if len(self.ahead) >= MOST else Said.DOUBTED

    def _agreed(self) -> float | None:
        """The time that enough of those ahead have reached: several authors; or, when there are no more and nobody
        speaks for the old time, one whose posts go on for as long as they were ahead."""
        if self.now is None:
            return None
        enough = AGREE if self.against or self.usual(self.now) < STEP else FEWER
        if len(self.ahead) >= max(enough, self.against):
            return sorted(last for _, last, _ in self.ahead.values())[-enough]
        if self.waiting < AGREE:
            return None
        steady = [last for first, last, _ in self.ahead.values() if last - first >= first - self.now]
        return min(steady, default=None) if not self.against else None

    def _late(self, at: float, author: str) -> Said | None:
        """Somebody is far too late, or the clock is wrong."""
        if self.alone:
            self._turn_back(at, author)
            self.begun, self.posts = at, 1
            return Said.BACK
        last = self.behind[-1][1] if self.behind else at
        if not last - BEHIND <= at <= last + max(RUN, ((self.now or at) - at) * SHARE):
            self.behind, self.beside = [], []
        self.behind = [*self.behind, (self._named(author), at)][-MOST:]
        self._open = True
        people = len(dict(self.behind))
        lasts = at - self.behind[0][1] >= LASTING or len(self.behind) >= ENOUGH
        if not lasts or people < AGREE * max(len(self.beside), 1) or self.carried >= CARRIED:
            return None
        self._turn_back(at, author)
        self.alone = False
        return Said.BACK

    def _turn_back(self, at: float, author: str) -> None:
        self.wrong += self.waiting
        self.now = self._before = at
        self.begun = min(self.begun, at)
        self._by = author
        self.ahead, self.behind, self.beside = {}, [], []
        self.carried = 0
        self._settle()

    def _move(self, to: float) -> None:
        self.now = self._before = to
        self._by, self.alone, self.against, self.carried = "", False, 0, 0
        self._come_to(to)
        self.behind, self.beside = [], []

    def _come_to(self, at: float) -> None:
        """It is that late: whoever was ahead of now, but not of this, is on time."""
        self.ahead = {
            name: (first, last, posts) if first > at else (last, last, 1)
            for name, (first, last, posts) in self.ahead.items()
            if last > at
        }

    def _refute(self) -> Said:
        self.wrong += self.waiting
        self.ahead = {}
        self._settle()
        return Said.REFUTED

    def _settle(self) -> None:
        """Whether there is anything left to find out; mostly not, and then nothing is done for it."""
        if not self.ahead:
            self.against = 0
        self._open = bool(self.alone or self.ahead or self.behind)

    @property
    def _reached(self) -> float:
        return (self.now or 0.0) + STEP

    def _named(self, author: str) -> str:
        """Whoever gives no name may be anybody."""
        return hashed(author, self.key) if author else f"?{self.posts}"


_KEPT = ("now", "begun", "alone", "ahead", "against", "behind", "beside", "posts", "carried", "wrong")
