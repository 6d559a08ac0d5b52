"""Reads a regular file, bounded, and says in words why not; writes one whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from crisis_cli.errors import CrisisError, SurroundingsFailed, UsageError

_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


_INSTEAD = "name the file itself; what comes through a pipe is read from standard input, as -"


def read_regular(path: Path, most: int) -> bytes:
    """The bytes of a file, at most one more than `most`, so that the caller can tell that it is too large.

    Raises UsageError for what is not a file, SurroundingsFailed for what cannot be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _WITHOUT_WAITING)
    except (OSError, ValueError) as failed:
        raise _in_words(path, failed) from None
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise UsageError(f"{path} is {_what(mode)}, not a file", _INSTEAD)
        with os.fdopen(os.dup(descriptor), "rb") as file:
            return file.read(most + 1)
    except OSError as failed:
        raise _in_words(path, failed) from None
    finally:
        os.close(descriptor)


def replace_file(path: Path, data: bytes) -> None:
    """Put the bytes into a file, of which nobody ever sees half; a file that is there keeps its rights, a link its
    target. Raises SurroundingsFailed."""
    import tempfile  # only what writes needs it

    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a terminal or a pipe is written to, not put aside
            return
        target = path.resolve() if path.is_symlink() else path
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as failed:
        why = failed.strerror or str(failed)
        raise SurroundingsFailed(
            f"{path} could not be written: {why}", "check the folder and its rights"
        ) from None


def _umask() -> int:
    """The rights that a new file does not get; they can only be read by setting them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _what(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"


def _in_words(path: Path, failed: OSError | ValueError) -> CrisisError:
    if isinstance(failed, ValueError):
        return UsageError(f"{str(path)!r} is not a file name")
    if isinstance(failed, FileNotFoundError | NotADirectoryError):
        return UsageError(f"there is no file {path}", "check the name, and the folder you are in")
    if isinstance(failed, IsADirectoryError) or (os.name == "nt" and path.is_dir()):
        return UsageError(f"{path} is a folder, not a file", "name the file itself")
    if failed.errno == errno.ELOOP:
        return SurroundingsFailed(f"{path} is a link that leads back to itself", "name the file itself")
    if isinstance(failed, PermissionError):
        return SurroundingsFailed(f"{path} may not be read by you", "ask for the right to read it, or copy it")
    if failed.errno == errno.ENXIO:
        return UsageError(f"{path} is a socket, not a file", "name the file itself")
    return SurroundingsFailed(f"{path} could not be read: {failed.strerror or failed}")
