"""What tests do to a journal's file from outside, and with the rights of an ordinary user."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from crisis_cli.errors import CrisisError
from tests.ordinary_rights import ordinary_rights

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights are POSIX rights")


READ_ONLY = """
import sys
from pathlib import Path
from crisis_cli.clocks import SystemClock
from crisis_cli.errors import CrisisError, SurroundingsFailed
from crisis_cli.journal.sqlite import SqliteJournal
from tests.journal.samples import add, done
try:
    journal = SqliteJournal(Path(sys.argv[1]), SystemClock())
    print("read", len(journal.read("one")), len(journal.heads()), journal.verify("one"), journal.version() > 0)
    add(journal, 5, done())
except CrisisError as error:
    print(isinstance(error, SurroundingsFailed), error.exit_code, error.message, "|", error.hint)
"""


def outside(path: Path, *statements: str) -> None:
    """Another program changes the file, past everything that would stop it."""
    db = sqlite3.connect(path)
    for trigger in ("events_never_change", "events_never_go", "prose_never_changes"):
        db.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def said(error: CrisisError) -> str:
    """All that the user sees, which is never a word of Python."""
    text = f"{error.message} {error.hint}"
    assert "Traceback" not in text
    assert "sqlite3" not in text
    assert error.exit_code == 4
    return text


def in_another_process(program: str, *words: str) -> str:
    """What it prints, run with the rights of an ordinary user."""
    ran = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=ordinary_rights,
    )
    assert ran.stderr == ""
    return ran.stdout
