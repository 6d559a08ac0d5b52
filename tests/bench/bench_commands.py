"""What commands cost as whole processes, against importing their libraries alone, in one run.

Run: python -m pytest -n 0 -m bench tests/bench/bench_commands.py -s
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.commands import wiring
from crisis_cli.domain.events import NewEvent, NoteTaken
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.ports import unchecked
from crisis_cli.engine.session import Session, open_run
from crisis_cli.files.library import find_playbook
from crisis_cli.files.playbook.reader import load_playbook
from crisis_cli.journal.sqlite import SqliteJournal

pytestmark = pytest.mark.bench

RUNS = 9


def seconds(command: list[str], environ: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def in_turn(first: list[str], second: list[str], environ: dict[str, str]) -> tuple[float, float]:
    """The medians of both, run A B A B after a warm-up, in milliseconds."""
    times: list[tuple[float, float]] = []
    for _ in range(RUNS + 1):
        times.append((seconds(first, environ), seconds(second, environ)))
    return (
        statistics.median(a for a, _ in times[1:]) * 1000,
        statistics.median(b for _, b in times[1:]) * 1000,
    )


def journal_with(home: Path, notes: int) -> None:
    """A run of the shipped playbook with so many notes in it, written in large batches."""
    playbook = load_playbook(find_playbook("product-contamination", os.environ, Path.cwd())).playbook
    assert playbook is not None
    journal = SqliteJournal(home / wiring.JOURNAL_FILE, SystemClock())
    opening = Opening(playbook, journal.now(), "pat")
    session = open_run(
        journal, opening, read_playbook=wiring.read_playbook, new_id=wiring.new_id, checks=unchecked
    )
    after = session.incident.version
    for start in range(0, notes, 1000):
        batch = [
            NewEvent(wiring.new_id(), journal.now(), "pat", NoteTaken(f"call {number}, nobody knew more"))
            for number in range(start, min(start + 1000, notes))
        ]
        journal.append(session.name, batch, after=after, next_due=None)
        after += len(batch)
    journal.close()


@pytest.mark.parametrize(
    ("notes", "bound"),
    [(500, "typer alone + 120 ms"), (100_000, "1500 ms")],
)
def test_status_as_json(tmp_path: Path, notes: int, bound: str) -> None:
    journal_with(tmp_path, notes)
    environ = {**os.environ, "CRISIS_HOME": str(tmp_path)}
    status, typer = in_turn(
        [sys.executable, "-m", "crisis_cli", "status", "--json"], [sys.executable, "-c", "import typer"], environ
    )
    print(f"\nstatus --json over {notes:,} events: {status:.0f} ms; typer alone: {typer:.0f} ms; bound: {bound}")
    assert status <= (1500 if notes > 10_000 else typer + 120)


def test_help_against_typer(tmp_path: Path) -> None:
    environ = {**os.environ, "CRISIS_HOME": str(tmp_path)}
    version, typer = in_turn(
        [sys.executable, "-m", "crisis_cli", "--version"], [sys.executable, "-c", "import typer"], environ
    )
    print(f"\n--version: {version:.0f} ms; typer alone: {typer:.0f} ms")
    assert version <= 2.5 * typer


def test_timers_fire_within_a_second_of_their_moment_with_a_thousand_open(tmp_path: Path) -> None:
    """p99 of (recorded - due) over 1,000 timers that fall due within ten seconds, one keeper."""
    steps = "".join(
        f"  - {{id: s{n}, role: lead, do: Step {n}, after: [], within: {3 + n % 10}s}}\n" for n in range(50)
    )
    text = f"playbook: many\ntitle: Many\nroles: {{lead: {{title: Lead}}}}\nsteps:\n{steps}"
    path = tmp_path / "many.yaml"
    path.write_text(text, encoding="utf-8")
    playbook = load_playbook(path).playbook
    assert playbook is not None
    journal = SqliteJournal(tmp_path / wiring.JOURNAL_FILE, SystemClock())
    names = [
        open_run(
            journal,
            Opening(playbook, journal.now() - timedelta(seconds=1), "pat"),
            read_playbook=wiring.read_playbook,
            new_id=wiring.new_id,
            name=_named(number),
        ).name
        for number in range(20)
    ]
    environ = {**os.environ, "CRISIS_HOME": str(tmp_path)}
    keeper = subprocess.Popen(
        [sys.executable, "-m", "crisis_cli", "keep"],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(17)
    finally:
        keeper.terminate()
        keeper.wait(10)
    late = []
    for name in names:
        session = Session(
            journal, name, read_playbook=wiring.read_playbook, new_id=wiring.new_id, checks=unchecked
        )
        fell = [event for event in session.history if event.kind == "step_fell_overdue"]
        assert len(fell) == 50
        late += [(event.at - event.data.due_at).total_seconds() for event in fell]  # type: ignore[attr-defined]
    late.sort()
    p99 = late[int(len(late) * 0.99)]
    median = statistics.median(late)
    print(f"\n{len(late)} timers: median {median:.2f} s, p99 {p99:.2f} s, worst {late[-1]:.2f} s after due")
    assert p99 <= 1.1


def _named(number: int) -> Callable[[int], str]:
    return lambda attempt: f"many-{number}-{attempt}"
