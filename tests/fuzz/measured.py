"""`crisis validate` as a process of its own, with what it took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

MEASURE = """\
import resource, subprocess, sys
process = subprocess.run([sys.executable, "-m", "crisis_cli", *sys.argv[2:]], stdin=subprocess.DEVNULL)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
with open(sys.argv[1], "w") as file:
    file.write(f"{process.returncode} {peak}")
"""
"""Run by a small process between: a child counts the memory of whoever forked it into its own peak."""

UNIT = 1 if sys.platform == "darwin" else 1024
"""What `ru_maxrss` counts in: bytes on macOS, else kibibytes."""


@dataclass(frozen=True, slots=True)
class Taken:
    """`code`: how it ended; `peak`: the most memory that it or a child of it held, in bytes."""

    code: int
    out: str
    err: str
    seconds: float
    peak: int


def validate(folder: Path, *words: str) -> Taken:
    """Run it to its end, in a folder, and measure it."""
    told = folder.parent / f"{folder.name}.measured"
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(told), "validate", *words],
        capture_output=True,
        text=True,
        errors="replace",
        cwd=folder,
        timeout=120,
        env={**os.environ, "CRISIS_HOME": str(folder.parent / "home")},
    )
    seconds = time.perf_counter() - began
    code, peak = told.read_text().split()
    return Taken(int(code), done.stdout, done.stderr, seconds, int(peak) * UNIT)
