"""The real `crisis validate` on files that are meant to hurt it: an answer, soon, with little memory."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.fuzz.hostile_files import FILES, HEAD
from tests.fuzz.measured import Taken, validate

SECONDS, MOST_MEMORY = 2.0, 200 << 20
"""The issue's numbers, for one file."""

SLOWER = float(os.environ.get("CRISIS_SLOWER", "5"))
"""How much slower than the machine of the measurements a busy CI machine may be."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, devices and peaks as on Unix")

SHORT = (
    "alias bomb",
    "100,000 levels of braces",
    "100 MB without content",
    "a whole megabyte of steps",
    "a pipe that nobody writes to",
    "a device without an end",
    "a folder that contains itself",
)


def ended_well(taken: Taken) -> None:
    assert taken.code in (0, 1, 2), taken
    assert "Traceback" not in taken.out + taken.err, taken
    assert taken.out + taken.err, "it said nothing"
    assert taken.peak <= MOST_MEMORY, f"{taken.peak >> 20} MB"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "files"
    found.mkdir()
    return found


@pytest.mark.parametrize("name", SHORT)
def test_a_hostile_file_ends_in_findings(name: str, folder: Path) -> None:
    ended_well(validate(folder, str(FILES[name](folder))))


@pytest.mark.chaos
@pytest.mark.parametrize("name", FILES)
def test_every_hostile_file_ends_in_findings_soon(name: str, folder: Path) -> None:
    taken = validate(folder, str(FILES[name](folder)))
    ended_well(taken)
    assert taken.seconds <= SECONDS * SLOWER, f"{taken.seconds:.1f} s"


@pytest.mark.chaos
def test_five_thousand_broken_files_end_in_findings_with_little_memory(folder: Path) -> None:
    for number in range(5_000):
        (folder / f"broken-{number}.yaml").write_bytes(HEAD + b"  - {id: a, rolle: lead, do: [}\n")
    taken = validate(folder, str(folder), "--format", "concise")
    ended_well(taken)
    assert taken.code == 1
    assert taken.out.count("\n") >= 5_000


@pytest.mark.chaos
def test_files_that_vanish_while_they_are_read_end_in_findings_or_are_not_there(folder: Path) -> None:
    paths = [folder / f"going-{number}.yaml" for number in range(3_000)]
    for path in paths:
        path.write_bytes(HEAD + b"  - {id: a, role: lead, do: x, ends: y}\n")

    def delete() -> None:
        for path in reversed(paths):
            time.sleep(0.0005)
            path.unlink()

    deleting = threading.Thread(target=delete)
    deleting.start()
    taken = validate(folder, str(folder), "--format", "concise")
    deleting.join()
    ended_well(taken)


@pytest.mark.chaos
@pytest.mark.parametrize("format_", ["text", "json", "sarif", "junit", "github", "gitlab"])
def test_a_file_full_of_mistakes_ends_in_every_form_of_output(format_: str, folder: Path) -> None:
    (folder / "broken.yaml").write_bytes(HEAD + b"  - {id: a, rolle: \x1b[2J, do: 12:30}\n" * 9_000)
    ended_well(validate(folder, str(folder), "--format", format_))
