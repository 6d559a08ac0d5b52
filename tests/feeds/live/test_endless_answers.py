"""Servers that send what has no end, or more than it looks: counted, and given up in words."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import timedelta
from itertools import chain

import pytest

from crisis_cli.feeds.lines import Lines
from crisis_cli.feeds.live.fediverse import PATH, Fediverse
from crisis_cli.feeds.live.press import Press
from crisis_cli.feeds.live.stream import Batch, Lost, Stream, Trouble
from crisis_cli.feeds.live.web import lines
from crisis_cli.feeds.live.x_live import X
from crisis_cli.feeds.reading import read
from tests.fakes import FakeClock
from tests.feeds import shapes
from tests.feeds.live.servers import Visit, answers, web_server

OPENED: list[Callable[[str, FakeClock], Stream]] = [
    lambda where, clock: X(where, "secret", clock),
    lambda where, clock: Fediverse(f"{where}{PATH}/public", "secret", "public", (), clock),
]


@pytest.mark.parametrize("opened", OPENED)
@pytest.mark.parametrize("begins", ["x" * 500, '{"text": "walrus", "time": 1795316706}' + " " * 500])
def test_a_line_that_does_not_end_in_time_is_a_bad_line_and_a_loss(
    clock: FakeClock, opened: Callable[[str, FakeClock], Stream], begins: str
) -> None:
    def drips(visit: Visit) -> None:
        visit.status(200, {})
        visit.send(f"{shapes.plain()}\n{begins}".encode())
        for _ in range(50):
            visit.pause(0.01)
            visit.send(b"x")

    def listen(stream: Stream) -> None:
        for batch in stream.batches(None):
            found.append(batch)
            read(batch.lines, counted, lambda _: [0], lambda *_: None)
            clock.advance(timedelta(seconds=15))

    found: list[Batch] = []
    counted = Lines()
    with web_server(drips) as server, pytest.raises(Lost) as lost:
        listen(opened(server.where, clock))
    assert len(found) <= 10
    assert "does not end" in lost.value.why
    assert lost.value.trouble is Trouble.REFUSED
    assert counted.rejects.bad == 1


def test_a_line_that_is_too_long_is_one_too(clock: FakeClock) -> None:
    came: list[bytes] = []
    with web_server(answers(*["x" * 1_000] * 20)) as server:
        stream = lines(server.where, silence=60, monotonic=clock.monotonic, most=5_000)
        with pytest.raises(Lost, match="does not end"):
            came.extend(chain.from_iterable(stream))
    assert len(came) == 1
    assert came[0].startswith(b"a line without an end: xxx")


def test_whole_lines_come_however_they_were_cut(clock: FakeClock) -> None:
    with web_server(answers("a", "b\n", "\n\nc", "d", "e\nf\ng", "\n", "h")) as server:
        stream = lines(server.where, silence=60, monotonic=clock.monotonic)
        came: list[bytes] = []
        with pytest.raises(Lost, match="the server ended it"):
            came.extend(chain.from_iterable(stream))
    assert came == [b"ab", b"", b"", b"cde", b"f", b"g"]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_what_is_packed_unasked_is_refused_unread(clock: FakeClock, encoding: str) -> None:
    bomb = gzip.compress(b"x" * 1_000_000)
    with web_server(answers(bomb, headers={"Content-Encoding": encoding})) as server:
        with pytest.raises(Lost, match="not asked for") as lost:
            list(X(server.where, "secret", clock).batches(None))
        assert lost.value.trouble is Trouble.REFUSED
        if encoding not in ("gzip", "deflate"):
            with pytest.raises(Lost, match="not asked for"):
                next(Press(server.where, timedelta(minutes=5), clock).batches(None))


def test_a_feed_may_come_packed_once(clock: FakeClock) -> None:
    feed = gzip.compress(b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>')
    with web_server(answers(feed, headers={"Content-Encoding": "gzip"})) as server:
        assert next(Press(server.where, timedelta(minutes=5), clock).batches(None)).lines == ()
        assert server.visits[0].headers["accept-encoding"] == "gzip, deflate"
