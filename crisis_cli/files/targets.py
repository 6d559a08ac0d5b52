"""Which files a check looks at: those that were named, those in folders, and what lies beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from crisis_cli.errors import CrisisError, UsageError
from crisis_cli.files.disk import read_regular
from crisis_cli.files.documents import kinds_named
from crisis_cli.files.names import ENDINGS, STDIN
from crisis_cli.files.parsing.source import MAX_BYTES

TEMPLATE = ".j2"
MOST_FILES = 100_000
"""A tree with more than this is not a folder of playbooks."""

TEAM_FILES = ("team.yaml", "team.yml")
CHANNELS_FILES = ("channels.yaml", "channels.yml")
_OURS = ("playbooks", "scenarios")
_SKIPPED = ("node_modules", "__pycache__", "venv")


class Targets(NamedTuple):
    """`files`: YAML files by path, as they are shown, sorted; STDIN among them when it was asked for. `templates`:
    template files that were named themselves. `roots`: the folders beside which templates and the team file lie.
    `whole`: folders were looked at, and not only single files, so that a file nobody uses can be told.
    `locked`: folders that may not be looked into."""

    files: tuple[str, ...]
    templates: tuple[str, ...]
    roots: tuple[Path, ...]
    whole: bool
    locked: tuple[str, ...] = ()


def find_targets(named: Sequence[str], cwd: Path) -> Targets:
    """What is to be looked at. Raises UsageError when nothing is there: a run that looks at nothing is no green
    run."""
    files: dict[str, None] = {}
    templates: dict[str, None] = {}
    roots: dict[Path, None] = {}
    whole = False
    locked: list[str] = []
    for name in named:
        path = cwd / name
        if not name:
            raise UsageError("one of the names is empty", "name a file or folder; - is standard input")
        if name == STDIN:
            files[STDIN] = None
            roots[cwd] = None
        elif "\0" in name or not os.path.lexists(path):
            shown = "".join(letter if letter.isprintable() else "?" for letter in name[:200])
            raise UsageError(f"there is no file or folder {shown}", "check the name, and the folder you are in")
        elif path.is_dir():
            whole = True
            roots[path] = None
            files.update(dict.fromkeys(_yaml_files(name, cwd, locked)))
            files.update(dict.fromkeys(_beside(name, cwd)))
        elif name.endswith(TEMPLATE):
            templates[name] = None
            roots[path.parent] = None
        else:
            files[name] = None
            roots[path.parent] = None
    if not files and not templates and not locked:
        where = ", ".join(named)
        raise UsageError(
            f"there is no playbook in {where}: nothing was looked at",
            "name a file or folder, or begin one with: crisis new playbook NAME",
        )
    if len(files) > MOST_FILES:
        raise UsageError(f"more than {MOST_FILES:,} files", "name the folder of the playbooks itself")
    return Targets(tuple(sorted(files)), tuple(sorted(templates)), tuple(roots), whole, tuple(locked))


def _yaml_files(folder: str, cwd: Path, locked: list[str]) -> Iterator[str]:
    """Every YAML file below the folder, hidden folders and links to folders left out; folders that may not be
    looked into are added to `locked`."""

    def refused(failed: OSError) -> None:
        locked.append(os.path.join(folder, os.path.relpath(str(failed.filename), cwd / folder)))

    for here, below, names in os.walk(cwd / folder, onerror=refused):
        below[:] = sorted(name for name in below if not name.startswith(".") and name not in _SKIPPED)
        shown = os.path.normpath(os.path.join(folder, os.path.relpath(here, cwd / folder)))
        for name in names:
            if name.endswith(ENDINGS) and not name.startswith("."):
                yield os.path.join(shown, name) if shown != "." else name


def _beside(folder: str, cwd: Path) -> Iterator[str]:
    """What belongs to a folder of playbooks and lies beside it: scenarios, and whatever in the folder above is a
    team, a watch, a scenario or a playbook by its first field, however its file is called."""
    path = os.path.normpath(folder)
    if os.path.basename(os.path.abspath(cwd / folder)) not in _OURS:
        return
    above = os.path.join(path, os.pardir) if path in (os.curdir, "") else os.path.dirname(path)
    try:
        names = sorted(os.listdir(cwd / above))
    except OSError:
        return
    for name in names:
        shown = os.path.join(above, name) if above else name
        if name.endswith(ENDINGS) and not name.startswith(".") and kind_in(cwd / shown):
            yield shown
    if (cwd / above / "scenarios").is_dir():
        yield from _yaml_files(os.path.join(above, "scenarios"), cwd, [])


def kind_in(path: Path) -> str:
    """Which kind of ours a file is by its fields; empty for somebody else's, and for one that cannot be read."""
    try:
        named = kinds_named(read_regular(path, MAX_BYTES))
    except CrisisError:
        return ""
    return named[0] if named else ""


def template_roots(roots: Iterable[Path]) -> tuple[Path, ...]:
    """The folders of templates that lie in a root, or up to two folders above it."""
    found: dict[Path, None] = {}
    for root in roots:
        here = Path(os.path.abspath(root))
        for folder in (here, *list(here.parents)[:2]):
            if (folder / "templates").is_dir():
                found[folder / "templates"] = None
    return tuple(found)
