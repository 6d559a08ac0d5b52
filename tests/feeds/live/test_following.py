"""A source that is lost comes back by itself, more and more patiently, and never takes the others with it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from itertools import pairwise
from typing import Any

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.domain.standing import Standing, State
from crisis_cli.feeds.live.backoff import JITTER, BackOff
from crisis_cli.feeds.live.bluesky import Bluesky
from crisis_cli.feeds.live.following import STEADY, follow
from crisis_cli.feeds.live.listening import Came, Listening
from crisis_cli.feeds.live.stream import Batch, Lost, Stream, Trouble
from tests.fakes import FakeClock
from tests.feeds import shapes
from tests.feeds.live.servers import in_turn, sends, unused_port, websocket_server

NO_JITTER: Callable[[], float] = in_turn(())


class Ended(BaseException):
    """The test has seen enough."""


class Scripted:
    """Plays one list of batches and losses a connection."""

    polled = False
    resumes = False

    def __init__(self, clock: FakeClock, *connections: list[Batch | Exception | float]) -> None:
        self._clock, self._connections = clock, list(connections)
        self.marks: list[Any] = []

    def batches(self, mark: Any) -> Generator[Batch, None, None]:
        self.marks.append(mark)
        if not self._connections:
            raise Ended
        for event in self._connections.pop(0):
            if isinstance(event, Exception):
                raise event
            if isinstance(event, Batch):
                yield event
            else:
                self._clock.sleep(event)


def followed(stream: Stream, clock: FakeClock, mark: Any = None) -> list[Batch | Standing]:
    found: list[Batch | Standing] = []
    with pytest.raises(Ended):
        follow("src", stream, mark, found.append, clock, NO_JITTER)
    return found


@pytest.mark.parametrize(
    ("trouble", "waits"),
    [
        (Trouble.NETWORK, [0.25, 0.5, 0.75]),
        (Trouble.REFUSED, [5, 10, 20, 40, 80, 160, 320, 320]),
        (Trouble.TOO_MANY, [60, 120, 240, 480, 960, 960]),
    ],
)
def test_each_trouble_has_its_own_patience(trouble: Trouble, waits: list[float]) -> None:
    backoff = BackOff(NO_JITTER)
    assert [backoff.wait(Lost(trouble, "")) for _ in waits] == waits
    for _ in range(2_000):
        longest = backoff.wait(Lost(trouble, ""))
    assert longest == {Trouble.NETWORK: 16, Trouble.REFUSED: 320, Trouble.TOO_MANY: 960}[trouble]
    backoff.worked()
    assert backoff.wait(Lost(trouble, "")) == waits[0]


def test_nobody_comes_back_earlier_than_asked_and_jitter_only_adds() -> None:
    backoff = BackOff(in_turn([0.0, 1.0, 0.5]))
    assert backoff.wait(Lost(Trouble.TOO_MANY, "", 300.0)) == 300
    assert backoff.wait(Lost(Trouble.TOO_MANY, "", 300.0)) == 300 * (1 + JITTER)
    assert backoff.wait(Lost(Trouble.REFUSED, "", 1e9)) == 3_600 * (1 + JITTER / 2)


def test_a_lost_source_goes_on_where_it_was_and_says_so(clock: FakeClock) -> None:
    batch = Batch((b"x",), 7)
    stream = Scripted(clock, [Batch(), batch, Lost(Trouble.NETWORK, "cut")], [Lost(Trouble.REFUSED, "503")])
    found = followed(stream, clock, 5)
    states = [standing.state for standing in found if isinstance(standing, Standing)]
    assert states == [State.CONNECTED, State.LOST, State.LOST]
    assert stream.marks == [5, 7, 7]
    assert clock.slept[:2] == [0.25, 5]
    lost = [standing for standing in found if isinstance(standing, Standing) and standing.why]
    assert [standing.why for standing in lost] == ["cut", "503"]
    assert lost[0].next_try is not None
    assert (lost[0].next_try - lost[0].since).total_seconds() == 0.25


def test_what_is_accepted_and_cut_at_once_is_asked_less_and_less_often(clock: FakeClock) -> None:
    cut: list[Batch | Exception | float] = [Batch(), Lost(Trouble.NETWORK, "cut")]
    followed(Scripted(clock, *[list(cut) for _ in range(5)]), clock)
    assert all(longer > shorter for shorter, longer in pairwise(clock.slept))


def test_a_connection_that_held_begins_anew(clock: FakeClock) -> None:
    held: list[Batch | Exception | float] = [Batch(), STEADY, Batch(), Lost(Trouble.NETWORK, "cut")]
    followed(Scripted(clock, [Lost(Trouble.NETWORK, "")], [Lost(Trouble.NETWORK, "")], held), clock)
    assert [wait for wait in clock.slept if wait != STEADY] == [0.25, 0.5, 0.25]


def test_a_surprise_in_a_library_is_a_loss_like_any_other(clock: FakeClock) -> None:
    found = followed(Scripted(clock, [Batch(), RecursionError("secret")]), clock)
    (lost,) = [standing for standing in found if isinstance(standing, Standing) and standing.why]
    assert "RecursionError" in lost.why
    assert "secret" not in lost.why


def test_one_dead_source_holds_no_other_up_and_a_full_queue_loses_nothing() -> None:
    posts = [shapes.jetstream(f"walrus {number}") for number in range(3_000)]
    with websocket_server(sends(*posts), sends(then=5)) as server:
        streams = {"dead": Bluesky(f"ws://127.0.0.1:{unused_port()}"), "live": Bluesky(server.where)}
        listening = Listening(streams, SystemClock(), NO_JITTER)
        listening.start(streams, {})
        came: list[Came] = []
        while sum(isinstance(one, Batch) and bool(one.lines) for _, one in came) < len(posts):
            came += listening.came(5)
    lines = [
        one.lines[0].decode() for name, one in came if name == "live" and isinstance(one, Batch) and one.lines
    ]
    assert lines == posts
    assert any(name == "dead" and isinstance(one, Standing) and one.state is State.LOST for name, one in came)
    assert not listening.over


def test_listening_is_over_when_every_source_has_ended(clock: FakeClock) -> None:
    listening = Listening({"a": Scripted(clock, [Batch(), Batch((b"x",))])}, clock, NO_JITTER)
    listening.start(["a"], {})
    came: list[Came] = []
    while not listening.over:
        came += listening.came(0.1)
    assert isinstance(came[-1][1], Standing)
    assert came[-1][1].state is State.ENDED


def test_long_lines_of_a_hostile_server_wait_there_and_not_in_memory(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crisis_cli.feeds.live.listening.MOST_BYTES", 10_000)
    batches: list[Batch | Exception | float] = [Batch((b"x" * 1_000,)) for _ in range(50)]
    listening = Listening({"a": Scripted(clock, batches)}, clock, NO_JITTER)
    listening.start(["a"], {})
    many = []
    while not listening.over:
        many.append(sum(isinstance(one, Batch) for _, one in listening.came(0.5)))
    assert sum(many) == 50
    assert max(many) <= 20
