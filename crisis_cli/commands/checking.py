"""All files of one check, with what lies around them: templates, team, each other; many at once on every core."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crisis_cli.commands.checking_file import Around, FileChecked, check_file, read_target
from crisis_cli.commands.wiring import clock
from crisis_cli.domain.findings import Finding, Related, Severity
from crisis_cli.domain.playbook import Playbook
from crisis_cli.domain.team import Team
from crisis_cli.domain.template_use import TemplateUse
from crisis_cli.errors import CrisisError, UsageError
from crisis_cli.files import library, rule_pages
from crisis_cli.files.targets import STDIN, Targets, find_targets, template_roots
from crisis_cli.files.template_check import Sample, TemplateCheck

MANY = 500
"""From here on a second process pays for its start (measured: 1,000 files in 0.28 s against 0.42 s)."""


@dataclass(frozen=True, slots=True)
class Everything:
    """What was looked at and what was found, by file. `not_checked`: what could not be looked at, and why."""

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    not_checked: tuple[str, ...]


def check(paths: Sequence[str], *, calendar: bool) -> Everything:
    """Every finding about the files that `paths` name, in no order. Raises UsageError when that is none."""
    targets = find_targets(paths, Path())
    shelves = Shelves(targets)
    with TemplateCheck(shelves.folders) as templates:
        around = _around(targets, shelves, templates, calendar=calendar)
        named = frozenset(paths)
        looked = _many(targets.files, lambda file: check_file(file, around, named=file in named))
        found = [finding for one in looked for finding in one.findings]
        found += _twins(looked)
        found += _of_templates(targets, looked, shelves, templates)
    ours = [one.file for one in looked if one.kind]
    if not ours and not targets.templates:
        where = ", ".join(paths)
        raise UsageError(
            f"none of the YAML files in {where} is a playbook: nothing was looked at",
            "name the folder of your playbooks, or begin one with: crisis new playbook NAME",
        )
    return Everything(tuple(found), (*ours, *targets.templates), tuple(_not_checked(looked, around)))


class Shelves:
    """Where the statements of each file look for their templates: beside it, then where every run looks."""

    def __init__(self, targets: Targets) -> None:
        everywhere = [_shown(folder) for folder in library.template_folders(os.environ, Path.cwd())]
        self.roots = {os.path.abspath(root): number for number, root in enumerate(targets.roots)}
        self.beside = [[_shown(folder) for folder in template_roots([root])] for root in targets.roots]
        self.folders = [list(dict.fromkeys([*beside, *everywhere])) for beside in self.beside]

    def number(self, file: str) -> int:
        """Which list of folders is this file's."""
        here = os.path.abspath(os.curdir if file == STDIN else os.path.dirname(file))
        while here not in self.roots and os.path.dirname(here) != here:
            here = os.path.dirname(here)
        return self.roots.get(here, 0)


def _shown(path: Path) -> Path:
    """Below the folder one stands in without the way there, as findings show it."""
    absolute, here = Path(os.path.abspath(path)), Path.cwd()
    return absolute.relative_to(here) if absolute.is_relative_to(here) else absolute


def _around(targets: Targets, shelves: Shelves, templates: TemplateCheck, *, calendar: bool) -> Around:
    @cache
    def uses(shelf: int) -> Mapping[str, TemplateUse]:
        """By name: in English where there is one, else in whatever language."""
        found = templates.uses[shelf]
        return {name: use for (_, name), use in sorted(found.items(), key=lambda one: one[0][0] == "en")}

    shelf = {one.name: one.path for one in library.list_playbooks(os.environ, Path.cwd())}
    near = {Path(file).stem: Path(file) for file in targets.files if file != STDIN}
    paths = {**shelf, **near}
    return Around(
        today=clock().now().date(),
        others=frozenset(paths),
        team=_team(targets),
        templates=lambda file: uses(shelves.number(file)),
        playbook_named=lambda name: _playbook(paths.get(name)),
        rules=rule_pages.rule_names(),
        calendar=calendar,
    )


