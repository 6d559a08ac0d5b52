"""A while of atheris; what it finds is a file that makes the check fail."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import parts

SECONDS = int(os.environ.get("CRISIS_FUZZ_SECONDS", "600"))


@pytest.mark.chaos
def test_no_file_that_atheris_makes_breaks_the_check(tmp_path: Path) -> None:
    parts.library("atheris", "pip install -e '.[fuzz]'")
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "tests.fuzz.atheris_playbooks", str(tmp_path / "files")),
            *(f"-max_total_time={SECONDS}", f"-artifact_prefix={tmp_path}/", "-verbosity=0"),
        ],
        cwd=root,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=SECONDS + 120,
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-6000:]
