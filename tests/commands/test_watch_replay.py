"""A replay at a speed: paced by the posts' own times, with the alerts that it has at any speed."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from crisis_cli.commands import wiring
from crisis_cli.commands.watching.replay import Pace, speed_of
from crisis_cli.errors import UsageError
from tests.commands.conftest import Crisis
from tests.commands.test_watch_posts import END, WATCH, normal, onset, post, written
from tests.fakes import FakeClock


def test_a_minute_passes_in_a_second_whatever_the_work_between_takes() -> None:
    clock = FakeClock()
    pace = Pace(clock, 60)
    began = clock.monotonic()
    for at in (0, 60, 120, 90):
        pace.wait_for(1e9 + at)
        clock.sleep(0.25)
    assert clock.monotonic() - began == pytest.approx(2.5)


def test_a_gap_of_days_and_a_wrong_clock_are_not_waited_for() -> None:
    clock = FakeClock()
    pace = Pace(clock, 60)
    began = clock.monotonic()
    for at in (0, 400 * 86_400, 60, 120):
        pace.wait_for(1e9 + at)
    assert clock.monotonic() - began == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "fast", ""])
def test_a_speed_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        speed_of(text)


def test_at_any_speed_the_alerts_are_the_same_and_come_as_they_came(
    crisis: Crisis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "watch.yaml").write_text(WATCH, encoding="utf-8")
    lost = iter([post(END + timedelta(days=400), "future", "Walrus Burger from the future")])
    name = written(tmp_path / "posts.jsonl", normal(5), lost, onset())
    fast = crisis("watch", "--replay", name, "--json", "--speed", "max")
    clock = FakeClock()
    monkeypatch.setattr(wiring, "clock", lambda: clock)
    began = clock.monotonic()
    slow = crisis("watch", "--replay", name, "--json", "--speed", "60x")
    first, second = ([json.loads(line) | {"why": ""} for line in ran.out.splitlines()] for ran in (fast, slow))
    assert second == first
    assert "amber" in {line.get("tier") for line in second}
    assert clock.monotonic() - began == pytest.approx(5 * 1440 + 40, rel=0.01)
    assert "file that is played again" in crisis("watch", "--mentions", name, "--speed", "60", code=2).err
