"""`crisis watch` on live sources: all at once, lost and found again, on the screen within a second."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

import pexpect
import pytest

from crisis_cli.commands.watching.mentions import Watching
from crisis_cli.commands.watching.sources import SILENCE, TURN, Sources
from crisis_cli.commands.watching.standing import Standings
from crisis_cli.domain.standing import Standing, State
from crisis_cli.domain.watch import Term, Watch
from crisis_cli.feeds.live.stream import Batch, Lost, Trouble
from tests.commands.conftest import Crisis
from tests.fakes import NIGHT, FakeClock
from tests.feeds import shapes
from tests.feeds.live.servers import Visit, answers, sends, unused_port, web_server, websocket_server

NUMBERS = count(1)


def post(text: str = "glass in my Walrus Burger", rkey: str = "") -> str:
    """A post on Bluesky, of this moment."""
    number = next(NUMBERS)
    message = json.loads(shapes.jetstream(f"{text} {number}", f"did:plc:{number}"))
    message["time_us"] = int(datetime.now(UTC).timestamp() * 1e6)
    message["commit"]["rkey"] = rkey or str(number)
    return json.dumps(message)


def watch_file(folder: Path, *sources: str) -> None:
    listed = "".join(f"  - {source}\n" for source in sources)
    text = f'watch: walrus\nbrands: [Walrus Burger]\nhashtags: ["#walrus"]\nsources:\n{listed}'
    (folder / "watch.yaml").write_text(text)


class Watcher:
    """A `crisis watch` of its own process, whose words are read as they come."""

    def __init__(self, folder: Path, **environ: str) -> None:
        self.home = folder / "home"
        more = {"CRISIS_HOME": str(self.home), "CRISIS_AS": "pat", "TZ": "UTC", **environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "crisis_cli", "watch", "--no-page"],
            cwd=folder,
            env={**os.environ, **more},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.said: list[str] = []
        self._lines: Queue[str] = Queue()
        self.reader = Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.decode())

    def says(self, words: str) -> str:
        """Wait for a line with these words."""
        for line in self.said:
            if words in line:
                return line
        with suppress(Empty):
            while True:
                self.said.append(self._lines.get(timeout=15))
                if words in self.said[-1]:
                    return self.said[-1]
        raise AssertionError(f"never said {words!r}, only:\n{''.join(self.said)}")

    def heard(self) -> int:
        """How many mentions its state file has learned from."""
        path = self.home / "watch" / "walrus.json"
        return int(json.loads(path.read_bytes())["listener"]["heard"]) if path.exists() else 0


@contextmanager
def watching(folder: Path, **environ: str) -> Iterator[Watcher]:
    watcher = Watcher(folder, **environ)
    try:
        yield watcher
    finally:
        with watcher.process:
            watcher.process.kill()
            watcher.reader.join()


def waited_for(happened: Callable[[], bool]) -> None:
    for _ in range(300):
        if happened():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen within a quarter of a minute")


def test_all_sources_are_heard_at_once_and_none_takes_another_with_it(tmp_path: Path) -> None:
    now = datetime.now(UTC).isoformat()
    status = json.dumps({**shapes.status("a Walrus Burger"), "created_at": now})
    piped = {"text": "one more Walrus Burger", "time": now, "author": "bob"}
    sse = answers(":)\n", f"event: update\ndata: {status}\n\n", then=30)
    garbage = answers("\r\n", *[f"garbage {number}\r\n" for number in range(25)], then=30)
    with (
        websocket_server(sends(post(), then=0.2), sends(post(), then=30)) as bluesky,
        web_server(sse) as fediverse,
        web_server(garbage) as x,
        web_server(answers("<rss/>", status=503, headers={"Retry-After": "120"})) as press,
    ):
        watch_file(
            tmp_path,
            f'{{id: bluesky, jetstream: "{bluesky.where}"}}',
            f'{{id: fediverse, mastodon: "{fediverse.where}/api/v1/streaming/public", token: "${{KEY}}"}}',
            f'{{id: x, x: "{x.where}", token: "${{file:key}}"}}',
            f'{{id: press, rss: "{press.where}/${{KEY}}/feed"}}',
            f'{{id: gone, jetstream: "ws://127.0.0.1:{unused_port()}"}}',
            '{id: pipe, lines: "-"}',
            "{id: counted, counts: counts.csv}",
        )
        (tmp_path / "key").write_text("secret-in-a-file\n")
        (tmp_path / "key").chmod(0o600)
        with watching(tmp_path, KEY="secret-in-the-environment") as watcher:
            watcher.says("counted is not listened to")
            watcher.says("bluesky: connected.")
            watcher.says("bluesky: LOST: the server ended it")
            watcher.says("bluesky: connected again")
            watcher.says("fediverse: connected.")
            watcher.says("NOTHING BUT BAD LINES from x")
            assert "next try in 2 min" in watcher.says("press: LOST: the server says 503")
            watcher.says("gone: LOST: no connection")
            assert watcher.process.stdin is not None
            watcher.process.stdin.write(json.dumps(piped).encode() + b"\n")
            watcher.process.stdin.close()
            watcher.says("pipe: ended.")
            time.sleep(0.5)  # for the post after "connected again"
            watcher.process.send_signal(signal.SIGINT)
            begun = time.monotonic()
            assert watcher.process.wait(10) == 130
            assert time.monotonic() - begun < 3
            assert watcher.heard() == 4
        assert fediverse.visits[0].headers["authorization"] == "Bearer secret-in-the-environment"
        assert x.visits[0].headers["authorization"] == "Bearer secret-in-a-file"
        assert press.visits[0].path == "/secret-in-the-environment/feed"
    assert "secret" not in "".join(watcher.said)
    assert "Traceback" not in "".join(watcher.said)


@pytest.mark.chaos  # real waits
def test_a_killed_watch_goes_on_a_few_seconds_back_and_hears_nothing_twice(tmp_path: Path) -> None:
    first, second = post(rkey="one"), post(rkey="two")
    with websocket_server(sends(first, then=30), sends(first, second, "garbage", then=30)) as server:
        watch_file(tmp_path, f'{{id: bluesky, jetstream: "{server.where}"}}')
        with watching(tmp_path) as watcher:
            waited_for(lambda: watcher.heard() == 1)
        with watching(tmp_path) as watcher:
            watcher.says("bluesky: connected.")
            waited_for(lambda: len(server.visits) == 2)
            time.sleep(1)
            watcher.process.send_signal(signal.SIGINT)
            watcher.process.wait(10)
            assert watcher.heard() == 2
    assert f"cursor={json.loads(first)['time_us'] - 5_000_000}" in server.visits[1].path


def test_a_post_is_on_the_screen_within_a_second_and_a_cut_is_seen_there(tmp_path: Path) -> None:
    queue: Queue[str] = Queue()

    def slow(visit: Visit) -> None:
        while line := queue.get():
            visit.send(line.encode())

    with websocket_server(slow, sends(then=30)) as server:
        watch_file(tmp_path, f'{{id: bluesky, jetstream: "{server.where}"}}')
        environ = {**os.environ, "CRISIS_HOME": str(tmp_path / "home"), "CRISIS_AS": "pat", "TERM": "xterm"}
        words = ["-m", "crisis_cli", "watch", "--no-page"]
        screen = pexpect.spawn(sys.executable, words, cwd=tmp_path, env=environ, dimensions=(24, 90), timeout=20)
        try:
            screen.expect("bluesky: connected since")
            took = []
            for number in range(8):
                queue.put(post(f"post-{number}-shown Walrus Burger"))
                sent = time.monotonic()
                screen.expect(f"post-{number}-shown")
                took.append(time.monotonic() - sent)
                time.sleep(0.1 * number)
            assert max(took) < 1, took
            print(f"line to screen: {max(took):.2f} s at most, {sum(took) / len(took):.2f} s on average")
            queue.put("")
            screen.expect("bluesky: LOST")
            screen.expect("bluesky: connected again")
            screen.sendintr()
            screen.expect(pexpect.EOF)
        finally:
            screen.close(force=True)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('{id: x, x: "https://api.example/2", token: "${NOT_SET}"}', "NOT_SET is not set"),
        ('{id: x, x: "https://api.example/2", token: "${file:open-key}"}', "others may read"),
        ('{id: x, x: "http://api.example/2", token: "${KEY}"}', "open line"),
        ('{id: a, jetstream: "${KEY}"}', "wss://"),
    ],
)
def test_a_source_that_cannot_be_opened_ends_the_watch_before_it_begins(
    crisis: Crisis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, words: str
) -> None:
    monkeypatch.setenv("KEY", "this-is-secret")
    (tmp_path / "open-key").write_text("this-is-secret")
    (tmp_path / "open-key").chmod(0o644)
    watch_file(tmp_path, source)
    ran = crisis("watch", "--no-page", code=None)
    assert ran.code in (2, 4)
    assert words in ran.err
    assert "this-is-secret" not in ran.out + ran.err


def test_what_is_said_of_a_source_is_not_said_at_every_try(clock: FakeClock) -> None:
    said: list[str] = []
    standings = Standings(["a"], clock, said.append)
    assert not standings.all_connected
    standings.change(Standing("a", State.CONNECTED, clock.now()))
    for _ in range(20):
        clock.sleep(5)
        standings.change(Standing("a", State.LOST, clock.now(), "cut", clock.now()))
    assert said[0] == "a: connected."
    assert said[1:] == ["a: LOST: cut; next try now.", "a: still LOST after 1 min: cut; next try now."]
    assert ":00 (cut)" in standings.lines()[0]
    assert "LOST since" in standings.lines()[0]
    standings.change(Standing("a", State.CONNECTED, clock.now()))
    assert said[-1] == "a: connected again after 1 min."
    assert standings.all_connected
    for _ in range(20):
        standings.change(Standing("a", State.LOST, clock.now(), "cut", clock.now()))
        clock.sleep(1)
        standings.change(Standing("a", State.CONNECTED, clock.now()))
    assert len(said) == 4


def test_a_quiet_source_is_told_of_more_and_more_seldom(clock: FakeClock) -> None:
    said: list[str] = []
    standings = Standings(["a", "press"], clock, said.append)
    standings.change(Standing("a", State.CONNECTED, clock.now()))
    standings.change(Standing("press", State.CONNECTED, clock.now(), polled=True))
    said.clear()
    for _ in range(4 * 60):
        clock.sleep(60)
        standings.look()
    assert [line.rpartition(" for ")[2] for line in said] == [
        "5 min.",
        "15 min.",
        "1 h 00.",
        "2 h 00.",
        "3 h 00.",
        "4 h 00.",
    ]
    assert "QUIET for 4 h 00" in standings.lines()[0]
    assert "QUIET" not in standings.lines()[1]
    standings.heard("a", 2)
    assert "2 lines" in standings.lines()[0]
    assert "QUIET" not in standings.lines()[0]


@pytest.mark.chaos  # real waits
def test_what_was_missed_comes_before_what_the_others_say_now(tmp_path: Path) -> None:
    hours_ago = json.loads(post("Walrus Burger, missed"))
    hours_ago["time_us"] -= 5 * 3_600_000_000
    nearly_now = json.loads(post("Walrus Burger, nearly now"))
    go = Event()

    def resumed(visit: Visit) -> None:
        visit.send(json.dumps(hours_ago).encode())
        go.wait(10)
        visit.send(json.dumps(nearly_now).encode())
        visit.pause(30)

    home = tmp_path / "home" / "watch"
    with websocket_server(resumed) as bluesky, websocket_server(sends(post(), then=30)) as other:
        watch_file(
            tmp_path,
            f'{{id: other, mastodon: "{other.where}"}}',
            f'{{id: bluesky, jetstream: "{bluesky.where}"}}',
        )
        with watching(tmp_path) as watcher:  # nothing was kept: both at once
            watcher.says("other: connected.")
            watcher.says("bluesky: connected.")
            waited_for(lambda: watcher.heard() >= 1)
            watcher.process.kill()
        kept = json.loads((home / "walrus.json").read_bytes())
        kept["sources"]["bluesky"] = hours_ago["time_us"]
        (home / "walrus.json").write_text(json.dumps(kept))
        with watching(tmp_path) as watcher:
            watcher.says("bluesky first")
            watcher.says("bluesky: connected.")
            time.sleep(0.5)
            assert not any("other: connected" in line for line in watcher.said)
            go.set()
            watcher.says("other: connected.")


class Silent:
    """Says one thing, and then nothing for half an hour; `cut`: because it is lost."""

    polled = False
    resumes = False

    def __init__(self, watching: Watching, clock: FakeClock, *, cut: bool) -> None:
        self._watching, self._clock, self._cut = watching, clock, cut

    def batches(self, mark: object) -> Generator[Batch, None, None]:
        if mark:
            return
        yield Batch((post().encode(),), 1)
        waited_for(lambda: self._watching.listener.heard == 1)
        if self._cut:
            raise Lost(Trouble.TOO_MANY, "enough", 1_800)
        self._clock.advance(timedelta(minutes=30))
        time.sleep(3 * TURN)


@pytest.mark.parametrize("cut", [False, True])
def test_silence_is_time_that_passed_but_not_while_a_source_is_lost(clock: FakeClock, cut: bool) -> None:
    watching = Watching(Watch("walrus", terms=(Term("Walrus Burger", "brands", ("Walrus Burger",)),)), print)
    watching.clock = clock
    before = datetime.now(UTC).timestamp()
    Sources(watching, {"a": Silent(watching, clock, cut=cut)}, {}, print).run(lambda: time.sleep(TURN / 2))
    assert clock.now() >= NIGHT + timedelta(minutes=30)
    passed = 0.0 if cut else 1_800 - SILENCE
    assert watching.listener.clock.now == pytest.approx(before + passed, abs=30)
