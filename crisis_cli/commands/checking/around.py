"""What the files of one check have around them: templates, the other playbooks, the team."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_cli.commands.checking.one_file import Around, Templates
from crisis_cli.commands.checking.shelves import Shelves, here
from crisis_cli.commands.checking.sources import Sources
from crisis_cli.commands.wiring import clock, zone
from crisis_cli.domain.playbook import Playbook
from crisis_cli.errors import CrisisError
from crisis_cli.files import library, rule_pages
from crisis_cli.files.documents import DocumentKind, read_document
from crisis_cli.files.names import STDIN
from crisis_cli.files.playbook.reader import load_playbook
from crisis_cli.files.targets import TEAM_FILES, Targets, kind_in
from crisis_cli.files.templates.check import TemplateCheck

if TYPE_CHECKING:
    from crisis_cli.domain.team import Team


class _Looked:
    """What the templates' child has found, waited for when a file first asks for it."""

    def __init__(self, shelves: Shelves, templates: TemplateCheck) -> None:
        self._shelves = shelves
        self._templates = templates
        self._found: dict[int, Templates] = {}

    def found(self, file: str, names: AbstractSet[str]) -> Templates | None:
        """What this file's statements, which name these, would find; None when nobody could look."""
        if self._shelves.locked:
            return None
        number = self._shelves.number(file)
        if number not in self._found:
            self._found[number] = self._now(number)
        there = self._found[number]
        if self._templates.looked_at_all or names <= {name for _, name in (*there.uses, *there.broken)}:
            return there
        self._templates.look_at_all()
        self._found = {number: self._now(number)}
        return self._found[number]

    def _now(self, number: int) -> Templates:
        return Templates(self._templates.uses[number], self._templates.broken(number))


def around(targets: Targets, shelves: Shelves, templates: TemplateCheck, *, calendar: bool) -> Around:
    """All that the files of one check have around them."""
    looked = _Looked(shelves, templates)
    shelf = {one.name: one.path for one in library.list_playbooks(os.environ, here())}
    near = {Path(file).stem: Path(file) for file in targets.files if file != STDIN}
    paths = {**shelf, **near}
    return Around(
        today=clock().now().astimezone(zone()).date(),
        others=frozenset(paths),
        team=_team(targets),
        templates=looked.found,
        playbook_named=lambda name: _playbook(paths.get(name)),
        all_roles=lambda: (role for playbook in _each(paths.values()) for role in playbook.roles),
        all_channels=lambda: (channel for playbook in _each(paths.values()) for channel in playbook.channels),
        rules=rule_pages.rule_names(),
        calendar=calendar,
    )


def _playbook(path: Path | None) -> Playbook | None:
    try:
        return load_playbook(path).playbook if path is not None else None
    except CrisisError:
        return None


def _each(paths: Iterable[Path]) -> Iterator[Playbook]:
    return (playbook for path in paths if (playbook := _playbook(path)) is not None)


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
