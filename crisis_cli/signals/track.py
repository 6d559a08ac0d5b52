"""One term while it is listened to: its open bins, its last hour, and what it takes to say something."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise
from math import ceil, sqrt
from typing import Any

from crisis_cli.domain.alert import Alert, Crowd, people
from crisis_cli.domain.mention import Mention, folded
from crisis_cli.domain.watch import Term, Watch
from crisis_cli.signals.crowd import FEW, Heard, Hour, again_by_one, crowd_of
from crisis_cli.signals.detector import HOUR
from crisis_cli.signals.explained import alert_of
from crisis_cli.signals.series import Series
from crisis_cli.signals.settings import Settings
from crisis_cli.signals.tiers import AMBER, NONE, RED, Silence, tier_of

HELD = "held"
"""The tier of what would be an alert if it were not the work of so few: said once, and never a reason to act."""

MANY = 20
"""So many posts in a bin that do not count are worth a word."""

SPARK = 96
"""Bins of the live picture: eight hours."""


class Track:
    """All times are the posts' own."""

    def __init__(self, term: Term, watch: Watch, settings: Settings, series: Series, seconds: int) -> None:
        self.term = term
        self.series = series
        self.bins: dict[int, Heard] = {}
        self.changed = False
        self.recent: list[float] = []
        self.said_held = Silence()
        self.last: Alert | None = None
        self._watch, self._settings, self._seconds = watch, settings, seconds
        self._hour_at, self._hour, self._open = -1, Hour(), Heard()
        self._own = [folded(word) for word in term.words]

    @classmethod
    def new(cls, term: Term, watch: Watch, settings: Settings, seconds: int) -> Track:
        """One that has heard nothing."""
        return cls(term, watch, settings, Series.new(seconds), seconds)

    def plain(self) -> dict[str, Any]:
        """What is kept of it, as JSON values."""
        return {
            "series": self.series.plain(),
            "bins": {str(start): heard.plain() for start, heard in self.bins.items()},
            "recent": self.recent,
            "said_held": vars(self.said_held),
        }

    def restore(self, plain: dict[str, Any]) -> None:
        """Go on where that was taken."""
        self.series = Series.restored(plain["series"])
        self.bins = {int(start): Heard.restored(heard) for start, heard in plain["bins"].items()}
        self.recent = plain["recent"]
        self._hour_at, self._hour = -1, Hour()
        self.said_held = Silence(**plain["said_held"])

    def add(self, mention: Mention, start: int, key: bytes) -> None:
        """A post of the bin that begins at `start`, which is not closed yet."""
        if start != self._hour_at:
            self._open = self.bins.setdefault(start, Heard())
            self._hour_at, self._hour = start, Hour(self.hour(start))
        self._open.add(mention, key, self._hour, samples=self._watch.samples)
        self.changed = True

    def hour(self, start: int) -> list[Heard]:
        """The bins of the hour that ends with the one at `start`."""
        return [heard for at, heard in self.bins.items() if start - HOUR < at <= start]

    def crowd(self) -> Crowd:
        """Who wrote in the last hour."""
        return crowd_of(self.bins.values(), self._own)

    def expected(self, hour: float) -> float:
        """Mentions expected in a bin at that hour of the day."""
        return self.series.detector.expected.at(hour)

    def look_at_all(self, hour: Callable[[int], float], now: float) -> list[Alert]:
        """As `look`, and at the bins after that one, as if those before them were over; nothing is learned."""
        alerts = self.look(hour, now)
        learned = self.series
        waiting = sorted(start for start in self.bins if learned.next is not None and start >= learned.next)
        for older, start in pairwise(waiting):
            heard = self.bins[older]
            count = float(heard.count - self._of_one_loud(older, hour(older)))
            self.series = deepcopy(self.series)
            self.series.learn(older, count, hour(older), heard.first)
            alerts += [self._so_far(alert, start, now) for alert in self._judge(start, hour(start))]
        learned.silence, self.series = self.series.silence, learned
        return alerts

    def look(self, hour: Callable[[int], float], now: float) -> list[Alert]:
        """Judge the oldest bin that is open, as far as it has come; the bins before it are learned."""
        self.changed = False
        if not self.series.detector.warm:
            return []
        closed = self.series.next
        waiting = [start for start in self.bins if closed is None or start >= closed]
        if not waiting:
            return []
        start = min(waiting)
        return [self._so_far(alert, start, now) for alert in self._judge(start, hour(start))]

    def _so_far(self, alert: Alert, start: int, now: float) -> Alert:
        """The alert on a bin that is not over: heard in so many minutes, and as many are expected of them."""
        if alert.window != self._seconds or now >= alert.at:
            return replace(alert, at=min(now, alert.at))
        window = min(max(ceil((now - start) / 60), 1) * 60, self._seconds)
        return replace(alert, at=now, window=window, expected=alert.expected * window / self._seconds)

    def close(self, start: int, hour: float) -> list[Alert]:
        """The bin is over: judge it once more, and learn from it."""
        heard = self.bins.get(start)
        alerts = self._judge(start, hour) if heard else []
        count, first = (float(heard.count), heard.first) if heard else (0.0, None)
        self.series.learn(start, count - self._of_one_loud(start, hour), hour, first)
        self.recent = [*self.recent, count][-SPARK:]
        self.bins = {at: bin_ for at, bin_ in self.bins.items() if at > start - HOUR}
        self._hour_at, self._hour = -1, Hour()
        return alerts

    def _judge(self, start: int, hour: float) -> list[Alert]:
        heard = self.bins.get(start) or Heard()
        if heard.raw <= self.expected(hour) or not self.series.detector.warm:
            return []  # no more than ever: nine bins in ten are through here
        count = float(heard.count)
        crowd: Crowd | None = None
        held = ""

        def allowed(tier: str) -> str:
            nonlocal crowd, held
            if not tier:
                return tier
            crowd = crowd_of(self.hour(start), self._own, self._usual(hour))
            again = again_by_one(self.hour(start))
            others = self.series.detector.judge(start, max(count - again, 0.0), hour)
            usual = self.expected(hour) * HOUR / self._seconds
            calm = again >= FEW and crowd.posts * (1 - crowd.loudest) <= 2 * usual
            alone = calm or not tier_of(others, self._settings)
            lowered, held = self._allowed(tier, crowd, alone=alone)
            return lowered

        row = self.series.judge(start, count, hour, self._settings, first=heard.first, allowed=allowed)
        if not row.alert:
            red = row.tier == AMBER and crowd is not None and bool(crowd.bots and held)
            return [] if row.tier and not red else self._held(start, heard, hour, held, RED if red else AMBER)
        alert = alert_of(row, self.series, term=self.term.name, kind=self.term.kind)
        samples = tuple(sample for bin_ in reversed(self.hour(start)) for sample in bin_.samples)[:3]
        suggests = self.term.suggests
        self.last = replace(alert, crowd=crowd, held=held, samples=samples, suggests=suggests)
        return [self.last]

    def _of_one_loud(self, start: int, hour: float) -> int:
        """What one author wrote over and over in the bin, if it makes the hour a loud one: it is not learned, or
        it would be a storm of six hours when that hour is long over."""
        bins, least = self.hour(start), self._settings
        usual = self.expected(hour) * HOUR / self._seconds
        if start not in self.bins or sum(heard.count for heard in bins) < max(least.ratio * usual, least.posts):
            return 0
        return again_by_one(bins, self.bins[start]) if again_by_one(bins) >= FEW else 0

    def _usual(self, hour: float) -> float:
        """The most posts that an hour holds anyhow, but for chance."""
        usual = self.expected(hour) * HOUR / self._seconds
        return usual + 2 * sqrt(usual)

    def _allowed(self, tier: str, crowd: Crowd, *, alone: bool) -> tuple[str, str]:
        """The tier that so many people may bring about, and why it is a lower one. `alone`: were it not for one of
        them, it would be no alert."""
        watch = self._watch
        if crowd.authors < watch.amber.authors or crowd.posts < watch.amber.mentions_per_hour:
            few = f"only {people(crowd.authors)} wrote {_posts(crowd.posts)} in the last hour"
            return NONE, f"Not an alert: {few}, and {watch.amber.authors} people are asked for."
        if alone:
            one = f"one author wrote {crowd.loudest:.0%} of {crowd.posts} posts in the last hour"
            return NONE, f"Not an alert: {one}, and without these it is an hour like others."
        if tier != RED:
            return tier, ""
        if crowd.bots:
            return AMBER, "Held at amber, because it may be bots or one loud person."
        if crowd.authors < watch.red.authors or crowd.posts < watch.red.mentions_per_hour:
            few = f"{people(crowd.authors)} wrote {_posts(crowd.posts)} in the last hour"
            return AMBER, f"Held at amber: {few}, and red asks for {watch.red.authors} people."
        return tier, ""

    def _held(self, start: int, heard: Heard, hour: float, held: str, tier: str) -> list[Alert]:
        """A word on what is no alert of that tier although there is much of it."""
        expected = self.expected(hour)
        flood = heard.raw - heard.count >= MANY and heard.raw >= 4 * expected
        if not (held or flood):
            return []
        crowd = crowd_of(self.hour(start), self._own, self._usual(hour))
        spoken = (self.series.silence, self.said_held)
        if crowd.posts < MANY or not all(one.broken_by(start, 0.0, tier, self._settings) for one in spoken):
            return []
        self.said_held.begin(start, 0.0, tier, self._settings)
        if not held:
            held = f"Not an alert: {_posts(crowd.posts)} in the last hour by {people(crowd.authors)};"
            held += " a person's text counts once."
        alert = Alert(
            term=self.term.name,
            kind=self.term.kind,
            tier=HELD,
            at=float(start + self._seconds),
            window=self._seconds,
            observed=float(heard.raw),
            expected=expected,
            days=1.0,
            since=heard.first or float(start),
            clears=0,
            crowd=crowd,
            held=held,
        )
        return [alert]


def _posts(number: int) -> str:
    return "1 post" if number == 1 else f"{number} posts"
