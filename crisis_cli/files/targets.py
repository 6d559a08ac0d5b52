"""Which files a check looks at: those that were named, those in folders, and what lies beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from crisis_cli.errors import UsageError

STDIN = "-"
ENDINGS = (".yaml", ".yml")
TEMPLATE = ".j2"
MOST_FILES = 100_000
"""A tree with more than this is not a folder of playbooks."""

TEAM_FILES = ("team.yaml", "team.yml")
_BESIDE = (*TEAM_FILES, "watch.yaml", "watch.yml")
_SKIPPED = ("node_modules", "__pycache__", "venv")


class Targets(NamedTuple):
    """`files`: YAML files by path, as they are shown, sorted; STDIN among them when it was asked for. `templates`:
    template files that were named themselves. `roots`: the folders beside which templates and the team file lie.
    `whole`: folders were looked at, and not only single files, so that a file nobody uses can be told."""

    files: tuple[str, ...]
    templates: tuple[str, ...]
    roots: tuple[Path, ...]
    whole: bool


def find_targets(named: Sequence[str], cwd: Path) -> Targets:
    """What is to be looked at. Raises UsageError when nothing is there: a run that looks at nothing is no green
    run."""
    files: dict[str, None] = {}
    templates: dict[str, None] = {}
    roots: dict[Path, None] = {}
    whole = False
    for name in named:
        path = cwd / name
        if name == STDIN:
            files[STDIN] = None
            roots[cwd] = None
        elif "\0" in name or not os.path.lexists(path):
            shown = "".join(letter if letter.isprintable() else "?" for letter in name[:200])
            raise UsageError(f"there is no file or folder {shown}", "check the name, and the folder you are in")
        elif path.is_dir():
            whole = True
            roots[path] = None
            files.update(dict.fromkeys(_yaml_files(name, cwd)))
            files.update(dict.fromkeys(_beside(name, cwd)))
        elif name.endswith(TEMPLATE):
            templates[name] = None
            roots[path.parent] = None
        else:
            files[name] = None
            roots[path.parent] = None
    if not files and not templates:
        where = ", ".join(named)
        raise UsageError(
            f"there is no playbook in {where}: nothing was looked at",
            "name a file or folder, or begin one with: crisis new playbook NAME",
        )
    if len(files) > MOST_FILES:
        raise UsageError(f"more than {MOST_FILES:,} files", "name the folder of the playbooks itself")
    return Targets(tuple(sorted(files)), tuple(sorted(templates)), tuple(roots), whole)


def _yaml_files(folder: str, cwd: Path) -> Iterator[str]:
    """Every YAML file below the folder, hidden folders and links to folders left out."""
    for here, below, names in os.walk(cwd / folder):
        below[:] = sorted(name for name in below if not name.startswith(".") and name not in _SKIPPED)
        shown = os.path.normpath(os.path.join(folder, os.path.relpath(here, cwd / folder)))
        for name in names:
            if name.endswith(ENDINGS) and not name.startswith("."):
                yield os.path.join(shown, name) if shown != "." else name


def _beside(folder: str, cwd: Path) -> Iterator[str]:
    """The team and watch files in the folder above, which belong to the playbooks in this one."""
    above = os.path.normpath(os.path.join(folder, os.pardir))
    for name in _BESIDE:
        shown = os.path.join(above, name) if above != "." else name
        if os.path.isfile(cwd / shown):
            yield shown


def template_roots(roots: Iterable[Path]) -> tuple[Path, ...]:
    """The folders of templates that lie in a root, or up to two folders above it."""
    found: dict[Path, None] = {}
    for root in roots:
        here = Path(os.path.abspath(root))
        for folder in (here, *list(here.parents)[:2]):
            if (folder / "templates").is_dir():
                found[folder / "templates"] = None
    return tuple(found)
