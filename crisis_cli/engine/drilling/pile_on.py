"""A pile-on as it swells and cools: how many join in, and what they write. Pure."""

from __future__ import annotations

from datetime import timedelta
from math import log

from crisis_cli.domain.scenario import Inject, in_language

_HOUR = 3600.0


def volume(inject: Inject, since: timedelta) -> int:
    """Mentions an hour, `since` after its post: they rise evenly to the peak, then halve again and again."""
    growth = inject.growth
    if growth is None or since < timedelta():
        return 0
    if since < growth.peak:
        return round(growth.mentions_per_hour * (since / growth.peak))
    if growth.halves is None:
        return growth.mentions_per_hour
    cooled: float = 0.5 ** ((since - growth.peak) / growth.halves)
    return round(growth.mentions_per_hour * cooled)


def mentions(inject: Inject, since: timedelta) -> int:
    """How many there were up to then, its own post among them; the area under the curve of `volume`."""
    growth = inject.growth
    if since < timedelta():
        return 0
    if growth is None:
        return 1
    per_second = growth.mentions_per_hour / _HOUR
    rising = min(since, growth.peak)
    total = per_second * rising.total_seconds() * (rising / growth.peak) / 2 if growth.peak else 0.0
    after = (since - growth.peak).total_seconds()
    if after > 0 and growth.halves is None:
        total += per_second * after
    elif after > 0 and growth.halves is not None:
        half = growth.halves.total_seconds()
        total += per_second * half / log(2) * (1 - 0.5 ** (after / half))
    return 1 + int(total)


def stream(inject: Inject, language: str, since: timedelta, most: int = 5) -> list[str]:
    """The latest posts of those who joined in, newest last; the scenario's echoes in turn."""
    joined = mentions(inject, since) - 1
    if joined <= 0 or not inject.echoes:
        return []
    echoes = [in_language(echo, language) for echo in inject.echoes]
    return [echoes[number % len(echoes)] for number in range(max(joined - most, 0), joined)]
