"""What checking playbooks costs: against libyaml's bare events, check-jsonschema and yamllint on the same files,
and against importing typer and yaml for one of them; and how much memory many of them take.

Run: python -m pytest -n 0 -m bench tests/bench/bench_validate.py -s   (the extra `bench` has the other two tools)
"""

from __future__ import annotations

import gc
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from crisis_cli.files.playbook.reader import read_playbook
from tests.bench.many_playbooks import write_playbooks
from tests.parts import program

pytestmark = pytest.mark.bench

MANY = 1_000
RUNS = 5
CRISIS = [sys.executable, "-m", "crisis_cli"]
VALIDATE = [*CRISIS, "validate", "playbooks"]
NO_PROOF = [
    sys.executable,
    "-c",
    "from crisis_cli.__main__ import main; from crisis_cli.rules import catalogue;"
    "catalogue.EVERY = (*catalogue.REFERENCES, *catalogue.TEAM);"
    "main(['validate', 'playbooks'])",
]
"""Reading, shape and references alone: what the other two do, and more."""
SHIPPED = Path(__file__).parents[2] / "playbooks/product-contamination.yaml"
"""The longest playbook that comes with the program: it uses most of the templates there are, in two languages."""

IMPORTS = [sys.executable, "-c", "import typer, yaml"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand different playbooks without an error, and their JSON Schema."""
    folder = tmp_path_factory.mktemp("bench")
    paths = write_playbooks(folder, MANY)
    sizes = [(path.stat().st_size, path.read_text(encoding="utf-8").count("\n")) for path in paths]
    mean, lines = statistics.mean(size for size, _ in sizes), statistics.mean(count for _, count in sizes)
    print(f"\n{MANY:,} playbooks, {lines:.0f} lines and {mean / 1000:.1f} kB each on average")
    schema = subprocess.run([*CRISIS, "schema", "playbook"], check=True, capture_output=True, env=_environ(folder))
    (folder / "schema.json").write_bytes(schema.stdout)
    return folder


def _environ(folder: Path) -> dict[str, str]:
    """With compiled modules, as every installation has them, and in no folder but the test's own."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = {"CRISIS_HOME": str(folder / "home"), "PYTHONPYCACHEPREFIX": str(folder / "compiled"), "NO_COLOR": "1"}
    return {**environ, **ours}


def _seconds(command: list[str], folder: Path, expect: int = 0) -> tuple[float, float]:
    """Wall time, and processor time of all its processes."""
    before, started = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=_environ(folder), capture_output=True)
    wall, after = time.perf_counter() - started, os.times()
    assert done.returncode == expect, (done.stdout + done.stderr)[-2000:].decode()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, used


def _events(data: bytes) -> None:
    """The least that can be done with a file: ask libyaml for every event, and forget it."""
    from yaml import StreamEndEvent
    from yaml._yaml import CParser

    get_event = CParser(data).get_event
    while type(get_event()) is not StreamEndEvent:
        pass


def _processor(work: Callable[[bytes], object], files: list[bytes]) -> float:
    started = time.process_time()
    for data in files:
        work(data)
    return time.process_time() - started


@pytest.mark.parametrize("collecting", [True, False], ids=["garbage-collected", "gc-frozen"])
def test_loading_takes_at_most_twice_and_a_fifth_of_the_bare_events(folder: Path, collecting: bool) -> None:
    files = [path.read_bytes() for path in sorted((folder / "playbooks").iterdir())]
    gc.collect()
    gc.freeze()
    before = gc.get_threshold()
    gc.set_threshold(*((100_000, 50, 100) if collecting else (0,)))  # as __main__ sets it; never
    try:
        ratios, loads = [], []
        for _ in range(RUNS + 1):
            # In small portions, one and the other in turn: the speed of a shared machine changes within a second.
            bare = load = 0.0
            for start in range(0, MANY, 20):
                bare += _processor(_events, files[start : start + 20])
                load += _processor(lambda data: read_playbook(data, "x.yaml"), files[start : start + 20])
            ratios.append(load / bare)
            loads.append(load)
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
    ratio = statistics.median(ratios[1:])
    between = f"{min(ratios[1:]):.2f} to {max(ratios[1:]):.2f}"
    print(
        f"\nloading, shape, references: {ratio:.2f} times the bare events ({between});"
        f" {statistics.median(loads[1:]) / MANY * 1000:.2f} ms a playbook"
    )
    assert ratio <= 2.2


