"""Where a watch is looked at: the live picture of its listener, from a thread beside it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from threading import Event, Thread

from crisis_cli.commands.watching.mentions import Watching
from crisis_cli.domain.mention import Mention
from crisis_cli.signals.listener import BIN, Listener
from crisis_cli.ui.watch.live import Pictured, Pulse, Screen

SOON, LATEST = 0.2, 0.8
"""Seconds between two pictures: soon, and where a picture is much work not later than that."""

SHARE = 4
"""So many times as long as a picture takes is left to the listening."""

STILL = 10.0
"""Seconds after which a picture is drawn though nothing came: it says for how long nothing has."""

LAST, LONGEST = 4, 400
"""So many posts are shown, made of so many characters at most."""


class Drawing:
    """`with` it, whatever the watch has heard is on the screen within a second, also when nothing more comes."""

    def __init__(self, screen: Screen, watching: Watching) -> None:
        self._screen, self._watching = screen, watching
        self._last: deque[tuple[float, str]] = deque(maxlen=LAST)
        self._over = Event()
        self._thread = Thread(target=self._draw_on, daemon=True, name="picture")
        self._drawn = self._came = watching.clock.monotonic()
        self._posts = -1
        self._standing: tuple[str, ...] = ()

    def __enter__(self) -> Drawing:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def mention(self, mention: Mention, _: Sequence[str]) -> None:
        """One of the posts that were heard last."""
        self._last.append((mention.at, mention.text[:LONGEST]))

    def _draw_on(self) -> None:
        pause = 0.0
        with suppress(OSError):  # the terminal is gone
            while not self._over.wait(pause):
                pause = self._look()
            self._draw()

    def _look(self) -> float:
        """Draw if there is anything new; returns how long to wait now."""
        clock, posts = self._watching.clock, self._watching.lines.number
        standing = tuple(self._watching.standing())
        began = clock.monotonic()
        if posts == self._posts and standing == self._standing and began - self._drawn < STILL:
            return SOON
        if posts != self._posts:
            self._came = began
        self._drawn, self._posts, self._standing = began, posts, standing
        self._draw()
        return min(max(SHARE * (clock.monotonic() - began), SOON), LATEST)

    def _draw(self) -> None:
        with self._watching.lock:
            listener = self._watching.listener
            shown = Pictured(
                pulses(listener),
                listener.clock.now or 0.0,
                tuple(self._last),
                self._watching.clock.monotonic() - self._came,
                listener.heard,
                self._standing,
            )
        self._screen.draw(shown)


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
