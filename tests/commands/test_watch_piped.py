"""`crisis watch` on what is piped in: nothing of it can be read again, so what was learned from it is kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.commands.conftest import Crisis
from tests.commands.test_watch_posts import END, WATCH, normal, onset, waited_for, written


@pytest.fixture(autouse=True)
def watch_file(tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text(WATCH, encoding="utf-8")


def test_the_next_pipe_goes_on_from_what_the_last_one_taught(crisis: Crisis) -> None:
    history = list(normal(3))
    first = crisis("watch", "--mentions", "-", typed="\n".join(history))
    assert "Going on" not in first.err
    last = datetime.fromisoformat(json.loads(history[-1])["time"]).astimezone()
    second = crisis("watch", "--mentions", "-", typed="\n".join(onset()))
    assert f"Going on from what was learned until {last:%Y-%m-%d %H:}" in second.err
    assert "RED" in second.out
    assert "Still learning" not in second.err
    third = crisis("watch", "--mentions", "-", typed="\n".join(history))
    assert f"{len(history)} lines read, 0 mentions heard." in third.err
    assert f"{len(history)} came more than a minute late and were left out." in third.err


def test_neither_a_file_that_ends_nor_a_replay_keeps_or_uses_anything(crisis: Crisis, tmp_path: Path) -> None:
    crisis("watch", "--mentions", written(tmp_path / "posts.jsonl", normal(3)))
    crisis("watch", "--replay", "-", typed="\n".join(normal(3)))
    assert not (crisis.home / "watch" / "walrus-burger.json").exists()
    crisis("watch", "--mentions", "-", typed="\n".join(normal(3)))
    assert "Going on" not in crisis("watch", "--replay", "-", typed="\n".join(onset())).err


def test_a_pipe_does_not_forget_how_far_a_file_was_read(crisis: Crisis, tmp_path: Path) -> None:
    path = crisis.home / "watch" / "walrus-burger.json"
    name = written(tmp_path / "posts.jsonl", normal(3))
    crisis("watch", "--mentions", name, "--state", str(path))
    crisis("watch", "--mentions", "-", typed="\n".join(onset()))
    assert json.loads(path.read_text())["offset"] == (tmp_path / name).stat().st_size


def test_what_a_silent_pipe_taught_is_kept_though_its_watch_is_killed(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "crisis_cli", "watch", "--mentions", "-", "--json", "--no-page"]
    state = tmp_path / "home" / "watch" / "walrus-burger.json"
    environ = {**os.environ, "CRISIS_HOME": str(tmp_path / "home"), "CRISIS_AS": "pat"}
    with subprocess.Popen(
        words, cwd=tmp_path, env=environ, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as watching:
        assert watching.stdin is not None
        try:
            watching.stdin.write(("\n".join(normal(3)) + "\n").encode())
            watching.stdin.flush()
            waited_for(state.exists)
        finally:
            watching.kill()
    assert END.timestamp() - json.loads(state.read_text())["listener"]["clock"]["now"] < 3_600
