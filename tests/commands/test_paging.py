"""Pages by the team file, whole: real receivers, ladders of seconds, `crisis keep`, `crisis ack CODE`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Crisis
from tests.reach.receivers import Mail, Web, silence, status, web

SECRET = "correct-horse-42"

LADDER = """\
playbook: ladder
title: A ladder <!channel> of seconds
roles:
  lead: {title: Lead, deputy: second}
  second: {title: Second, deputy: third}
  third: {title: Third, deputy: fourth}
  fourth: {title: Fourth, deputy: second}
steps:
  - id: call
    role: lead
    do: "Call @everyone at <!here> the plant"
    within: 1s
    ack_for: 30s
    ladder: [{after: 1s, page: second}, {after: 3s, page: third}, {after: 6s, page: fourth}]
"""

TEAM = """\
team: walrus
zone: Europe/Berlin
people:
  ana: {{name: Ana, loud: "{ana}"}}
  ben: {{name: Ben, loud: "{ben}"}}
  cy: {{name: Cy, loud: "{cy}"}}
  dora: {{name: Dora, loud: "{dora}"}}
roles: {{lead: ana, second: ben, third: cy, fourth: dora}}
"""


@contextmanager
def keeping(crisis: Crisis, folder: Path, **environ: str) -> Iterator[subprocess.Popen[str]]:
    """A keeper as a process of its own, ended in good order; what it said is kept in `keep.out`."""
    environ = {**os.environ, "CRISIS_HOME": str(crisis.home), **environ}
    with (folder / "keep.out").open("w") as said:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "crisis_cli", "keep"],
            cwd=folder,
            env=environ,
            stdout=said,
            stderr=said,
            text=True,
        )
        try:
            until(lambda: "keeping" in (folder / "keep.out").read_text(encoding="utf-8"))
            yield keeper
        finally:
            keeper.terminate()
            keeper.wait(30)


def until(what: Callable[[], Any], seconds: float = 20) -> Any:
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)
    return found


def write_team(folder: Path, receiver: Web, **addresses: str) -> None:
    usual = {name: f"json://me:${{KEY}}@127.0.0.1:{receiver.port}/{name}" for name in ("ana", "ben", "cy", "dora")}
    (folder / "team.yaml").write_text(TEAM.format(**{**usual, **addresses}), encoding="utf-8")


@pytest.mark.chaos  # real waits
def test_both_receive_in_order_and_once_and_a_code_stops_it(
    crisis: Crisis, write: Any, tmp_path: Path, receiver: Web, post: tuple[Mail, int]
) -> None:
    server, port = post
    mailed = f"mailto://127.0.0.1:{port}/?from=crisis@walrus.example&to=cy@walrus.example"
    write_team(tmp_path, receiver, cy=mailed)
    slower = (
        LADDER.replace("after: 6s", "after: 10s")
        .replace("after: 3s", "after: 5s")
        .replace("after: 1s", "after: 2s")
    )
    with keeping(crisis, tmp_path, KEY=SECRET):
        began = crisis.begin(write("ladder", slower))
        until(lambda: server.messages)
        body = server.messages[0].get_body(("plain",))
        assert body is not None
        code = re.search(r"crisis ack (\d+)", body.get_content())
        assert code is not None
        crisis("ack", code[1])
        time.sleep(6)
    assert [path for path, _ in receiver.heard] == ["/ana", "/ben"], "in order, once; dora was never paged"
    assert len(server.messages) == 1
    assert receiver.at == sorted(receiver.at)
    assert receiver.at[-1] < server.at[0]
    log = crisis("log", "--json").out
    assert '"cy"' in next(line for line in log.splitlines() if "step_acknowledged" in line)
    assert crisis.kinds().count("page_sent") == 3
    kept = (tmp_path / "keep.out").read_text(encoding="utf-8")
    assert kept.count("(ben)") == 1, "queued: the rung says whom it pages"
    assert "page to ben" not in kept
    assert re.search(r"page \d+ to ben sent by json$", kept, re.MULTILINE)
    assert re.search(r"page \d+ to cy sent by mailto$", kept, re.MULTILINE)
    everything = log + kept + crisis("report", "-i", began).out
    assert SECRET not in everything
    said = "".join(body for _, body in receiver.heard)
    assert "<!" not in said
    assert "@everyone" not in said
    assert "Why you" in said
    assert "Until when" in said


@pytest.mark.chaos  # real waits
def test_a_drill_reaches_nobody_whatever_is_set_up(
    crisis: Crisis, write: Any, tmp_path: Path, receiver: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEY", SECRET)
    write_team(tmp_path, receiver)
    crisis.begin(write("ladder", LADDER), "--drill")
    until(lambda: crisis("keep", "--once") and crisis.kinds().count("rung_fired") == 3)
    crisis("keep", "--once")
    assert crisis.kinds().count("page_sent") == crisis.kinds().count("page_queued") > 2
    assert receiver.heard == []


@pytest.mark.chaos
def test_a_service_that_hangs_delays_nobody_else(
    crisis: Crisis, write: Any, tmp_path: Path, receiver: Web
) -> None:
    with web() as deaf:
        deaf.answer = silence
        write_team(tmp_path, receiver, ben=f"json://127.0.0.1:{deaf.port}/ben?rto=12")
        with keeping(crisis, tmp_path, KEY=SECRET) as keeper:
            crisis.begin(write("ladder", LADDER))
            until(lambda: len(receiver.heard) == 3)
            assert [path for path, _ in receiver.heard] == ["/ana", "/cy", "/dora"]
            assert receiver.at[1] - deaf.at[0] < 11, "cy heard of it while ben's page still hung"
            keeper.kill()


def test_who_refuses_is_passed_over_at_once_for_the_next_channel_then_the_next_rung(
    crisis: Crisis, write: Any, tmp_path: Path, receiver: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEY", SECRET)
    with web() as moved:
        moved.answer = status(302, Location=f"http://127.0.0.1:{receiver.port}/ben")
        write_team(tmp_path, receiver)
        team = tmp_path / "team.yaml"
        usual = f'"json://me:${{KEY}}@127.0.0.1:{receiver.port}/ana"'
        two = f'["json://127.0.0.1:{moved.port}/one", "${{NOT_SET}}"]'
        team.write_text(team.read_text(encoding="utf-8").replace(usual, two), encoding="utf-8")
        crisis.begin(write("ladder", LADDER.replace("within: 1s", "within: 10m")))
        until(lambda: crisis("keep", "--once") and receiver.heard)
    assert [path for path, _ in receiver.heard] == ["/ben"], "ten minutes before its time: ana cannot be reached"
    log = crisis("log").out
    assert "json: the service answers 302" in log
    assert "NOT_SET is not set" in log
    assert "nobody reached before" in log


def test_a_busy_service_is_asked_again_when_it_said(
    crisis: Crisis, write: Any, tmp_path: Path, receiver: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEY", SECRET)
    receiver.answer = status(429, Retry_After="60")
    write_team(tmp_path, receiver)
    crisis.begin(write("ladder", LADDER.replace("within: 1s", "within: 10m")))
    crisis("keep", "--once")
    assert "page_failed" in crisis.kinds()
    time.sleep(1)
    crisis("keep", "--once")
    assert len(receiver.heard) == 1, "not before its time"


@pytest.mark.chaos
def test_a_late_page_says_how_late_and_why(
    crisis: Crisis, write: Any, tmp_path: Path, receiver: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEY", SECRET)
    write_team(tmp_path, receiver)
    crisis.begin(write("ladder", LADDER.replace("after: 3s", "after: 2s").replace("after: 6s", "after: 3s")))
    time.sleep(9.5)
    crisis("keep", "--once")
    rungs = [said for said in receiver.said if "LATE" in said["title"]]
    assert [path for path, _ in receiver.heard if path != "/ana"] == ["/dora"], "one page, to the highest rung"
    assert "late: no keeper was running" in rungs[0]["message"]


def test_a_page_comes_in_the_first_of_a_person_s_languages_that_there_is(
    crisis: Crisis, write: Any, tmp_path: Path, receiver: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEY", SECRET)
    write_team(tmp_path, receiver)
    team = tmp_path / "team.yaml"
    ana = team.read_text(encoding="utf-8").replace("{name: Ana,", "{name: Ana, languages: [de, fr],")
    team.write_text(ana, encoding="utf-8")
    crisis.begin(write("ladder", LADDER.replace("within: 1s", "within: 10m")))
    crisis("keep", "--once")
    assert receiver.said[0]["title"].startswith("À vous : Call")
    assert "Pourquoi vous : vous êtes Lead" in receiver.said[0]["message"]


def test_a_code_that_fits_nothing_is_not_a_step_and_not_another_page(crisis: Crisis, write: Any) -> None:
    crisis.begin(write("ladder", LADDER))
    assert "No page has the code 9001" in crisis("ack", "9001", code=2).err
    assert "has no page 77" in crisis("ack", "1077", code=2).err
    crisis("ack", "call")
    crisis("close", "--reason", "over", "--yes")
    assert "which is closed" in crisis("ack", "1001", code=3).err


def test_the_number_of_a_page_will_do_too_and_stands_for_whoever_types_it(crisis: Crisis, write: Any) -> None:
    crisis.begin(write("ladder", LADDER))
    crisis("handoff", "second", "zoe")
    crisis("ack", "1", "--as", "zoe")
    assert "zoe has second now" in crisis("log").out or "zoe has Second now" in crisis("log").out
    crisis("add", "call back")
    crisis("handoff", "third", "ana")
    crisis("ack", "1002", "--as", "pat")
    assert "ana has Third now" in crisis("log").out
