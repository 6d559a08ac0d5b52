"""Keeps one live source up: connects, reads, waits after a loss, and connects again, until the process ends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

from crisis_cli.clocks import Clock
from crisis_cli.domain.standing import Standing, State
from crisis_cli.feeds.live.backoff import BackOff
from crisis_cli.feeds.live.stream import Batch, Lost, Stream, Trouble

STEADY = 30.0
"""Seconds after which a connection is believed to hold; what is accepted and cut at once is not asked again and
again without a pause."""

Put = Callable[[Batch | Standing], None]


def follow(source: str, stream: Stream, mark: Any, put: Put, clock: Clock, chance: Callable[[], float]) -> None:
    """Put every batch, and every change of how the source stands; returns only when its lines have ended."""
    backoff = BackOff(chance)
    while True:
        try:
            mark = _connected(source, stream, mark, put, clock, backoff)
            put(Standing(source, State.ENDED, clock.now(), polled=stream.polled))
            return
        except _Cut as cut:
            mark, lost = cut.mark, cut.lost
        wait = backoff.wait(lost)
        now = clock.now()
        next_try = now + timedelta(seconds=wait)
        put(Standing(source, State.LOST, now, lost.why, next_try, polled=stream.polled))
        clock.sleep(wait)


class _Cut(Exception):
    """Lost, having come as far as `mark`."""

    def __init__(self, lost: Lost, mark: Any) -> None:
        super().__init__()
        self.lost, self.mark = lost, mark


def _connected(source: str, stream: Stream, mark: Any, put: Put, clock: Clock, backoff: BackOff) -> Any:
    """One connection, to its end. Raises _Cut."""
    since: float | None = None
    try:
        with closing(stream.batches(mark)) as batches:
            for batch in batches:
                if since is None:
                    since = clock.monotonic()
                    put(Standing(source, State.CONNECTED, clock.now(), polled=stream.polled))
                mark = mark if batch.mark is None else batch.mark
                put(batch)
                if clock.monotonic() - since >= STEADY:
                    backoff.worked()
    except Lost as lost:
        raise _Cut(lost, mark) from None
    except Exception as surprise:  # whatever a library makes of a hostile answer, the other sources go on
        raise _Cut(
            Lost(Trouble.REFUSED, f"its answer could not be read ({type(surprise).__name__})"), mark
        ) from None
    return mark
