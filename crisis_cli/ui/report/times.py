"""How a report writes moments and lengths: local time, the date on another day, minutes since the sighting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from crisis_cli.domain.timing import spoken


@dataclass(frozen=True, slots=True)
class Times:
    """Moments in `zone`, counted from `seen_at`."""

    zone: tzinfo
    seen_at: datetime

    def clock(self, moment: datetime | None, *, seconds: bool = False) -> str:
        """`03:05`, with the date in front when that is not the day of the sighting; empty for None."""
        if moment is None:
            return ""
        local = moment.astimezone(self.zone)
        time = local.strftime("%H:%M:%S" if seconds else "%H:%M")
        same_day = local.date() == self.seen_at.astimezone(self.zone).date()
        return time if same_day else f"{local.date().isoformat()} {time}"

    def exact(self, moment: datetime | None) -> str:
        """The same to the second."""
        return self.clock(moment, seconds=True)

    def dated(self, moment: datetime) -> str:
        """`2026-11-22 02:55 CET (01:55 UTC)`."""
        local = moment.astimezone(self.zone)
        utc = f" ({moment:%H:%M} UTC)" if local.utcoffset() else ""
        return f"{local:%Y-%m-%d %H:%M} {local.tzname() or ''}".rstrip() + utc

    def since_seen(self, moment: datetime) -> str:
        """`T+24`, in whole minutes; `T-3` before the sighting."""
        minutes = int((moment - self.seen_at).total_seconds() // 60)
        return f"T+{minutes}" if minutes >= 0 else f"T-{-minutes}"


def margin_words(margin: timedelta) -> str:
    """`6 min to spare` or `3 min too late`."""
    return f"{spoken(margin)} to spare" if margin >= timedelta() else f"{spoken(-margin)} too late"


def late_words(late: timedelta | None) -> str:
    """`3 min late`, `2 min early`, `on time`; empty when no time was set."""
    if late is None:
        return ""
    if abs(late) < timedelta(seconds=1):
        return "on time"
    return f"{spoken(late)} late" if late > timedelta() else f"{spoken(-late)} early"
