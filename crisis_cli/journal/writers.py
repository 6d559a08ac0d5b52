"""The queue in front of the journal's file: one writer at a time, and its name for whoever waits too long.

SQLite's own way to wait is to sleep longer and longer, which starves writers for seconds (measured). One byte
of a file locked by the system and asked for every millisecond, or oftener, keeps the worst wait short; the lock
is gone with its process, however that ends.
"""

from __future__ import annotations

import os
from pathlib import Path

from crisis_cli.clocks import Clock
from crisis_cli.errors import SurroundingsFailed

_POLL, _EAGER_POLL = 0.001, 0.0002
_EAGER_FROM, _EAGER_UNTIL = 0.01, 0.5  # who has waited so long asks more often: the oldest waiters come first
_NAME_AT = 1  # Windows lets nobody else read the locked byte, the first one
_NAME_SIZE = 128


class LockUnusable(SurroundingsFailed):
    """This user may not write here at all."""


class WritersLock:
    """A lock file that is kept open. Not reentrant: one thread takes it at a time."""

    def __init__(self, path: Path, clock: Clock, patience: float) -> None:
        self._path = path
        self._clock = clock
        self._patience = patience
        self._file = -1
        self._name = b""

    def take(self) -> None:
        """Wait for the turn; raises SurroundingsFailed, with the holder's name, after `patience` seconds."""
        if self._file < 0:
            self._open()
        file = self._file
        try:
            if not self._lock(file, blocking=False):
                began = self._clock.monotonic()
                while not self._lock(file, blocking=False):
                    waited = self._clock.monotonic() - began
                    if waited >= self._patience:
                        raise self._too_long()
                    self._clock.sleep(_EAGER_POLL if _EAGER_FROM < waited < _EAGER_UNTIL else _POLL)
            os.lseek(file, _NAME_AT, os.SEEK_SET)
            if os.read(file, _NAME_SIZE) != self._name:  # a read leaves no change of its own to be synced
                os.lseek(file, _NAME_AT, os.SEEK_SET)
                os.write(file, self._name)
        except OSError as error:
            raise self._unusable(error) from None

    def give(self) -> None:
        """Let the next writer in."""
        self._unlock(self._file)

    def close(self) -> None:
        """Let go of the file; the file itself stays, because others may wait at it."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _open(self) -> None:
        import platform

        from filelock import lock_descriptor, unlock_descriptor  # 60 ms to load, and most commands only read

        self._lock, self._unlock = lock_descriptor, unlock_descriptor
        self._name = f"{os.getpid()} {platform.node() or 'this machine'}".encode()[:_NAME_SIZE].ljust(_NAME_SIZE)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0)
        try:
            self._file = os.open(self._path, flags, 0o600)
        except OSError as error:
            raise self._unusable(error) from None

    def _unusable(self, error: OSError) -> LockUnusable:
        return LockUnusable(
            f"the journal cannot be written: {self._path} cannot be locked ({error.strerror})",
            "Everything can still be read. To write, make its folder writable, or set CRISIS_HOME.",
        )

    def _too_long(self) -> SurroundingsFailed:
        os.lseek(self._file, _NAME_AT, os.SEEK_SET)
        found = os.read(self._file, _NAME_SIZE).decode("utf-8", "replace").split()
        pid, host = (found[0], found[1]) if len(found) == 2 else ("?", "?")
        return SurroundingsFailed(
            f"the journal is being written by process {pid} on {host}{_state(pid, host)}, which did not let go "
            f"within {self._patience:g} s; nothing was stored",
            "If that program is suspended (Ctrl-Z), bring it back with fg; if it hangs, end it. Then do it again.",
        )


def _state(pid: str, host: str) -> str:
    """` (crisis, stopped)`, as far as this machine can tell."""
    import platform

    import psutil

    if not pid.isdigit() or host != platform.node():
        return ""
    try:
        process = psutil.Process(int(pid))
        return f" ({process.name()}, {process.status()})"
    except psutil.Error:
        return ""
