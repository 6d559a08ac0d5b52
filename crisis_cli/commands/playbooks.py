"""Playbooks by name or path, with every finding said before anything starts."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from crisis_cli.domain.playbook import Playbook
from crisis_cli.errors import CrisisError, PlaybookUnreadable, UsageError


@dataclass(frozen=True, slots=True)
class OnTheShelf:
    """A playbook that can be begun by its name. `problems`: how many errors it has."""

    name: str
    title: str
    per_item: bool
    problems: int


def shelf() -> list[OnTheShelf]:
    """Every playbook there is, by name; one that cannot be read says so in its title."""
    from crisis_cli.domain.findings import Severity
    from crisis_cli.files.library import list_playbooks
    from crisis_cli.files.playbook.reader import load_playbook

    found: list[OnTheShelf] = []
    for entry in list_playbooks(os.environ, Path.cwd()):
        try:
            loaded = load_playbook(entry.path)
        except CrisisError as failure:
            found.append(OnTheShelf(entry.name, failure.message, False, 1))
            continue
        problems = sum(finding.severity is Severity.ERROR for finding in loaded.findings)
        playbook = loaded.playbook
        title = playbook.title if playbook is not None else "cannot be read"
        found.append(OnTheShelf(entry.name, title, playbook is not None and playbook.per_item, problems))
    return found


def file_of(name: str) -> Path:
    """The file of the playbook of that name or path. Raises UsageError naming the nearest."""
    from crisis_cli.files.library import find_playbook

    return find_playbook(name, os.environ, Path.cwd())


def own_playbook(name: str) -> Path:
    """The file of a playbook that may be written to: a team's own, not one that came with the program. Without a
    name the only one there is. Raises UsageError."""
    from crisis_cli.files.library import list_playbooks

    entries = [entry for entry in list_playbooks(os.environ, Path.cwd()) if not entry.shipped]
    if name:
        path = file_of(name)
        if any(entry.path == path for entry in list_playbooks(os.environ, Path.cwd()) if entry.shipped):
            raise UsageError(f"{name} came with the program.", "Begin one of your own: crisis new playbook NAME")
        return path
    if len(entries) != 1:
        names = ", ".join(entry.name for entry in entries) or "none of your own"
        raise UsageError(f"Which playbook? There are: {names}.", "Say --playbook NAME")
    return entries[0].path


def runnable(name: str, *, ask: bool = False) -> Playbook:
    """The playbook of that name or path.

    With findings: on a terminal, if `ask`, one Enter starts what can run; else PlaybookUnreadable. An unknown
    name raises UsageError naming the nearest.
    """
    from crisis_cli.domain.findings import Severity
    from crisis_cli.files.playbook.reader import load_playbook
    from crisis_cli.ui.findings.colour import wanted
    from crisis_cli.ui.findings.text import lines
    from crisis_cli.ui.findings.wrapping import columns_of

    loaded = load_playbook(file_of(name))
    errors = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
    if not errors and loaded.playbook is not None:
        return loaded.playbook
    if loaded.playbook is None or not ask or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise PlaybookUnreadable(
            f"{name} has {len(errors)} problem(s); no incident was opened.",
            loaded.findings,
            "Mend them, or begin without it: crisis run blank",
            loaded.text,
        )
    columns = columns_of(sys.stderr, os.environ)
    for line in lines(loaded.findings, lambda _: loaded.text, wanted(True, os.environ), columns):
        print(line, file=sys.stderr)
    print(f"{len(errors)} problem(s). Enter starts what can run, n stops: ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip():
        raise UsageError("Not started.", "Begin without it: crisis run blank")
    return loaded.playbook
