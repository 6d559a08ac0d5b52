"""A command of the team's own, run without a shell: its end, its last line, and no process of it left behind."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
from collections.abc import Collection, Sequence
from pathlib import Path
from threading import Thread
from typing import IO, Any, NamedTuple

from crisis_cli.domain.secrets import masked, without

LIMIT = 60.0
"""Seconds that it may take."""

LONGEST_LINE = 200
"""Characters of its last line that are kept."""

_KEPT = 1 << 14
"""Bytes that are kept of what it prints: the last ones."""

_WORD = 0.5
"""Seconds that are waited for its last words, when something that it started holds its output open."""

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)")


class Ended(NamedTuple):
    """How it ended. `why`: in words, empty when it worked; `unknown`: it may have worked all the same. `said`: the
    last line that it printed."""

    why: str = ""
    unknown: bool = False
    exit_code: int | None = None
    said: str = ""


def run_command(
    words: Sequence[str], folder: Path, *, limit: float = LIMIT, secrets: Collection[str] = ()
) -> Ended:
    """Run it in `folder`, with this process's environment and nothing to read; wait for it, `limit` seconds at
    most, then end it and all that it started. `secrets`: what it has in its environment and must not be quoted
    with, since its last line is recorded."""
    try:
        process = _start(words, folder)
    except (OSError, ValueError) as failed:
        why = (failed.strerror if isinstance(failed, OSError) else "") or "it is no command"
        return Ended(f"{words[0]} could not be started: {why}")
    printed = bytearray()
    reader = Thread(target=_read, args=(process.stdout, printed), daemon=True)
    reader.start()
    try:
        code = process.wait(limit)
    except subprocess.TimeoutExpired:
        _end(process)
        reader.join(_WORD)
        return Ended(
            f"no end of it within {limit:g} s; it was stopped", unknown=True, said=_last_line(printed, secrets)
        )
    except BaseException:  # Ctrl-C: nobody waits for it any longer
        _end(process)
        raise
    reader.join(_WORD)
    return Ended(_why(code), exit_code=code, said=_last_line(printed, secrets))


def _start(words: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    apart: dict[str, Any] = {} if os.name == "nt" else {"start_new_session": True}  # ended with all it started
    return subprocess.Popen(
        list(words),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **apart,
    )


def _read(output: IO[bytes], printed: bytearray) -> None:
    with output:
        while piece := os.read(output.fileno(), _KEPT):
            printed += piece
            del printed[:-_KEPT]


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):  # it ended a moment ago, and nothing of it is left
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _why(code: int) -> str:
    if code < 0:
        return f"it was ended by signal {-code}"
    return f"it ended with {code}" if code else ""


def _last_line(printed: bytearray, secrets: Collection[str]) -> str:
    """The last line with anything on it, without what steers a terminal and without secrets, known ones and those
    in addresses."""
    text = without(_ESCAPES.sub("", bytes(printed).decode("utf-8", "replace")), secrets)
    lines = (
        " ".join("".join(c if c.isprintable() else " " for c in line).split())
        for line in re.split(r"[\r\n]", text)
    )
    last = next((line for line in reversed(list(lines)) if line), "")
    last = masked(last)
    return last if len(last) <= LONGEST_LINE else f"{last[: LONGEST_LINE - 1]}…"
