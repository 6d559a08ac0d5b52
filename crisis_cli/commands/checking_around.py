"""What the files of one check have around them: template folders, the other playbooks, the team."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_cli.commands.checking_file import Around, Sources, Templates
from crisis_cli.commands.wiring import clock, zone
from crisis_cli.domain.playbook import Playbook
from crisis_cli.errors import CrisisError, UsageError
from crisis_cli.files import library, rule_pages
from crisis_cli.files.documents import DocumentKind, read_document
from crisis_cli.files.names import STDIN
from crisis_cli.files.playbook.reader import load_playbook
from crisis_cli.files.targets import TEAM_FILES, Targets, kind_in, template_roots
from crisis_cli.files.templates.check import TemplateCheck

if TYPE_CHECKING:
    from crisis_cli.domain.team import Team


class Shelves:
    """Where the statements of each file look for their templates: beside it, then where every run looks."""

    def __init__(self, targets: Targets) -> None:
        everywhere = [_shown(folder) for folder in library.template_folders(os.environ, _here())]
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


def _here() -> Path:
    """The folder one stands in; raises UsageError when it has been deleted."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise UsageError("the folder you are in was deleted", "go to another one: cd") from None


def _shown(path: Path) -> Path:
    """Below the folder one stands in without the way there, as findings show it."""
    absolute, here = Path(os.path.abspath(path)), _here()
    return absolute.relative_to(here) if absolute.is_relative_to(here) else absolute


def around(targets: Targets, shelves: Shelves, templates: TemplateCheck, *, calendar: bool) -> Around:
    """All that the files of one check have around them. Waits for the templates' child."""
    # Heard now, before any process is forked: of several that listen, each would get a part of the answer.
    found = [Templates(uses, templates.broken(number)) for number, uses in enumerate(templates.uses)]
    shelf = {one.name: one.path for one in library.list_playbooks(os.environ, _here())}
    near = {Path(file).stem: Path(file) for file in targets.files if file != STDIN}
    paths = {**shelf, **near}
    return Around(
        today=clock().now().astimezone(zone()).date(),
        others=frozenset(paths),
        team=_team(targets),
        templates=lambda file: found[shelves.number(file)] if not shelves.locked else None,
        playbook_named=lambda name: _playbook(paths.get(name)),
        all_roles=lambda: (role for path in paths.values() for role in _roles(path)),
        rules=rule_pages.rule_names(),
        calendar=calendar,
    )


def _playbook(path: Path | None) -> Playbook | None:
    try:
        return load_playbook(path).playbook if path is not None else None
    except CrisisError:
        return None


def _roles(path: Path) -> Collection[str]:
    playbook = _playbook(path)
    return playbook.roles if playbook is not None else ()


def _team(targets: Targets) -> Team | None:
    """The team of the first team file: beside the playbooks, where one stands, or among those looked at."""
    folders = [folder for root in targets.roots for folder in (root, root.parent)]
    usual = [folder / name for folder in (*folders, Path()) for name in TEAM_FILES]
    for path in (*filter(Path.is_file, usual), *_teams_among(targets)):
        try:
            document = read_document(Sources().read(str(path)), str(path))
        except CrisisError:
            continue
        if document.team is not None:
            return document.team
    return None


def _teams_among(targets: Targets) -> Iterator[Path]:
    """The team files that are looked at, however they are called; folders of playbooks are not searched."""
    for file in targets.files:
        elsewhere = file != STDIN and Path(file).parent.name not in ("playbooks", "scenarios")
        if elsewhere and kind_in(Path(file)) == DocumentKind.TEAM:
            yield Path(file)
