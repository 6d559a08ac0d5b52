"""The queue in front of the journal's file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.journal.writers import WritersLock
from tests.fakes import FakeClock

HOLDER = """
import sys
from pathlib import Path
from crisis_cli.clocks import SystemClock
from crisis_cli.journal.writers import WritersLock
WritersLock(Path(sys.argv[1]), SystemClock(), 5).take()
print("taken", flush=True)
sys.stdin.read()
"""


def holding(path: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until it ends."""
    held = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert held.stdout is not None
    assert held.stdout.readline() == "taken\n"
    return held


def ended(held: subprocess.Popen[str]) -> None:
    held.kill()
    held.communicate()


def test_who_waits_too_long_learns_who_holds_it(tmp_path: Path, clock: FakeClock) -> None:
    held = holding(tmp_path / "writer")
    lock = WritersLock(tmp_path / "writer", clock, patience=2)
    try:
        with pytest.raises(
            SurroundingsFailed, match=rf"process {held.pid} on \S+ \(.+\), which did not let go"
        ) as lost:
            lock.take()
    finally:
        ended(held)
        lock.close()
    assert "within 2 s" in lost.value.message
    assert "nothing was stored" in lost.value.message
    assert max(clock.slept) == 0.001
    assert sum(clock.slept) == pytest.approx(2.0, abs=0.01)


def test_a_killed_holder_lets_go(tmp_path: Path, clock: FakeClock) -> None:
    ended(holding(tmp_path / "writer"))
    lock = WritersLock(tmp_path / "writer", clock, patience=0)
    lock.take()
    lock.give()
    lock.close()


def test_turns_are_taken_one_after_the_other(tmp_path: Path, clock: FakeClock) -> None:
    one, other = (WritersLock(tmp_path / "writer", clock, patience=0.01) for _ in range(2))
    for _ in range(3):
        one.take()
        with pytest.raises(SurroundingsFailed, match=str(os.getpid())):
            other.take()
        one.give()
        other.take()
        other.give()
    one.close()
    other.close()


def test_a_lock_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    lock = WritersLock(tmp_path / "no" / "folder", SystemClock(), patience=0)
    with pytest.raises(SurroundingsFailed, match="cannot be written") as failed:
        lock.take()
    assert "can still be read" in failed.value.hint


def test_an_unreadable_name_is_a_question_mark(tmp_path: Path, clock: FakeClock) -> None:
    one, other = (WritersLock(tmp_path / "writer", clock, patience=0) for _ in range(2))
    one.take()
    (tmp_path / "writer").write_bytes(b"\xff" * 200)
    with pytest.raises(SurroundingsFailed, match=r"process \? on \?"):
        other.take()
    one.close()
    other.close()
