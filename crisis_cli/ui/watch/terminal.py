"""The terminal while a picture stands on it: what is typed does not spoil it, and it is given back as it was."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

if sys.platform != "win32":
    import termios

_LOCAL = 3
"""Where the local modes stand in what termios gives, the echo among them."""


@contextmanager
def held() -> Iterator[None]:
    """Until it is left, by whatever way, typed letters are not echoed and are thrown away; a SIGTERM leaves in
    order. Ctrl-C is as ever. Does nothing where stdout is no terminal, on Windows, or in the background."""
    before = _modes()
    if before is None:
        yield
        return
    quiet = before.copy()
    quiet[_LOCAL] &= ~termios.ECHO
    signal_before = signal.signal(signal.SIGTERM, _leave)
    try:
        _set(quiet)
        yield
    finally:
        _set(before)
        signal.signal(signal.SIGTERM, signal_before)


def _leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _modes() -> list[Any] | None:
    if sys.platform != "win32":
        with suppress(OSError, ValueError, termios.error):
            if sys.stdout.isatty() and _in_front():
                return termios.tcgetattr(sys.stdout.fileno())
    return None


def _set(modes: list[Any]) -> None:
    with suppress(OSError, ValueError, termios.error):  # the terminal may be gone
        if _in_front():
            termios.tcsetattr(sys.stdout.fileno(), termios.TCSAFLUSH, modes)


def _in_front() -> bool:
    """Whoever sets a terminal from the background is stopped."""
    return os.tcgetpgrp(sys.stdout.fileno()) == os.getpgrp()
