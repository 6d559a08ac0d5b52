"""Where the files of a check look for templates, and what the child that reads them is asked: as much as can be
told before the rest of a check is loaded, so that it works beside that."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from crisis_cli.commands.checking.many_files import MANY
from crisis_cli.commands.checking.sources import Sources
from crisis_cli.errors import CrisisError, UsageError
from crisis_cli.files import library
from crisis_cli.files.names import STDIN
from crisis_cli.files.targets import Targets, find_targets, template_roots
from crisis_cli.files.templates.check import TemplateCheck
from crisis_cli.files.templates.process import TemplateProcess

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_MOST_READ = 256 << 10
"""Bytes of a file in which names are looked for; whatever is larger may use any template."""


class Shelves:
    """Where the statements of each file look for their templates: beside it, then where every run looks."""

    def __init__(self, targets: Targets) -> None:
        everywhere = [_shown(folder) for folder in library.template_folders(os.environ, here())]
        self.roots = {os.path.abspath(root): number for number, root in enumerate(targets.roots)}
        self.beside = [[_shown(folder) for folder in template_roots([root])] for root in targets.roots]
        every = dict.fromkeys(str(folder) for folders in self.beside for folder in folders)
        self.locked = [folder for folder in every if not os.access(folder, os.R_OK | os.X_OK)]
        self.folders = [list(dict.fromkeys([*beside, *everywhere])) for beside in self.beside]

    def number(self, file: str) -> int:
        """Which list of folders is this file's."""
        here = os.path.abspath(os.curdir if file == STDIN else os.path.dirname(file))
        while here not in self.roots and os.path.dirname(here) != here:
            here = os.path.dirname(here)
        return self.roots.get(here, 0)


def here() -> Path:
    """The folder one stands in; raises UsageError when it has been deleted."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise UsageError("the folder you are in was deleted", "go to another one: cd") from None


def _shown(path: Path) -> Path:
    """Below the folder one stands in without the way there, as findings show it."""
    absolute, base = Path(os.path.abspath(path)), here()
    return absolute.relative_to(base) if absolute.is_relative_to(base) else absolute


class Asked(NamedTuple):
    """A check that has begun: what it looks at, and the child that looks at the templates meanwhile."""

    targets: Targets
    shelves: Shelves
    sources: Sources
    templates: TemplateCheck


def ask(paths: Sequence[str], process: TemplateProcess) -> Asked:
    """Begin a check of what `paths` name. Raises UsageError when nothing is there."""
    targets = find_targets(paths, Path())
    shelves, sources = Shelves(targets), Sources()
    templates = TemplateCheck(shelves.folders, process, _names(targets, sources))
    return Asked(targets, shelves, sources, templates)


def _names(targets: Targets, sources: Sources) -> set[str] | None:
    """Words among which are the names of all templates that single files name; None where any could be asked for:
    of folders and of templates named themselves everything is told, and of many files several processes ask."""
    if targets.whole or targets.templates or len(targets.files) >= MANY:
        return None
    found: set[str] = set()
    for file in targets.files:
        try:
            data = sources.read(file)
        except CrisisError:
            continue  # which has its finding when the file is looked at
        if len(data) > _MOST_READ or b"\\" in data or b"\0" in data:
            return None  # a name may be written otherwise than it reads
        found.update(_NAME.findall(data.decode("utf-8", "replace")))
    return found
