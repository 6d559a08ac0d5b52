"""Where a watch is looked at: the live picture of its listener, a few times a second."""

from __future__ import annotations

from crisis_cli.clocks import Clock
from crisis_cli.signals.listener import BIN, Listener
from crisis_cli.ui.watch.live import PER_SECOND, Pulse, Screen

FEW = 5
"""So few posts since the last picture are drawn at once: in a slow stream nobody waits for the next one."""


class Drawing:
    """Draws what a listener has heard, not more often than eyes follow."""

    def __init__(self, screen: Screen, clock: Clock) -> None:
        self._screen, self._clock = screen, clock
        self._drawn = float("-inf")
        self._posts = 0

    def look(self, listener: Listener) -> None:
        """Draw, unless that was done a moment ago."""
        now = self._clock.monotonic()
        posts = listener.clock.posts - self._posts
        if posts > FEW and now - self._drawn < 1 / PER_SECOND:
            return
        self._drawn, self._posts = now, listener.clock.posts
        self._screen.draw(pulses(listener), listener.clock.now or 0.0)


def pulses(listener: Listener) -> list[Pulse]:
    """How each term stands; the loudest against its own expected comes first."""
    found = []
    for track in listener.tracks:
        crowd, expected = track.crowd(), track.expected(listener.hour_now()) * 3_600 / BIN
        heard = sum(bin_.count for bin_ in track.bins.values())
        warm = track.series.detector.warm
        tier = track.last.tier if track.last and heard > track.last.clears else ""
        open_bin = [float(track.bins[max(track.bins)].count)] if track.bins else []
        recent = (*track.recent, *open_bin)
        found.append(Pulse(track.term.name, recent, float(heard), expected, crowd, tier, warm))
    return sorted(found, key=lambda pulse: (-(pulse.now / max(pulse.expected, 1.0)), pulse.term))
