"""`crisis freeze` and `crisis unfreeze`: the team's own tools are told, and what came of it is written down."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
import yaml

from tests.commands.conftest import Crisis
from tests.reach.receivers import Web, status

PAUSE = "import pathlib, sys; pathlib.Path('told').open('a').write(sys.argv[1] + ' '); print('42 posts')"


def tool(folder: Path, name: str, code: str = PAUSE) -> list[str]:
    """A command of the team's own, which does that."""
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    return [sys.executable, f"{name}.py"]


@pytest.fixture
def channels(tmp_path: Path, receiver: Web, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scheduler that is told by a command, and adverts that are told by a web address with a secret in it."""
    hook = f"http://127.0.0.1:{receiver.port}/hooks/${{ADVERTS_KEY}}"
    monkeypatch.setenv("ADVERTS_KEY", "correct-horse-42")
    return write_channels(
        tmp_path,
        scheduler=("Scheduled posts", [*tool(tmp_path, "walrus"), "pause"], [*tool(tmp_path, "walrus"), "go"]),
        adverts=("Adverts", hook, hook),
    )


def write_channels(folder: Path, **things: tuple[str, list[str] | str, list[str] | str]) -> Path:
    def act(what: list[str] | str) -> dict[str, object]:
        return {"command": [*what]} if isinstance(what, list) else {"webhook": what}

    freeze = {
        name: {"title": title, "freeze": act(there), "unfreeze": act(back)}
        for name, (title, there, back) in things.items()
    }
    path = folder / "channels.yaml"
    path.write_text(yaml.safe_dump({"channels": "walrus", "freeze": freeze}), encoding="utf-8")
    return path


def told(folder: Path) -> str:
    path = folder / "told"
    return path.read_text().strip() if path.exists() else ""


def kinds(crisis: Crisis) -> list[str]:
    return [kind for kind in crisis.kinds() if "fr" in kind and kind.endswith(("frozen", "begun", "failed"))]


def things(crisis: Crisis) -> dict[str, dict[str, object]]:
    return {thing["name"]: thing for thing in crisis("freeze", "--json").json["things"]}


@pytest.mark.usefixtures("channels")
def test_without_a_name_it_shows_what_would_be_called_and_tells_nobody(
    crisis: Crisis, tmp_path: Path, receiver: Web
) -> None:
    crisis.begin()
    shown = crisis("freeze").out
    assert "scheduler: Scheduled posts: goes on" in shown
    assert f"freeze: runs {sys.executable} walrus.py pause" in shown
    assert "adverts: Adverts: goes on\n   freeze: calls 127.0.0.1\n   unfreeze: calls 127.0.0.1" in shown
    assert "hooks" not in shown
    assert (told(tmp_path), receiver.heard, kinds(crisis)) == ("", [], [])


@pytest.mark.usefixtures("channels")
def test_all_are_told_once_and_what_came_of_it_is_written_down(
    crisis: Crisis, tmp_path: Path, receiver: Web
) -> None:
    run = crisis.begin()
    said = crisis("freeze", "--all", "--yes")
    assert told(tmp_path) == "pause"
    ((path, body),) = receiver.heard
    assert path == "/hooks/correct-horse-42"
    assert json.loads(body) == {"act": "freeze", "name": "adverts", "incident": run, "drill": False}
    assert kinds(crisis) == ["freeze_begun", "frozen", "freeze_begun", "frozen"]
    assert 'it said "42 posts"' in said.out
    assert "correct-horse" not in said.out + said.err + crisis("log", "--json").out
    assert {name: (one["frozen"], one["by"]) for name, one in things(crisis).items()} == {
        "scheduler": (True, "pat"),
        "adverts": (True, "pat"),
    }
    assert "FROZEN Scheduled posts since" in crisis("status").out
    assert {held["way"] for held in crisis("status", "--json").json["frozen"]} == {"command", "webhook"}
    assert crisis("freeze", "--all", "--yes").out == ""
    assert told(tmp_path) == "pause", "what is frozen already is left alone"


@pytest.mark.usefixtures("channels")
def test_what_was_frozen_goes_on_again(crisis: Crisis, tmp_path: Path, receiver: Web) -> None:
    crisis.begin()
    crisis("freeze", "Scheduled Posts", "--yes")
    assert "goes on again" in crisis("unfreeze", "--all", "--yes").out
    assert told(tmp_path) == "pause go"
    assert receiver.heard == []
    assert not things(crisis)["scheduler"]["frozen"]


def test_one_that_fails_stops_no_other_and_says_what_to_do(crisis: Crisis, tmp_path: Path, receiver: Web) -> None:
    bad = tool(tmp_path, "bad", "print('no such account'); raise SystemExit(3)")
    good = f"http://127.0.0.1:{receiver.port}/"
    write_channels(tmp_path, scheduler=("Scheduled posts", bad, bad), adverts=("Adverts", good, good))
    crisis.begin()
    said = crisis("freeze", "--all", "--yes", code=4)
    assert "Scheduled posts: NOT FROZEN: it ended with 3" in said.out
    assert 'it said "no such account"' in said.out
    assert "Adverts: FROZEN" in said.out
    assert "do it in the tool itself, then write it down: crisis freeze scheduler --by-hand" in said.err
    assert "NOT FROZEN Scheduled posts" in crisis("freeze").out
    crisis("freeze", "scheduler", "--by-hand", "--at", "1 min ago")
    assert things(crisis)["scheduler"]["way"] == "by hand"


@pytest.mark.usefixtures("channels")
def test_a_secret_that_is_missing_is_a_failure_that_is_told(
    crisis: Crisis, receiver: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ADVERTS_KEY")
    crisis.begin()
    assert "Adverts: NOT FROZEN: ADVERTS_KEY is not set" in crisis("freeze", "adverts", "--yes", code=4).out
    assert receiver.heard == []


@pytest.mark.usefixtures("channels")
def test_a_service_that_is_out_of_order_leaves_it_known_to_nobody_and_the_close_asks(
    crisis: Crisis, receiver: Web
) -> None:
    crisis.begin()
    receiver.answer = status(500)
    assert "Adverts: NOBODY KNOWS whether the freeze worked" in crisis("freeze", "adverts", "--yes", code=4).out
    assert things(crisis)["adverts"]["nobody_knows"]
    refused = crisis("close", "--reason", "over", "--yes", code=3)
    assert "Still frozen, or nobody knows: Adverts." in refused.err


@pytest.mark.usefixtures("channels")
def test_in_a_drill_nothing_is_run_and_it_counts_as_done(crisis: Crisis, tmp_path: Path, receiver: Web) -> None:
    crisis.begin("product-contamination", "--drill")
    said = crisis("freeze", "--all", "--yes")
    assert (told(tmp_path), receiver.heard) == ("", [])
    assert kinds(crisis) == ["frozen", "frozen"]
    assert all(line.startswith("DRILL ") for line in said.out.splitlines())
    assert "nothing was run" in said.out
    crisis("unfreeze", "--all", "--yes")
    assert (told(tmp_path), receiver.heard) == ("", [])


def test_what_no_file_knows_is_written_down_by_hand_and_asked_about(crisis: Crisis) -> None:
    crisis.begin()
    assert "nothing is" in crisis("freeze").out
    assert "No channels file here says what can be frozen." in crisis("freeze", "--all", code=2).err
    crisis("freeze", "the agency's queue", "--by-hand")
    assert "FROZEN the agency's queue since" in crisis("freeze").out
    assert 'crisis unfreeze "the agency\'s queue" --by-hand' in crisis("unfreeze", "--all", code=3).err
    assert "Do it in the tool itself" in crisis("unfreeze", "the agency's queue", code=3).err
    assert "Still frozen" in crisis("close", "--reason", "over", code=3).err
    crisis("unfreeze", "The agency's  queue", "--by-hand")
    crisis("close", "--reason", "over")


def test_a_run_is_closed_with_a_reason_and_unfrozen_afterwards(crisis: Crisis) -> None:
    crisis.begin()
    crisis("freeze", "the queue", "--by-hand")
    assert "left frozen by pat: the queue (until Monday)" in (
        crisis("close", "--reason", "over", "--still-frozen", "until Monday").out
    )
    crisis("unfreeze", "the queue", "--by-hand")
    report = Path(crisis("report").out.splitlines()[0]).read_text(encoding="utf-8")
    assert "Held still while it lasted" in report
    assert "until Monday" in report


def test_a_channels_file_that_cannot_be_read_stops_no_word_about_what_a_person_did(
    crisis: Crisis, tmp_path: Path
) -> None:
    (tmp_path / "channels.yaml").write_text("channels: [", encoding="utf-8")
    crisis.begin()
    assert "channels.yaml" in crisis("freeze", "--all", code=4).err
    assert "FROZEN (pat: by hand)" in crisis("freeze", "scheduler", "--by-hand").out


@pytest.mark.usefixtures("channels")
def test_words_that_make_no_sense_are_refused(crisis: Crisis) -> None:
    crisis.begin()
    assert 'Did you mean "scheduler"?' in crisis("freeze", "schedule", "--yes", code=2).err
    assert "--all stands alone." in crisis("freeze", "scheduler", "--all", code=2).err
    assert "A tool is told now" in crisis("freeze", "scheduler", "--at", "03:00", code=2).err
    assert "What was it?" in crisis("freeze", "--by-hand", code=2).err
    assert 'Nothing called "kelp"' in crisis("unfreeze", "kelp", "--by-hand", code=2).err
    assert kinds(crisis) == []


@pytest.mark.usefixtures("channels")
def test_of_what_there_is_each_is_named_once(crisis: Crisis) -> None:
    crisis.begin()
    crisis("freeze", "scheduler", "--yes")
    assert "There are: adverts, scheduler." in crisis("freeze", "zzzz", "--yes", code=2).err


def test_words_of_a_tool_steer_no_terminal(crisis: Crisis, tmp_path: Path) -> None:
    loud = tool(tmp_path, "loud", r"print('\x1b[2J\u202e[red]done[/red] ' + 'x' * 9000)")
    write_channels(tmp_path, scheduler=("Scheduled [b]posts", loud, loud))
    crisis.begin()
    for words in (("freeze",), ("freeze", "--all", "--yes"), ("freeze",), ("status",), ("log",), ("brief",)):
        shown = crisis(*words)
        assert not {"\x1b", "\u202e"} & set(shown.out + shown.err)
        assert all(len(line) < 500 for line in shown.out.splitlines())


def test_a_tool_that_prints_a_secret_of_our_files_is_not_quoted_with_it(
    crisis: Crisis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALRUS_BLUESKY", "reef-4711")
    monkeypatch.setenv("ANA_HOOK", "kelp-0815")
    code = (
        "import os, sys; print('no entry for', os.environ['WALRUS_BLUESKY'], os.environ['ANA_HOOK']); sys.exit(1)"
    )
    chatty = tool(tmp_path, "chatty", code)
    path = write_channels(tmp_path, scheduler=("Scheduled posts", chatty, chatty))
    bluesky = {"service": "bluesky", "account": "walrus.example", "password": "${WALRUS_BLUESKY}"}
    path.write_text(path.read_text() + yaml.safe_dump({"accounts": {"bluesky": bluesky}}), encoding="utf-8")
    team = {"team": "walrus", "zone": "UTC", "people": {"ana": {"loud": "json://${ANA_HOOK}@127.0.0.1"}}}
    (tmp_path / "team.yaml").write_text(yaml.safe_dump({**team, "roles": {"lead": "ana"}}), encoding="utf-8")
    crisis.begin()
    shown = crisis("freeze", "scheduler", "--yes", code=4)
    said = shown.out + shown.err + crisis("log", "--json").out
    assert "no entry for ********* *********" in said
    assert not [secret for secret in ("reef-4711", "kelp-0815") if secret in said]


POSIX = pytest.mark.skipif(os.name == "nt", reason="signals")


@POSIX
def test_killed_in_between_nobody_knows(crisis: Crisis, tmp_path: Path) -> None:
    """The tool ends the process that told it: what was begun stands in the journal, and no end of it."""
    kill = tool(tmp_path, "kill", "import os, signal; os.kill(os.getppid(), signal.SIGKILL)")
    write_channels(tmp_path, scheduler=("Scheduled posts", kill, kill))
    crisis.begin()
    died = subprocess.run(FREEZE_IT, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert died.returncode == -signal.SIGKILL
    assert kinds(crisis) == ["freeze_begun"]
    assert things(crisis)["scheduler"]["under_way"]
    assert "Somebody is at it" in crisis("freeze", "scheduler", "--yes", code=3).err


@POSIX
def test_ctrl_c_ends_the_tool_and_says_that_nobody_knows(crisis: Crisis, tmp_path: Path) -> None:
    code = "import os, pathlib, time; pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(50)"
    slow = tool(tmp_path, "slow", code)
    write_channels(tmp_path, scheduler=("Scheduled posts", slow, slow))
    crisis.begin()
    pid = tmp_path / "pid"
    with subprocess.Popen(FREEZE_IT, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        deadline = time.monotonic() + 30
        while not (pid.exists() and pid.read_text()):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=30)
    assert running.returncode == 130
    assert not psutil.pid_exists(int(pid.read_text()))
    assert kinds(crisis) == ["freeze_begun", "freeze_failed"]
    assert "FROZEN? Scheduled posts: nobody knows" in crisis("freeze").out
    assert "look into the tool itself" in crisis("freeze").out


FREEZE_IT = [sys.executable, "-m", "crisis_cli", "freeze", "scheduler", "--yes"]
