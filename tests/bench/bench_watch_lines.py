"""How many lines a second a watch reads, against only reading them as text in the same run.

Run: python -m pytest -n 0 -m bench tests/bench/bench_watch_lines.py -s
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crisis_cli.commands.watching.mentions import Watching
from crisis_cli.domain.watch import Term, Watch
from crisis_cli.feeds.line_files import LineFile

pytestmark = pytest.mark.bench

LINES, TERMS, MATCHING, RUNS = 200_000, 50, 0.05, 3
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)


def test_lines_a_second(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text("".join(_line(random.Random(number), number) for number in range(LINES)), encoding="utf-8")
    watch = Watch("bench", terms=tuple(Term(f"brand{n}x", "brands", (f"brand{n}x",)) for n in range(TERMS)))

    def only_read() -> None:
        with path.open(encoding="utf-8") as file:
            assert sum(1 for _ in file) == LINES

    def listen() -> None:
        watching = Watching(watch, lambda _: None)
        watching.run(LineFile(str(path), watching.clock))
        assert watching.listener.heard > LINES * MATCHING * 0.9

    floor, heard = _rate(only_read), _rate(listen)
    print(f"\nread as text {floor:,.0f} lines/s, heard {heard:,.0f} lines/s: {heard / floor:.3f}")


def _line(chance: random.Random, number: int) -> str:
    words = " ".join(chance.choices(("quick", "brown", "fox", "jumps", "over", "lazy", "dog"), k=26))
    brand = f"brand{chance.randrange(TERMS)}x " if chance.random() < MATCHING else ""
    at = BEGIN + timedelta(seconds=number * 3_600 / LINES)
    post = {
        "id": str(number),
        "time": at.isoformat(),
        "author": f"u{chance.randrange(50_000)}",
        "text": brand + words,
    }
    return json.dumps(post) + "\n"


def _rate(work: Callable[[], None]) -> float:
    """Lines a second of processor time, the best of a few runs."""
    best = float("inf")
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return LINES / best
