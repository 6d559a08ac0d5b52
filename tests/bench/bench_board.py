"""What the board costs: its first paint against importing textual alone, and how much of a processor when idle.

Run: python -m pytest -n 0 -m bench tests/ui/board/bench_board.py -s
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.bench

RUNS = 7
IDLE = 20.0

TEXTUAL = [sys.executable, "-c", "import textual.app, textual.widgets; textual.widgets.Input"]


class OnTerminal:
    """`crisis board` on a pseudo-terminal of 80x24, read as it writes."""

    def __init__(self, home: Path) -> None:
        pty = pytest.importorskip("pty")
        self._master, slave = pty.openpty()
        environ = {**os.environ, "CRISIS_HOME": str(home), "CRISIS_AS": "pat", "TERM": "xterm-256color"}
        environ |= {"COLUMNS": "80", "LINES": "24"}
        command = [sys.executable, "-m", "crisis_cli", "board"]
        self.started = time.perf_counter()
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environ)
        os.close(slave)

    def until(self, mark: bytes) -> float:
        """Seconds from the start until the board wrote that."""
        wrote = b""
        while mark not in wrote:
            wrote += os.read(self._master, 65536)
        return time.perf_counter() - self.started

    def end(self) -> None:
        """Leave it and wait for its end."""
        os.write(self._master, b"q")
        try:
            while os.read(self._master, 65536):
                pass
        except OSError:  # the terminal is gone with the board
            pass
        self.process.wait(10)
        os.close(self._master)


@pytest.fixture
def home(crisis_home: Path) -> Path:
    """A journal with one run in it; nobody keeps it."""
    environ = {**os.environ, "CRISIS_HOME": str(crisis_home), "CRISIS_AS": "pat"}
    command = [sys.executable, "-m", "crisis_cli", "run", "product-contamination", "--seen", "now", "--no-keeper"]
    subprocess.run(command, env=environ, check=True, stdin=subprocess.DEVNULL, capture_output=True)
    return crisis_home


def test_the_first_paint_is_within_two_and_a_half_times_importing_textual(home: Path) -> None:
    times: list[tuple[float, float]] = []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        subprocess.run(TEXTUAL, check=True)
        alone = time.perf_counter() - started
        board = OnTerminal(home)
        times.append((board.until(b"? more"), alone))
        board.end()
    paint, textual = (statistics.median(run[column] for run in times[1:]) * 1000 for column in (0, 1))
    print(f"\nfirst paint {paint:.0f} ms, textual alone {textual:.0f} ms: {paint / textual:.2f} times")
    assert paint <= 2.5 * textual


def test_an_idle_board_takes_less_than_two_percent_of_a_processor(home: Path) -> None:
    board = OnTerminal(home)
    board.until(b"? more")
    time.sleep(2)
    process = psutil.Process(board.process.pid)
    before = process.cpu_times()
    time.sleep(IDLE)
    after = process.cpu_times()
    board.end()
    used = (after.user + after.system - before.user - before.system) / IDLE * 100
    print(f"\nidle board: {used:.2f} % of a processor")
    assert used < 2
