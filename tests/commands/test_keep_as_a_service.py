"""`crisis keep` as a service: its unit, and who notices when it is gone."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.commands.reaching import dead_man
from crisis_cli.commands.reaching.dead_man import DeadMan, dead_man_url
from crisis_cli.errors import UsageError
from tests.commands.conftest import Crisis
from tests.parts import program
from tests.reach.receivers import Web, silence, status

pytestmark = pytest.mark.usefixtures("warm")

TEAM = "team: t\nzone: UTC\npeople: {a: {name: A, loud: '${A_KEY}'}}\nroles: {lead: a}\n"


def beat(switch: DeadMan, until: Any, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not until():
        switch.beat()
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_url_is_pinged_while_it_lives(receiver: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dead_man, "EVERY", 0.5)
    switch = DeadMan(f"http://127.0.0.1:{receiver.port}/ping/me", SystemClock())
    beat(switch, lambda: len(receiver.heard) == 2)
    switch.end()
    assert {path for path, _ in receiver.heard} == {"/ping/me"}


def test_a_ping_that_fails_is_said_once_and_one_that_hangs_holds_nothing_up(
    receiver: Web, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dead_man, "EVERY", 0.1)
    receiver.answer = status(404)
    switch = DeadMan(f"http://127.0.0.1:{receiver.port}/secret-path", SystemClock())
    beat(switch, lambda: len(receiver.heard) == 3)
    said = capsys.readouterr().err
    assert said.count("the service refuses it (404)") == 1
    assert "secret-path" not in said
    receiver.answer = silence
    beat(switch, lambda: len(receiver.heard) == 4)
    began = time.monotonic()
    for _ in range(100):
        switch.beat()
    assert time.monotonic() - began < 1
    assert len(receiver.heard) == 4, "one at a time"
    switch.end()


def test_without_a_url_nothing_is_pinged_and_what_is_none_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CRISIS_DEAD_MAN", raising=False)
    assert dead_man_url() == ""
    monkeypatch.setenv("CRISIS_DEAD_MAN", "geheim")
    with pytest.raises(UsageError) as refused:
        dead_man_url()
    assert "geheim" not in f"{refused.value.message}{refused.value.hint}"
    monkeypatch.setenv("CRISIS_DEAD_MAN", "${PING_URL}")
    monkeypatch.setenv("PING_URL", "https://ping.example/abc")
    assert dead_man_url() == "https://ping.example/abc"


def test_the_unit_names_this_installation_and_holds_no_secret(
    crisis: Crisis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRISIS_DEAD_MAN", "https://ping.example/geheim")
    (tmp_path / "team.yaml").write_text(TEAM, encoding="utf-8")
    unit = crisis("keep", "--print-unit").out
    assert f'"CRISIS_HOME={crisis.home}" "CRISIS_TEAM={tmp_path / "team.yaml"}"' in unit
    assert "geheim" not in unit
    assert "\nUser=pat\n" not in unit, "who one says one is is no user of the machine"
    assert unit.count("Restart=always") == 1


def test_systemd_can_read_the_unit(crisis: Crisis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = tmp_path / 'a "b" 100% $HOME'
    odd.mkdir()
    monkeypatch.setenv("CRISIS_HOME", str(odd))
    path = tmp_path / "crisis-keep.service"
    path.write_text(crisis("keep", "--print-unit").out, encoding="utf-8")
    analyze = program("systemd-analyze")
    ran = subprocess.run([analyze, "verify", str(path)], capture_output=True, text=True, timeout=60)
    assert [line for line in ran.stderr.splitlines() if "crisis-keep.service:" in line] == []


def test_the_doctor_says_whether_people_can_be_reached(
    crisis: Crisis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def row(what: str) -> dict[str, Any]:
        rows = crisis("doctor", "--json", code=None).json["checks"]
        return next(row for row in rows if row["what"] == what)

    assert "no team file" in row("team")["found"]
    (tmp_path / "team.yaml").write_text(TEAM, encoding="utf-8")
    assert not row("team")["ok"]
    assert "crisis team check" in row("team")["found"]
    monkeypatch.setenv("A_KEY", "json://127.0.0.1")
    assert row("team")["ok"]
    assert "none set" in row("dead man")["found"]
    monkeypatch.setenv("CRISIS_DEAD_MAN", "nonsense")
    assert not row("dead man")["ok"]
