"""A file as it was at a git ref: asked of git itself, which is not to wait, ask or draw anything."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from crisis_cli.errors import SurroundingsFailed, UsageError
from crisis_cli.files.parsing.source import MAX_BYTES

SECONDS = 10
"""How long git may take for one question."""

_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What a git hook sets, and what would lead away from the file's own repository."""


def at_ref(ref: str, path: Path) -> bytes | None:
    """What the file held at that ref; None if it was not there.

    Raises UsageError for a ref that cannot be one or is unknown, SurroundingsFailed when git is missing, slow or
    refuses.
    """
    if not ref or ref.startswith("-") or ":" in ref or not ref.isprintable():
        raise UsageError(
            f"{ref!r} is neither a file nor a git ref.", "Name a branch, tag or commit, or another file."
        )
    folder = Path(os.path.abspath(path)).parent
    inside = _git(folder, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        why = inside.stderr.decode(errors="replace").strip().partition("\n")[0][:200]
        raise UsageError(
            f"There is no file {ref!r}, and {path.name} is in no git repository ({why}).",
            "Run it inside a clone, or name another file.",
        )
    commit = _git(folder, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if commit.returncode:
        raise UsageError(
            f"There is no file {ref!r}, and git knows no such branch, tag or commit.",
            "Look at git branch -a; in a shallow clone fetch it first: git fetch origin BRANCH",
        )
    blob = _git(folder, "rev-parse", "--verify", "--quiet", f"{_said(commit)}:./{path.name}")
    if blob.returncode:
        return None
    kind, size = _git(folder, "cat-file", "-t", _said(blob)), _git(folder, "cat-file", "-s", _said(blob))
    if _said(kind) != "blob" or not _said(size).isdigit():
        raise UsageError(f"{path.name} at {ref} is not a file.", "Name another ref, or another file.")
    if int(_said(size)) > MAX_BYTES:
        raise UsageError(f"{path.name} at {ref} is larger than {MAX_BYTES >> 20} MiB: it cannot be a playbook.")
    text = _git(folder, "cat-file", "blob", _said(blob))
    if text.returncode:
        raise SurroundingsFailed(f"git could not read {path.name} at {ref}.", "Try: git fsck")
    return text.stdout


def _said(answer: subprocess.CompletedProcess[bytes]) -> str:
    return answer.stdout.decode(errors="replace").strip()


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    surroundings = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    surroundings |= {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(
            ["git", *words],
            cwd=folder,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise SurroundingsFailed(
            "git is not on this machine, or not on its PATH.", "Install git, or name a file to compare with."
        ) from None
    except subprocess.TimeoutExpired:
        raise SurroundingsFailed(
            f"git did not answer within {SECONDS} seconds.", "Try again, or name a file to compare with."
        ) from None