def _tools(folder: Path) -> dict[str, list[str]]:
    names = sorted(f"playbooks/{path.name}" for path in (folder / "playbooks").iterdir())
    beside = Path(sys.executable).parent
    jsonschema, yamllint = (
        shutil.which(name, path=str(beside)) or program(name) for name in ("check-jsonschema", "yamllint")
    )
    return {
        "crisis validate": VALIDATE,
        "crisis validate, no proof": NO_PROOF,
        "check-jsonschema": [jsonschema, "--schemafile", "schema.json", *names],
        "yamllint": [yamllint, "-d", "default", "playbooks"],
    }


def test_a_thousand_playbooks_are_checked_ten_times_faster_than_by_tools_that_check_less(folder: Path) -> None:
    tools = _tools(folder)
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in tools}
    for _ in range(3):
        for name, command in tools.items():
            # yamllint's default finds lines of more than 80 characters, which is its exit code 1.
            runs[name].append(_seconds(command, folder, expect=1 if name == "yamllint" else 0))
    wall = {name: statistics.median(wall for wall, _ in found) for name, found in runs.items()}
    used = {name: statistics.median(used for _, used in found) for name, found in runs.items()}
    ours, ours_used = wall["crisis validate"], used["crisis validate"]
    print(f"\n| {MANY:,} playbooks | seconds | times ours | processor seconds | times ours |")
    print("| --- | --- | --- | --- | --- |")
    for name in tools:
        times, times_used = wall[name] / ours, used[name] / ours_used
        print(f"| {name} | {wall[name]:.2f} | {times:.1f} | {used[name]:.2f} | {times_used:.1f} |")
    for name in ("check-jsonschema", "yamllint"):
        assert wall[name] >= 10 * ours, name
        assert wall[name] >= 20 * wall["crisis validate, no proof"], name


def test_one_cold_file_takes_sixty_milliseconds_more_than_the_imports(tmp_path: Path) -> None:
    (own,) = write_playbooks(tmp_path, 1)
    shipped = shutil.copy(SHIPPED, tmp_path)
    commands = [IMPORTS, [*CRISIS, "validate", str(own)], [*CRISIS, "validate", str(shipped)]]
    times = [[_seconds(command, tmp_path) for command in commands] for _ in range(20)]
    # The fastest of each, run in turn: what else goes on in a shared machine makes slower, never faster.
    imports, one, long = (min(wall for wall, _ in column) * 1000 for column in zip(*times[1:], strict=True))
    used = [min(used for _, used in column) * 1000 for column in zip(*times[1:], strict=True)]
    print(f"\none playbook, cold: {one:.0f} ms; a long one: {long:.0f} ms; the two imports: {imports:.0f} ms")
    print("processor time: {1:.0f} ms; {2:.0f} ms; {0:.0f} ms".format(*used))
    assert one <= imports + 60


def _peak(command: list[str], folder: Path) -> float:
    """MiB of the largest process of the command, looked at every few milliseconds."""
    started = psutil.Popen(
        command, cwd=folder, env=_environ(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0
    while started.poll() is None:
        for process in [started, *_children(started)]:
            try:
                peak = max(peak, process.memory_info().rss)
            except psutil.NoSuchProcess:  # it ended while it was looked at
                continue
        time.sleep(0.005)
    assert started.wait() == 0
    return peak / (1 << 20)


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        found: list[psutil.Process] = process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    return found


def test_memory_does_not_grow_with_the_number_of_files(tmp_path: Path) -> None:
    peaks = {}
    for count in (100, 1_000, 5_000):
        write_playbooks(tmp_path / str(count), count)
        peaks[count] = _peak(VALIDATE, tmp_path / str(count))
    print("\n" + "; ".join(f"{count:,} files: {peak:.0f} MiB at most" for count, peak in peaks.items()))
    assert peaks[5_000] <= 1.5 * peaks[100]  # the names of the files are kept, and nothing else of them
