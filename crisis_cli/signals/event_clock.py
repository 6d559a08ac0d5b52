"""What time it is in the stream: by the posts themselves, never by the machine, so that a replay says the same."""

from __future__ import annotations

from dataclasses import dataclass

LATE = 60
"""Seconds that a post may come late and still be counted where it belongs."""

LEAP = 86_400
"""Whoever says that it is more than a day later may have a wrong clock: a second one must agree."""


@dataclass
class EventClock:
    """`now`: the latest believable time of a post. `doubted`: a leap that nobody has confirmed yet."""

    now: float | None = None
    doubted: float | None = None
    posts: int = 0
    wrong: int = 0

    def hear(self, at: float) -> bool:
        """Take in the time of a post; False when it is not believed, and the post is to be left out."""
        self.posts += 1
        if self.now is None or (self.posts == 2 and at < self.now - LEAP):
            self.now = at  # the first one may have had the wrong clock
        elif at <= self.now:
            return True
        elif at - self.now <= LEAP or (self.doubted is not None and abs(at - self.doubted) <= LEAP):
            self.now, self.doubted = at, None
        else:
            self.doubted = at
            self.wrong += 1
            return False
        return True
