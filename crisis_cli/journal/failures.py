"""SQLite's errors as one clear sentence each; none of them leaves the journal as itself."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from crisis_cli.errors import SurroundingsFailed

_COPY_FIRST = "Copy the file before anything else; restore a backup of it, or start anew with another CRISIS_HOME."
_SENTENCES = {
    sqlite3.SQLITE_FULL: (
        "the disk is full: nothing was stored in {path}",
        "Free some space and do it again; all that was stored before can still be read.",
    ),
    sqlite3.SQLITE_IOERR: (
        "the disk refused to read or write {path} ({detail}): nothing was stored",
        "Look at the disk (is it full, is a quota reached?), then do it again.",
    ),
    sqlite3.SQLITE_NOTADB: ("{path} is not a journal: it is no SQLite database", _COPY_FIRST),
    sqlite3.SQLITE_CORRUPT: ("{path} is damaged: {detail}", _COPY_FIRST),
    sqlite3.SQLITE_READONLY: (
        "{path} may be read here, not written",
        "Make the file and its folder writable for this user, or set CRISIS_HOME to another folder.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "{path} cannot be opened ({detail})",
        "Look at the rights of the file and of its folder, or set CRISIS_HOME to another folder.",
    ),
    sqlite3.SQLITE_BUSY: (
        "another program holds {path} and did not let go; nothing was stored",
        "End what else has the file open (a database browser, a backup), then do it again.",
    ),
}
_RIGHTS = {sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


def is_busy(error: sqlite3.Error) -> bool:
    """Whether somebody else had the file, so that trying again may do."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def explain(error: sqlite3.Error, path: Path) -> SurroundingsFailed:
    """What to tell the user when SQLite failed on the journal at `path`."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        return SurroundingsFailed(
            f"the last writer of {path} was cut off, and this user may not put it right",
            "Run any crisis command once as the user who owns the file.",
        )
    kind = code & 0xFF  # the rest of the code says which call failed
    if is_busy(error):
        kind = sqlite3.SQLITE_BUSY
    if kind in _RIGHTS:
        kind = sqlite3.SQLITE_READONLY
    if "could not decode" in str(error).lower():
        kind = sqlite3.SQLITE_CORRUPT
    sentence, hint = _SENTENCES.get(kind, ("{path} cannot be used as a journal: {detail}", _COPY_FIRST))
    return SurroundingsFailed(sentence.format(path=path, detail=error), hint)
