"""Two watches on one home: the second is refused, unless it keeps, pages and starts nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.commands.conftest import Crisis
from tests.commands.test_watch_posts import WATCH, normal, waited_for, written


def test_a_second_watch_is_refused_unless_it_only_looks(crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text(WATCH, encoding="utf-8")
    name = written(tmp_path / "posts.jsonl", normal(3))
    words = [sys.executable, "-m", "crisis_cli", "watch", "--mentions", name, "--follow"]
    state = crisis.home / "watch" / "walrus-burger.json"
    with subprocess.Popen(words, cwd=tmp_path, env={**os.environ}, stderr=subprocess.DEVNULL) as first:
        try:
            waited_for(state.exists)
            for more in (
                [],
                ["--follow", "--no-page"],
                ["--start", "--no-page"],
                ["--state", str(state), "--no-page"],
            ):
                ran = crisis("watch", "--mentions", name, *more, code=4)
                assert "Another watch is at work here already" in ran.err
            crisis("watch", "--mentions", name, "--no-page")
            crisis("watch", "--mentions", name, "--no-page", "--state", "other.json")
            crisis("watch", "--replay", name)
        finally:
            first.kill()
    crisis("watch", "--mentions", name)


def test_where_nothing_can_be_locked_it_is_listened_all_the_same(crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text(WATCH, encoding="utf-8")
    (crisis.home / "watch" / "walrus-burger.pages.jsonl.lock").mkdir(parents=True)
    assert "mentions heard" in crisis("watch", "--mentions", written(tmp_path / "posts.jsonl", normal(1))).err
