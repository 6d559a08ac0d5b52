"""How long a post takes from its line to the screen of a watch: a slow stream, with a burst now and then.

Run: python -m pytest -n 0 -m bench tests/bench/bench_watch_screen.py -s
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import pytest

pytestmark = pytest.mark.bench

POSTS, BURST = 20, 40
TARGET = 1.0
"""Seconds."""

Write = Callable[[str], object]


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")
@pytest.mark.parametrize("piped", [True, False])
def test_line_to_screen(piped: bool, tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text("watch: walrus\nbrands: [Walrus]\n")
    growing = tmp_path / "growing.jsonl"
    growing.touch()
    words = ["--mentions", "-"] if piped else ["--mentions", growing.name, "--follow"]
    ours, theirs = os.openpty()
    environ = {
        **os.environ,
        "CRISIS_HOME": str(tmp_path / "home"),
        "TERM": "xterm",
        "COLUMNS": "100",
        "LINES": "30",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "crisis_cli", "watch", "--no-page", *words],
        cwd=tmp_path,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as watching:
        os.close(theirs)
        seen = Seen(ours)
        try:
            seen.until("Listening", 30)
            assert watching.stdin is not None
            with growing.open("a") as file:
                took = _took(seen, watching.stdin if piped else file)
        finally:
            watching.kill()
            seen.end()
    middle = sorted(took)[len(took) // 2]
    print(f"\n{'piped' if piped else 'followed'}: median {middle:.2f} s, worst {max(took):.2f} s")
    assert max(took) <= TARGET


def _took(seen: Seen, to: IO[str]) -> list[float]:
    took = []
    at = datetime.now(UTC)
    for number in range(POSTS):
        mark = f"mark{number:04}x"
        burst = BURST if number % 5 == 4 else 1  # a burst, and then nothing comes for a while
        for part in range(burst):
            at += timedelta(seconds=1)
            text = f"Walrus {mark if part == burst - 1 else 'one of many'}"
            to.write(json.dumps({"time": at.isoformat(), "author": f"a{number}.{part}", "text": text}) + "\n")
        to.flush()
        begun = time.monotonic()
        seen.until(mark, 5)
        took.append(time.monotonic() - begun)
        time.sleep(0.31)
    return took


class Seen:
    """What came out on the terminal so far."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._text = b""
        self._more = threading.Condition()
        self._over = False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def until(self, text: str, seconds: float) -> None:
        """Wait for it."""
        with self._more:
            assert self._more.wait_for(lambda: text.encode() in self._text, seconds), f"never saw {text}"

    def end(self) -> None:
        """The terminal is closed."""
        self._over = True
        self._thread.join()
        os.close(self._terminal)

    def _read(self) -> None:
        while not self._over:
            if select.select([self._terminal], [], [], 0.05)[0]:
                try:
                    found = os.read(self._terminal, 1 << 16)
                except OSError:
                    return
                with self._more:
                    self._text += found
                    self._more.notify_all()
