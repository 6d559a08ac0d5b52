"""A text on its way to a server that speaks Mastodon's API: killed half-way, it is out once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.commands import wiring
from tests.commands.conftest import Crisis
from tests.parts import library
from tests.reach.accounts.servers import Asked, MastodonServer, serving

CHANNELS = """
channels: walrus
accounts:
  mastodon: {service: mastodon, account: "@news@walrus.example", server: "SERVER", token: "${TOKEN}"}
"""
PLAYBOOK = """
playbook: smell
title: A smell
roles: {lead: {title: Lead}, ceo: {title: Chief}}
statements: {holding: {template: holding, speaker: ceo, approvals: [ceo], channels: [mastodon]}}
steps:
  - {id: write, role: lead, draft: holding, within: 8m}
  - {id: say-yes, role: ceo, approve: holding, within: 3m}
  - {id: publish, role: lead, publish: holding, within: 2m}
"""
THREAD = (
    "=== mastodon · thread ===\nWe know of the smell.\n---\nOur people are there.\n---\nWe speak again at 23:59.\n"
)


class SlowServer(MastodonServer):
    """Takes its time to answer the second post."""

    def __init__(self) -> None:
        super().__init__()
        self.has_two, self.go_on = Event(), Event()

    def answer(self, asked: Asked) -> tuple[int, Any]:
        said = super().answer(asked)
        if len(self.statuses) == 2:
            self.has_two.set()
            self.go_on.wait(30)
        return said


class Later(SystemClock):
    """A clock on which the lease of a killed process has ended."""

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=31)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowServer]:
    library("mastodon", "pip install 'crisis-cli[publish]'")
    with serving(SlowServer()) as found:
        path = tmp_path / "channels.yaml"
        path.write_text(CHANNELS.replace("SERVER", found.url), encoding="utf-8")
        monkeypatch.setenv("CRISIS_CHANNELS", str(path))
        monkeypatch.setenv("TOKEN", found.TOKEN)
        yield found


@pytest.fixture
def ready(crisis: Crisis, server: SlowServer, tmp_path: Path) -> SlowServer:
    """A thread with its yes."""
    (tmp_path / "smell.yaml").write_text(PLAYBOOK, encoding="utf-8")
    crisis.begin(f".{os.sep}smell.yaml")
    crisis("edit", "holding", "--from", "-", typed=THREAD)
    crisis("done", "write")
    crisis("approve", "holding", "--for", "ceo", "--via", "phone")
    return server


def test_killed_between_the_service_and_the_journal_the_next_one_sends_only_the_rest(
    crisis: Crisis, ready: SlowServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_behind_the_second_post(ready)
    out = crisis("publish", "holding", "--send", "--yes", code=3).out
    assert "right now; wait" in out
    wiring.journal().close()
    wiring.journal.cache_clear()
    monkeypatch.setattr(wiring, "clock", Later)
    assert "out https://walrus.example/@news/1000" in crisis("publish", "holding", "--send", "--yes").out
    assert [one["in_reply_to_id"] for one in ready.statuses.values()] == [None, "1000", "1001"]
    assert crisis("publish", "holding", "--verify").out.count("same") == 3
    assert ready.TOKEN not in crisis("log", "--json").out


def kill_behind_the_second_post(server: SlowServer) -> None:
    """The process that sends dies once the service has the second post and has not answered yet."""
    process = subprocess.Popen(
        [sys.executable, "-m", "crisis_cli", "publish", "holding", "--send", "--yes"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert server.has_two.wait(30)
    finally:
        process.kill()
        process.wait()
        server.go_on.set()
