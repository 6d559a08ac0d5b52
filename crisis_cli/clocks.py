"""The only place that reads the time. Everything else is handed `at`, an aware UTC datetime."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol


class Clock(Protocol):
    """Where the loops get their time from; a test hands in one that it moves by hand."""

    def now(self) -> datetime:
        """The wall clock, aware, in UTC."""

    def monotonic(self) -> float:
        """Seconds that never go back; comparable only within one process."""

    def sleep(self, seconds: float) -> None:
        """Wait that long."""


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class LocalZone(tzinfo):
    """The time zone this machine is set to, with its summer time; what people are shown times in."""

    def utcoffset(self, dt: datetime | None) -> timedelta:
        return timedelta(seconds=self._local(dt).tm_gmtoff)

    def dst(self, dt: datetime | None) -> timedelta:
        return timedelta(hours=1) if self._local(dt).tm_isdst > 0 else timedelta()

    def tzname(self, dt: datetime | None) -> str:
        return self._local(dt).tm_zone

    def fromutc(self, dt: datetime) -> datetime:
        local = time.localtime(dt.replace(tzinfo=UTC).timestamp())
        return dt + timedelta(seconds=local.tm_gmtoff)

    @staticmethod
    def _local(dt: datetime | None) -> time.struct_time:
        """What this machine's rules say of a local wall time (of now, when none is given)."""
        if dt is None:
            return time.localtime()
        parts = (dt.year, dt.month, dt.day, dt.hour, dt.minute, dt.second, dt.weekday(), 0, -1)
        return time.localtime(time.mktime(parts))
