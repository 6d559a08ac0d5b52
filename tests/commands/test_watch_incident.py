"""`crisis watch --incident`: a run is told that it cooled down when that was heard, and not when nothing was."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.commands.conftest import Crisis
from tests.commands.test_watch_posts import END, WATCH, normal, post, written


def steady(hours: float, an_hour: int) -> Iterator[str]:
    """As many in each minute as in any other, from END on."""
    chance = random.Random("steady")
    for number in range(int(hours * an_hour)):
        text = f"Walrus Burger again {chance.random():.6f}"
        yield post(END + timedelta(seconds=3_600 * number / an_hour), f"visitor{number}", text)


def told(crisis: Crisis, tmp_path: Path, *parts: Iterator[str], state: str = "") -> object:
    """What the run knows of whether it cooled down, after a watch has heard these posts."""
    name = written(tmp_path / "posts.jsonl", *parts)
    crisis("watch", "--mentions", name, "-i", "product-contamination", "--no-page", *state.split())
    facts = crisis("status", "-i", "product-contamination", "--json").json["facts"]
    return facts.get("cooled_down", {}).get("value")


@pytest.fixture
def running(crisis: Crisis, tmp_path: Path) -> Crisis:
    (tmp_path / "watch.yaml").write_text(WATCH, encoding="utf-8")
    crisis.begin("product-contamination", "--seen", END.isoformat())
    return crisis


def test_a_run_is_not_told_that_it_cooled_down_before_it_is_known_what_is_usual(
    running: Crisis, tmp_path: Path
) -> None:
    unrelated = iter([post(END, "guest", "the weather was fine")])
    assert told(running, tmp_path, unrelated) is None
    assert told(running, tmp_path, steady(3, 3_000)) is None


def test_a_run_is_told_that_it_cooled_down_after_a_whole_hour_was_heard_and_not_before(
    running: Crisis, tmp_path: Path
) -> None:
    running("watch", "--mentions", written(tmp_path / "past.jsonl", normal(3)), "--state", "kept.json")
    for name, hours, cooled in (("a.json", 0.5, None), ("b.json", 2, True)):
        later = steady(hours + 72, 4)
        lines = [line for number, line in enumerate(later) if number >= 72 * 4]
        (tmp_path / name).write_bytes((tmp_path / "kept.json").read_bytes().replace(b'"offset"', b'"was"'))
        assert told(running, tmp_path, iter(lines), state=f"--state {name}") is cooled
