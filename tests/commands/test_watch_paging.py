"""An alert of a watch pages whoever is on call: real receivers, once an alert, whatever fails or is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crisis_cli.commands import wiring
from crisis_cli.commands.watching.book import AlertPage, Book
from crisis_cli.commands.watching.paging import AlertPages, Told
from crisis_cli.domain.alert import Alert
from crisis_cli.domain.watch import AlertPaging, Watch
from tests.commands.conftest import Crisis
from tests.commands.test_watch_posts import END, WATCH, normal, onset, waited_for, written
from tests.reach.receivers import Mail, Web, silence, status, web

pytestmark = pytest.mark.usefixtures("warm")

TEAM = """\
team: walrus
zone: Europe/Berlin
people:
  ana: {{name: Ana Ruiz, loud: "{loud}", quiet: "{quiet}", phone: "+49 30 5550100"}}
  ben: {{name: Ben, loud: "json://127.0.0.1:1/never"}}
roles: {{lead: ana, ceo: ben}}
"""


@pytest.fixture(autouse=True)
def machine(crisis: Crisis) -> Crisis:
    return crisis


@pytest.fixture(autouse=True)
def watch_file(tmp_path: Path) -> Path:
    path = tmp_path / "watch.yaml"
    path.write_text(WATCH.replace('{term: WalrusBurger, also: "#WalrusBurger"}', "").replace(", ]", "]"))
    return path


def team(folder: Path, loud: str, quiet: str) -> None:
    (folder / "team.yaml").write_text(TEAM.format(loud=loud, quiet=quiet), encoding="utf-8")


def mailed(port: int) -> str:
    return f"mailto://127.0.0.1:{port}/?from=watch@walrus.example&to=ana@walrus.example"


def test_amber_goes_quietly_and_red_loudly_each_once_with_the_command_to_type(
    crisis: Crisis, tmp_path: Path, receiver: Web, post: tuple[Mail, int]
) -> None:
    server, port = post
    team(tmp_path, f"json://127.0.0.1:{receiver.port}/loud", mailed(port))
    name = written(tmp_path / "posts.jsonl", normal(5), onset(150, 14))
    ran = crisis("watch", "--mentions", name)
    assert "Alerts page whoever holds lead: now Ana Ruiz" in ran.err
    assert "RED Walrus Burger: paged Ana Ruiz, by json." in ran.err
    assert "AMBER Walrus Burger: paged Ana Ruiz, by mailto." in ran.err
    tiers = [line.split()[1] for line in ran.out.splitlines() if line.startswith("!")]
    pages = len(server.messages), len(receiver.heard)
    assert pages == (tiers.count("AMBER"), tiers.count("RED"))
    assert server.messages[0]["subject"].startswith("AMBER: Walrus Burger, ")
    page = receiver.said[0]
    assert page["title"].startswith("RED: Walrus Burger, ")
    for words in (
        "Since when: ",
        "How much: ",
        "How rare: ",
        "How many people: ",
        "Why you: you hold",
    ):
        assert words in page["message"]
    command = next(line for line in page["message"].splitlines() if line.startswith("Type: "))
    crisis(*command.removeprefix("Type: crisis ").split(), "--plain", "--no-keeper")
    seen = datetime.fromisoformat(crisis("status", "--json").json["seen_at"])
    assert END - timedelta(minutes=10) <= seen <= END + timedelta(minutes=10)
    again = crisis("watch", "--mentions", name)
    assert "this alert has had its page" in again.err
    assert pages == (len(server.messages), len(receiver.heard)), "once an alert, though the file was read again"


def test_a_replay_and_no_page_reach_nobody(crisis: Crisis, tmp_path: Path, receiver: Web) -> None:
    address = f"json://127.0.0.1:{receiver.port}/"
    team(tmp_path, address, address)
    name = written(tmp_path / "posts.jsonl", normal(5), onset(150, 14))
    crisis("watch", "--replay", name)
    crisis("watch", "--mentions", name, "--no-page")
    assert receiver.heard == []


def test_a_page_that_fails_is_told_and_tried_by_the_next_address_and_then_the_number_to_ring(
    crisis: Crisis, tmp_path: Path, receiver: Web
) -> None:
    name = written(tmp_path / "posts.jsonl", normal(5), onset(150, 14))
    receiver.answer = status(403)
    bad = f"json://127.0.0.1:{receiver.port}"
    with web() as good:
        team(tmp_path, bad + "/loud", f"json://127.0.0.1:{good.port}/quiet")
        ran = crisis("watch", "--mentions", name, "--json")
        said = [json.loads(line) for line in ran.out.splitlines() if '"page"' in line]
        went = {tier: [one["outcome"] for one in said if one["tier"] == tier][:2] for tier in ("amber", "red")}
        assert set(went["amber"]) == {"sent"}
        assert went["red"] == ["failed", "sent"]
        assert "FAILED: json: the service refuses it (403). Trying the next address." in ran.err
    team(tmp_path, bad + "/loud", bad + "/quiet")
    (crisis.home / "watch" / "walrus-burger.pages.jsonl").unlink()
    ran = crisis("watch", "--mentions", name)
    assert "Ana Ruiz WAS NOT REACHED. Ring them: +49 30 5550100" in ran.err


def test_without_a_team_file_it_is_said_that_nobody_is_paged(crisis: Crisis, tmp_path: Path) -> None:
    ran = crisis("watch", "--mentions", written(tmp_path / "posts.jsonl", normal(5), onset(150, 14)))
    assert "No team file was found, so alerts page nobody" in ran.err
    assert "NOBODY WAS PAGED" in ran.err


def an_alert(at: float, tier: str = "amber", term: str = "Walrus Burger") -> Alert:
    return Alert(term, "brands", tier, at, 300, 80, 4, 40.0, at - 300, 9)


class Desk:
    """Pages of a watch, and what was said of them."""

    def __init__(self, folder: Path, watch: Watch) -> None:
        self.told: list[Told] = []
        self.said: list[str] = []
        self.book = Book(folder / "pages.jsonl")
        here = folder / "watch.yaml"
        self.pages = AlertPages(watch, here, self.book, wiring.clock(), self.told.append, self.said.append)


def test_a_team_file_that_cannot_be_read_is_told_of_once_with_what_to_do(tmp_path: Path, receiver: Web) -> None:
    (tmp_path / "team.yaml").write_text("team: walrus\npeople: [")
    desk = Desk(tmp_path, Watch("walrus"))
    assert desk.pages.who() == "The team file cannot be read, so alerts page nobody: they are shown here."
    now = wiring.clock().now().timestamp()
    for number in range(3):
        desk.pages.page(an_alert(now, term=f"term {number}"))
    assert [line for line in desk.said if "validate" in line] == desk.said[:1]
    assert f"{tmp_path / 'team.yaml'} cannot be read as a team file. crisis validate" in desk.said[0]
    assert set(desk.said[1:]) == {"NOBODY WAS PAGED. " + desk.pages.who()}
    address = f"json://127.0.0.1:{receiver.port}/"
    team(tmp_path, address, address)
    desk.pages.page(an_alert(now, "red"))
    desk.pages.finish()
    assert len(receiver.heard) == 1
    (tmp_path / "team.yaml").write_text("people: [")
    desk.pages.who()
    assert "crisis validate" in desk.said[-1]


def test_at_most_so_many_an_hour_and_the_last_is_kept_for_red(tmp_path: Path, receiver: Web) -> None:
    address = f"json://127.0.0.1:{receiver.port}/"
    team(tmp_path, address, address)
    desk = Desk(tmp_path, Watch("walrus", pages=AlertPaging(most_an_hour=3)))
    now = wiring.clock().now().timestamp()
    for number in range(4):
        desk.pages.page(an_alert(now, term=f"term {number}"))
    desk.pages.page(an_alert(now, "red"))
    desk.pages.page(an_alert(now, "red", "another"))
    desk.pages.finish()
    assert [one.page.tier for one in desk.told] == ["amber", "amber", "red"]
    assert desk.said[:3] == ["NOBODY WAS PAGED for this one: 3 pages an hour are the most."] * 3


def test_in_a_quiet_time_amber_pages_nobody_and_red_does(tmp_path: Path, receiver: Web) -> None:
    address = f"json://127.0.0.1:{receiver.port}/"
    team(tmp_path, address, address)
    now = wiring.clock().now()
    around = {"from": (now - timedelta(hours=2)).time(), "until": (now + timedelta(hours=2)).time()}
    desk = Desk(tmp_path, Watch("walrus", quiet=(around,)))
    desk.pages.page(an_alert(now.timestamp()))
    desk.pages.page(an_alert(now.timestamp(), "red"))
    desk.pages.finish()
    assert [one.page.tier for one in desk.told] == ["red"]
    assert "quiet time" in desk.said[0]


def test_what_was_written_days_ago_wakes_nobody_and_says_how_old_it_is(tmp_path: Path, receiver: Web) -> None:
    address = f"json://127.0.0.1:{receiver.port}"
    team(tmp_path, address + "/loud", address + "/quiet")
    desk = Desk(tmp_path, Watch("walrus"))
    desk.pages.page(an_alert((wiring.clock().now() - timedelta(days=3)).timestamp(), "red"))
    desk.pages.finish()
    assert [path for path, _ in receiver.heard] == ["/quiet"]
    assert "THIS WAS 3 d 0 h AGO" in receiver.said[0]["message"]


def test_a_page_that_was_owed_when_its_watch_was_killed_goes_out_once_more_and_no_more(
    tmp_path: Path, receiver: Web
) -> None:
    address = f"json://127.0.0.1:{receiver.port}/"
    team(tmp_path, address, address)
    now = wiring.clock().now().timestamp()
    page = AlertPage("red-1", "Walrus", "red", now, now, "ana", "loud", "RED", "body")
    book = Book(tmp_path / "pages.jsonl")
    book.queue(page)
    book.write(page, "attempted", now)
    with (tmp_path / "pages.jsonl").open("a") as file:
        file.write('{"what":"se')  # what a kill left of a line
    Desk(tmp_path, Watch("walrus")).pages.finish()
    assert len(receiver.heard) == 1
    Desk(tmp_path, Watch("walrus")).pages.finish()
    assert len(receiver.heard) == 1
    other = AlertPage("red-2", "Walrus", "red", now, now, "ana", "loud", "RED", "body")
    book.queue(other)
    book.write(other, "attempted", now)
    book.write(other, "attempted", now)
    desk = Desk(tmp_path, Watch("walrus"))
    desk.pages.finish()
    assert len(receiver.heard) == 1
    assert desk.told[0].sentence.startswith("RED Walrus: NOBODY KNOWS WHETHER Ana Ruiz WAS REACHED. Ring them")


def test_killed_while_a_page_is_on_its_way_it_pages_again_once_and_holds_up_no_post(
    tmp_path: Path, receiver: Web
) -> None:
    receiver.answer = silence
    address = f"json://127.0.0.1:{receiver.port}/?rto=15"
    team(tmp_path, address, address)
    name = written(tmp_path / "growing.jsonl", normal(3), onset(150, 14))
    words = [sys.executable, "-m", "crisis_cli", "watch", "--mentions", name, "--follow", "--json"]
    environ = {**os.environ, "CRISIS_HOME": str(tmp_path / "home"), "CRISIS_AS": "pat"}
    with subprocess.Popen(words, cwd=tmp_path, env=environ, stdout=subprocess.PIPE) as watching:
        assert watching.stdout is not None
        try:
            waited_for(lambda: len(receiver.heard) == 1)
            while json.loads(watching.stdout.readline())["tier"] != "red":
                pass
            assert len(receiver.heard) == 1, "it hears on while the first page hangs"
        finally:
            watching.send_signal(signal.SIGKILL)
    receiver.answer = status(200)
    receiver.heard.clear()
    with subprocess.Popen(words, cwd=tmp_path, env=environ, stdout=subprocess.PIPE) as watching:
        try:
            waited_for(lambda: "RED" in {said["title"].split(":")[0] for said in receiver.said})
        finally:
            watching.terminate()
    titles = [said["title"] for said in receiver.said]
    assert titles[0].startswith("AMBER")
    assert len(set(titles)) == len(titles), "each once more, and no more"
