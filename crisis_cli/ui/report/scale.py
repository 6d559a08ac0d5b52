"""From moments to places on the picture, and where its ticks stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

WIDTH = 1000.0
LEFT = 230.0
RIGHT_EDGE = 900.0
"""Between the last moment and the edge there is room for the words of a bar that ends there."""

STEPS = tuple(
    timedelta(seconds=seconds)
    for seconds in (10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400)
)
MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Scale:
    """What lies between `start` and `end` is shown; what lies outside is cut at the edges."""

    start: datetime
    end: datetime
    zone: tzinfo

    def x(self, moment: datetime) -> float:
        """Its place in pixels, within the edges."""
        part = (moment - self.start) / (self.end - self.start)
        return round(LEFT + min(max(part, 0.0), 1.0) * (RIGHT_EDGE - LEFT), 1)

    def shows(self, moment: datetime) -> bool:
        """Whether it lies within the edges."""
        return self.start <= moment <= self.end

    @property
    def several_days(self) -> bool:
        """Whether a time of day alone would not say which."""
        return self.start.astimezone(self.zone).date() != self.end.astimezone(self.zone).date()

    def label(self, moment: datetime) -> str:
        """A tick's local time, with month and day where there are several."""
        return moment.astimezone(self.zone).strftime("%m-%d %H:%M" if self.several_days else "%H:%M")

    def utc_label(self, moment: datetime) -> str:
        """The same in UTC."""
        return moment.astimezone(UTC).strftime("%H:%M")


def ticks(scale: Scale) -> Iterator[datetime]:
    """Round local times, a handful."""
    whole = scale.end - scale.start
    step = next((step for step in STEPS if whole / step <= MOST_TICKS), None)
    if step is None:
        step = timedelta(days=-(-whole // timedelta(days=MOST_TICKS)))
    midnight = scale.start.astimezone(scale.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    tick = midnight.astimezone(UTC)
    tick += step * -(-(scale.start - tick) // step)
    while tick <= scale.end:
        yield tick
        tick += step
