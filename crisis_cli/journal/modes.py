"""Which of SQLite's two ways to write is safe with the SQLite that this Python brings."""

from __future__ import annotations

from typing import Literal

Mode = Literal["wal", "truncate"]

# sqlite.org/wal.html, "The WAL-reset bug": up to 3.51.2, two connections that write and checkpoint at once can
# corrupt the file. 3.52.0 was withdrawn before it carried the fix.
_BACKPORTS = {(3, 44): 6, (3, 50): 7, (3, 51): 3}
_FIXED_FROM = (3, 53, 0)


def journal_mode(version: tuple[int, int, int]) -> tuple[Mode, str]:
    """The mode for this SQLite version and why, in words for `crisis doctor`. Both survive a power cut."""
    name = ".".join(map(str, version))
    backport = _BACKPORTS.get(version[:2])
    if version >= _FIXED_FROM or (backport is not None and version[2] >= backport):
        return "wal", f"SQLite {name} has the fix for the WAL-reset bug: write-ahead log, the fastest"
    return "truncate", (
        f"SQLite {name} can corrupt a write-ahead log when two programs write at once (the WAL-reset bug, fixed "
        "in 3.51.3): rollback journal, slower and safe"
    )
