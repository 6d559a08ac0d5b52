"""A watch of which nothing can be kept goes on listening and paging; what it said is kept at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crisis_cli.commands import wiring
from crisis_cli.commands.watching.book import Book
from crisis_cli.commands.watching.mentions import SAVE_EVERY, Watching
from crisis_cli.commands.watching.paging import AlertPages, Told
from crisis_cli.domain.alert import Alert
from crisis_cli.domain.watch import Term, Watch
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.feeds.line_files import LineFile
from tests.commands.test_watch_paging import an_alert, team
from tests.commands.test_watch_posts import END, normal, onset, post
from tests.fakes import FakeClock
from tests.reach.receivers import Web

pytestmark = pytest.mark.usefixtures("warm", "crisis")


class Parts(LineFile):
    """Each part in a batch; between two of them something is done."""

    def __init__(self, clock: FakeClock, parts: Iterable[Iterator[str]], between: Callable[[int], None]) -> None:
        super().__init__("parts", clock)
        self._parts, self._between = parts, between

    def batches(self) -> Iterator[Iterable[bytes]]:
        for number, part in enumerate(self._parts):
            yield [line.encode() for line in part]
            self._between(number)


class Desk:
    """A watch on a state file, and all that it says."""

    def __init__(self, state: Path) -> None:
        self.alerts: list[Alert] = []
        self.told: list[str] = []
        self.clock = FakeClock()
        self.watching = Watching(
            Watch("walrus", terms=(Term("Walrus Burger", "brands", ("Walrus Burger",)),)), self.alerts.append
        )
        self.watching.clock = self.clock
        self.watching.tell = self.told.append
        self.watching.state = state

    def hear(self, between: Callable[[int], None], *parts: Iterator[str]) -> None:
        self.watching.run(Parts(self.clock, parts, between))


def one(minutes: int) -> Iterator[str]:
    return iter([post(END + timedelta(minutes=minutes), f"late{minutes}", "Walrus Burger, still")])


def test_a_full_disk_is_told_once_and_once_more_when_it_is_mended_and_alerts_go_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "gone" / "state.json")

    def between(number: int) -> None:
        desk.clock.advance(timedelta(seconds=SAVE_EVERY + 1))
        if number == 3:
            (tmp_path / "gone").mkdir()

    desk.hear(between, normal(3), one(-9), onset(150, 14), one(15), one(16), one(17))
    assert {"amber"} <= {alert.tier for alert in desk.alerts}
    assert [told.split(":")[0] for told in desk.told] == [
        "NOTHING IS KEPT of what is learned",
        "What is learned is kept again.",
    ]
    assert (tmp_path / "gone" / "state.json").exists()


def test_a_watch_that_ends_and_kept_nothing_has_failed(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "gone" / "state.json")
    with pytest.raises(SurroundingsFailed, match="could not be written"):
        desk.hear(lambda _: None, one(0))


def test_what_was_said_is_kept_before_anything_else_is_heard(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    desk = Desk(state)
    kept: list[bool] = []

    def between(_: int) -> None:
        kept.append(state.exists() and bool(json.loads(state.read_bytes())["listener"]["heard"]))

    desk.hear(between, normal(3), onset(150, 14))
    assert desk.alerts
    assert kept == [False, True]


def test_pages_go_out_though_they_cannot_be_written_down(tmp_path: Path, receiver: Web) -> None:
    address = f"json://127.0.0.1:{receiver.port}/"
    team(tmp_path, address, address)
    told: list[Told] = []
    said: list[str] = []
    book = Book(tmp_path / "gone" / "pages.jsonl", said.append)
    pages = AlertPages(Watch("walrus"), tmp_path / "watch.yaml", book, wiring.clock(), told.append, said.append)
    for tier in ("amber", "red", "red"):
        pages.page(an_alert(wiring.clock().now().timestamp(), tier))
    pages.finish()
    assert [one.what for one in told] == ["sent", "sent"]
    assert len(receiver.heard) == 2
    assert [line for line in said if "cannot be written" in line] == said[:1]
    assert said[1:] == ["Nobody is paged again: this alert has had its page."]