def _playbook(path: Path | None) -> Playbook | None:
    from crisis_cli.files.playbook_reader import load_playbook

    try:
        return load_playbook(path).playbook if path is not None else None
    except CrisisError:
        return None


def _team(targets: Targets) -> Team | None:
    """The team of the first team file beside the playbooks, or where one stands."""
    from crisis_cli.files.documents import read_document
    from crisis_cli.files.targets import TEAM_FILES

    folders = [folder for root in targets.roots for folder in (root, root.parent)]
    for path in (folder / name for folder in (*folders, Path()) for name in TEAM_FILES):
        if path.is_file():
            try:
                return read_document(read_target(str(path)), str(path)).team
            except CrisisError:
                continue
    return None


def _many(files: Sequence[str], look: Callable[[str], FileChecked]) -> list[FileChecked]:
    """Each file looked at, in order; by several processes when there are many."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    gc.freeze()  # what was loaded stays: searching it for garbage again and again took a sixth of the time
    if len(files) < MANY or cores < 2 or not hasattr(os, "fork") or STDIN in files:
        return [look(file) for file in files]
    import multiprocessing

    # Processes that are forked have `look` and all around it already; it need not be sent to them.
    with multiprocessing.get_context("fork").Pool(cores, _begin, (look,)) as pool:
        return pool.map(_look, files, chunksize=max(1, len(files) // (cores * 8)))


_looks: list[Callable[[str], FileChecked]] = []
"""In a process that was forked for it: how to look at a file."""


def _begin(look: Callable[[str], FileChecked]) -> None:
    _looks.append(look)


def _look(file: str) -> FileChecked:
    return _looks[0](file)


def _twins(looked: Sequence[FileChecked]) -> Iterator[Finding]:
    """Playbooks of one name: a run would begin the first that it meets."""
    first: dict[str, FileChecked] = {}
    for one in looked:
        if one.id and first.setdefault(one.id, one) is not one:
            yield Finding(
                "duplicate-playbook",
                Severity.ERROR,
                f'there is another playbook "{one.id}"',
                "give one of the two another name",
                ("playbook",),
                one.id_place,
                (Related("the other one is here", ("playbook",), first[one.id].id_place),),
            )


def _of_templates(
    targets: Targets, looked: Sequence[FileChecked], shelves: Shelves, templates: TemplateCheck
) -> Iterator[Finding]:
    """What is wrong in templates: those beside the files, and those that a playbook here uses."""
    samples: dict[tuple[int, str, str], Sample] = {}
    for one in looked:
        shelf = shelves.number(one.file) if one.templates else 0
        for language, name in templates.uses[shelf] if one.templates else ():
            if name in one.templates and one.facts is not None:
                samples.setdefault((shelf, language, name), Sample(shelf, language, name, one.facts))
    ours = {os.path.abspath(folder) for beside in shelves.beside for folder in beside}
    used = {file for shelf, *key in samples for file in templates.uses[shelf][key[0], key[1]].files}
    for finding in (*templates.findings, *templates.render(samples.values())):
        file = finding.place.file if finding.place else ""
        if file in used or file in targets.templates or (targets.whole and _lies_in(file, ours)):
            yield finding


def _lies_in(file: str, folders: set[str]) -> bool:
    path = os.path.abspath(file)
    return any(path.startswith(folder + os.sep) for folder in folders)


def _not_checked(looked: Sequence[FileChecked], around: Around) -> Iterator[str]:
    if around.team is None and any(one.kind == "playbook" for one in looked):
        yield "who holds which role (no team file)"
    if others := [one.file for one in looked if not one.kind]:
        count = f"{len(others)} YAML files" if len(others) > 1 else "a YAML file"
        yield f"{count} of no kind that crisis knows ({others[0]}{', …' if len(others) > 1 else ''})"
