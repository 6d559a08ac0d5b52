"""A replay at a speed: paced by the posts' own times, with the alerts that it has at any speed."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from pathlib import Path

import pytest

from crisis_cli.commands import wiring
from crisis_cli.commands.watching.pacing import Pace, span_of, speed_of
from crisis_cli.errors import UsageError
from crisis_cli.signals.settings import SENSITIVITY, Settings
from tests.commands.conftest import Crisis
from tests.commands.test_watch_posts import END, WATCH, normal, onset, post, written
from tests.fakes import FakeClock


@pytest.fixture(autouse=True)
def watch_file(tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text(WATCH, encoding="utf-8")


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


@pytest.mark.parametrize("how", ["--replay", "--mentions"])
def test_a_sensitivity_that_is_typed_outranks_the_watch_file(
    crisis: Crisis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    deaf = Settings(amber=99, sums=(99, 99, 99))
    monkeypatch.setitem(SENSITIVITY, "low", deaf)
    (tmp_path / "watch.yaml").write_text(WATCH + "thresholds: {sensitivity: high}\n", encoding="utf-8")
    name = written(tmp_path / "posts.jsonl", normal(3), onset())
    assert "red" in crisis("watch", how, name).out.lower()
    assert "red" not in crisis("watch", how, name, "--sensitivity", "low").out.lower()
    assert '"silly" is no sensitivity' in crisis("watch", how, name, "--sensitivity", "silly", code=2).err


@pytest.mark.parametrize(
    ("words", "typed_instead"),
    [
        (("--mentions", "x", "--speed", "60"), "--replay FILE --speed"),
        (("--mentions", "x", "--labels", "l.csv"), "--replay FILE --labels"),
        (("--counts", "x", "--labels", "l.csv"), "--replay FILE --labels"),
        (("--mentions", "x", "--scores", "s.csv"), "--counts FILE.csv --scores"),
        (("--replay", "x", "--term", "walrus"), "--counts FILE.csv --term"),
        (("--replay", "x", "--start"), "--mentions FILE --start"),
        (("--replay", "x", "--incident", "night"), "--mentions FILE --incident"),
        (("--replay", "x", "--follow", "--state", "s"), "--mentions FILE --follow --state"),
        (("--counts", "x", "--start"), "Leave --start away"),
        (("--counts", "x", "--config", "watch.yaml"), "Leave --config away"),
    ],
)
def test_an_option_that_would_change_nothing_is_refused_and_says_what_to_type(
    crisis: Crisis, words: tuple[str, ...], typed_instead: str
) -> None:
    assert typed_instead in crisis("watch", *words, code=2).err


def labelled(begin: timedelta, end: timedelta) -> str:
    return f"{(END + begin).isoformat()},{(END + end).isoformat()}\n"


def test_without_labels_nobody_knows_what_was_false_or_missed(crisis: Crisis, tmp_path: Path) -> None:
    name = written(tmp_path / "posts.jsonl", normal(3), onset())
    summary = json.loads(crisis("watch", "--replay", name, "--json").out.splitlines()[-1])
    assert summary["alerts"] > 0
    assert [summary[key] for key in ("false_alarms", "false_alarms_per_week", "missed")] == [None] * 3


def test_a_label_that_ends_before_it_begins_is_refused_where_it_stands(crisis: Crisis, tmp_path: Path) -> None:
    name = written(tmp_path / "posts.jsonl", normal(3))
    (tmp_path / "real.csv").write_text("begin,end\n" + labelled(timedelta(hours=1), timedelta()))
    ran = crisis("watch", "--replay", name, "--labels", "real.csv", code=2)
    assert "real.csv, line 2: this stretch ends before it begins" in ran.err


def test_a_label_outside_of_the_recording_is_said_and_not_missed(crisis: Crisis, tmp_path: Path) -> None:
    name = written(tmp_path / "posts.jsonl", normal(3), onset())
    real = labelled(timedelta(), timedelta(hours=1)) + labelled(timedelta(days=-9), timedelta(days=-8))
    (tmp_path / "real.csv").write_text(real)
    ran = crisis("watch", "--replay", name, "--labels", "real.csv")
    assert "0 of 1 labelled stretches missed" in ran.out
    assert "real.csv, line 2: outside of what was recorded" in ran.err


def test_a_file_of_no_label_says_that_every_alert_is_a_false_alarm(crisis: Crisis, tmp_path: Path) -> None:
    name = written(tmp_path / "posts.jsonl", normal(3), onset())
    (tmp_path / "real.csv").write_text("begin,end\n")
    ran = crisis("watch", "--replay", name, "--labels", "real.csv")
    assert "real.csv names no stretch of time: every alert counts as a false alarm" in ran.err
    assert "0 of 0 labelled" in ran.out


def test_a_file_that_is_cut_off_has_its_table_and_then_the_error(crisis: Crisis, tmp_path: Path) -> None:
    written(tmp_path / "posts.jsonl", normal(3), onset())
    packed = gzip.compress((tmp_path / "posts.jsonl").read_bytes())
    (tmp_path / "posts.jsonl.gz").write_bytes(packed[:-40])
    ran = crisis("watch", "--replay", "posts.jsonl.gz", code=4)
    assert "amber" in ran.out
    assert "alerts in 0.4 weeks" in ran.out
    assert "could not be read to its end" in ran.err
    summary = json.loads(crisis("watch", "--replay", "posts.jsonl.gz", "--json", code=4).out.splitlines()[-1])
    assert summary["complete"] is False
    assert summary["alerts"] > 0


class Impatient(FakeClock):
    """Somebody presses Ctrl-C after so many pauses."""

    def __init__(self, pauses: int) -> None:
        super().__init__()
        self.pauses = pauses

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        self.pauses -= 1
        if not self.pauses:
            raise KeyboardInterrupt


def test_a_replay_that_is_ended_by_hand_has_its_table(
    crisis: Crisis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = written(tmp_path / "posts.jsonl", normal(3), onset())
    clock = Impatient((tmp_path / name).read_text().count("\n") - 20)
    monkeypatch.setattr(wiring, "clock", lambda: clock)
    ran = crisis("watch", "--replay", name, "--speed", "60", code=130)
    assert "once in" in ran.out
    assert "alerts in 0.4 weeks" in ran.out
    assert "Ended before the end of the file" in ran.err


def test_a_replay_says_that_it_is_one_where_it_stands_and_how_long_it_goes_on(tmp_path: Path) -> None:
    name = str(tmp_path / written(tmp_path / "posts.jsonl", normal(30)))
    span = span_of(name)
    assert span is not None
    assert span == pytest.approx((END.timestamp() - 30 * 86_400, END.timestamp()), abs=3 * 3_600)
    pace = Pace(FakeClock(), 60, (1e9, 1e9 + 30 * 86_400))
    assert pace.begins().startswith("A replay at 60 times its speed. It takes 12 h 00 at most. Ctrl-C ends it")
    shown = pace.stands(1e9 + 2.5 * 86_400)
    assert "REPLAY at 60 times its speed: day 3 of 30, 11 h 00 left at most" in shown
    assert all(len(line) < 80 for line in shown)
    assert "Ctrl-C ends it" in " ".join(shown)


def test_a_packed_file_does_not_say_how_long_and_says_so(crisis: Crisis, tmp_path: Path) -> None:
    written(tmp_path / "posts.jsonl", iter([post(END, "a", "Walrus Burger")]))
    (tmp_path / "posts.jsonl.gz").write_bytes(gzip.compress((tmp_path / "posts.jsonl").read_bytes()))
    ran = crisis("watch", "--replay", "posts.jsonl.gz", "--speed", "60")
    assert "How long it takes cannot be told" in ran.err
    assert "Ctrl-C ends it" in ran.err


def test_lines_that_are_no_posts_show_how_a_post_is_written(crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text(
        '{"text": "Walrus Burger", "time": "yesterday"}\n{"text": "Walrus Burger"}\n{}\n'
    )
    ran = crisis("watch", "--replay", "posts.jsonl", code=2)
    assert 'line 1: its "time" cannot be read; write it as 2026-11-22T03:14:00Z' in ran.err
    assert 'line 2: it has no "time"' in ran.err
    assert 'line 3: it has no "text"' in ran.err
    assert 'Expected a line such as {"time": "2026-11-22T03:14:00Z", "author": "ana", "text": "..."}' in ran.err


TEAM = "team: t\nzone: {zone}\npeople: {{ana: {{name: Ana{more}}}}}\nroles: {{lead: ana}}\n"


@pytest.mark.parametrize(
    ("team", "watch", "named", "hours"),
    [
        (TEAM.format(zone="Asia/Tokyo", more=""), "", "JST", 9),
        (TEAM.format(zone="Asia/Tokyo", more=", zone: Asia/Karachi"), "", "PKT", 5),
        (TEAM.format(zone="UTC", more=""), "zone: Asia/Tokyo\n", "UTC", 0),
        ("", "zone: Asia/Tokyo\n", "JST", 9),
    ],
)
def test_times_are_in_the_zone_of_whoever_is_paged_and_it_is_named(
    crisis: Crisis, tmp_path: Path, team: str, watch: str, named: str, hours: int
) -> None:
    if team:
        (tmp_path / "team.yaml").write_text(team, encoding="utf-8")
    (tmp_path / "watch.yaml").write_text(WATCH + watch, encoding="utf-8")
    name = written(tmp_path / "posts.jsonl", normal(3), onset())
    shown = crisis("watch", "--replay", name).out.splitlines()
    assert shown[0].startswith(f"when ({named})")
    assert shown[1].startswith(f"{END + timedelta(hours=hours):%Y-%m-%d %H:}")
    assert f" {named}  Walrus Burger" in crisis("watch", "--mentions", name, "--no-page").out


@pytest.mark.parametrize("name", ["watch.yaml", "other.yaml"])
@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\x7fELF\x00\x01\xff", "is no text"),
        (b"playbook: x\n", "is a playbook"),
    ],
)
def test_what_is_no_watch_file_is_called_what_it_is(
    crisis: Crisis, tmp_path: Path, name: str, data: bytes, what: str
) -> None:
    (tmp_path / name).write_bytes(data)
    ran = crisis("watch", "--config", name, "--replay", "posts.jsonl", code=2)
    assert f"{name} {what}" in ran.err
    assert "watch: walrus-burger" in ran.err


def test_a_file_that_does_not_say_what_it_is_is_no_playbook(crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("brands: [walrus]\n", encoding="utf-8")
    ran = crisis("watch", "--config", "other.yaml", "--replay", "posts.jsonl", code=2)
    assert "other.yaml does not say that it is a watch file" in ran.err


def test_one_is_said_of_one(crisis: Crisis, tmp_path: Path) -> None:
    name = written(tmp_path / "posts.jsonl", iter([post(END, "a", "Walrus Burger")]))
    assert "1 line read, 1 mention heard." in crisis("watch", "--replay", name).err
