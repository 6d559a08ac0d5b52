"""Opens a text in the editor that the user has chosen ($VISUAL, else $EDITOR); what was written is never lost."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crisis_cli.errors import CrisisError, SurroundingsFailed, UsageError
from crisis_cli.files.disk import read_regular

MAX_TEXT = 64 << 10


@dataclass(frozen=True, slots=True)
class Edited:
    """The text as it is now. `said` tells the user why it is the same as before, if something went wrong."""

    text: str
    said: str = ""


def edit(text: str, environ: Mapping[str, str], *, name: str = "statement") -> Edited:
    """Let the user edit `text` in a file of their own (readable by nobody else) and return what they saved.

    Raises UsageError when no editor is set, SurroundingsFailed when it cannot be started or what it saved
    cannot be read; in that case the file is kept and its path said.
    """
    command = _command(environ)
    folder = Path(tempfile.mkdtemp(prefix="crisis-"))
    keep = False
    try:
        path = folder / f"{name}.txt"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        code = _run([*command, str(path)])
        if code:
            return Edited(text, f"the editor {command[0]} ended with code {code}: the text is as it was")
        if not os.path.lexists(path):
            return Edited(text, f"the editor {command[0]} left no file behind: the text is as it was")
        keep = True
        edited = _saved(path)
        keep = False
        return Edited(edited)
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _command(environ: Mapping[str, str]) -> list[str]:
    chosen = environ.get("VISUAL", "").strip() or environ.get("EDITOR", "").strip()
    if not chosen:
        message = "no editor is set: neither VISUAL nor EDITOR names one"
        raise UsageError(message, "set one, such as EDITOR=nano, or hand in the text with --from FILE")
    try:
        words = shlex.split(chosen, posix=os.name != "nt")
    except ValueError:
        words = []
    if not words:
        raise UsageError(f"the editor {chosen!r} is not a command", "set EDITOR to a command, such as nano")
    return [word.strip('"') for word in words] if os.name == "nt" else words


def _run(command: list[str]) -> int:
    try:
        return subprocess.run(command, check=False).returncode
    except FileNotFoundError:
        message = f"the editor {command[0]} was not found"
        raise SurroundingsFailed(message, "set EDITOR to one that is installed, such as nano or vi") from None
    except OSError as failed:
        why = failed.strerror or str(failed)
        raise SurroundingsFailed(
            f"the editor {command[0]} could not be started: {why}", "set EDITOR anew"
        ) from None


def _saved(path: Path) -> str:
    kept = f"what you wrote is kept in {path}"
    try:
        data = read_regular(path, MAX_TEXT)
    except CrisisError as failed:
        raise SurroundingsFailed(f"{failed.message}; {kept}", failed.hint) from None
    if len(data) > MAX_TEXT:
        raise UsageError(f"the text is longer than {MAX_TEXT >> 10} KiB; {kept}", "shorten it")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise SurroundingsFailed(f"the text was not saved as UTF-8; {kept}", "save it as UTF-8") from None
