"""All files of one check, with what lies around them; many at once on every core."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from crisis_cli.commands.checking.around import around
from crisis_cli.commands.checking.many_files import MANY, each
from crisis_cli.commands.checking.one_file import Around, FileChecked, check_data, check_file
from crisis_cli.commands.checking.shelves import Asked, Shelves
from crisis_cli.commands.checking.sources import Sources
from crisis_cli.domain.findings import Finding, Place, Related, Severity
from crisis_cli.domain.parts import FactSpec
from crisis_cli.domain.template_use import TemplateUse
from crisis_cli.errors import CrisisError, UsageError
from crisis_cli.files.ignores import ignored_in_template
from crisis_cli.files.library import is_shipped
from crisis_cli.files.names import STDIN
from crisis_cli.files.targets import Targets
from crisis_cli.files.templates.check import Sample, TemplateCheck
from crisis_cli.files.templates.users import with_users
from crisis_cli.rules.catalogue import RULES


class Everything(NamedTuple):
    """What was looked at and what was found, by file. `not_checked`: what could not be looked at, and why.
    `sources`: where the text of the files is to be had; `fixed`: the lines that were put right, as they
    read now."""

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    not_checked: tuple[str, ...]
    sources: Sources
    fixed: tuple[str, ...]


def check(
    paths: Sequence[str],
    asked: Asked,
    *,
    calendar: bool,
    wanted: Callable[[Finding], bool],
    fix: bool = False,
) -> Everything:
    """Every finding that is `wanted` about the files that `paths` name, in no order; with `fix`, after what has
    one right answer was put right. `asked`: the check as it was begun. Raises UsageError when none of the files is
    a playbook."""
    targets, shelves, sources = asked.targets, asked.shelves, asked.sources
    with asked.templates as templates:
        if len(targets.files) >= MANY:
            templates.wait()
        surroundings = around(targets, shelves, templates, calendar=calendar)
        look = partial(
            _checked, around=surroundings, sources=sources, named=frozenset(paths), wanted=wanted, fix=fix
        )
        sum_ = _Sum(shelves)
        for one in each(targets.files, look, apart=STDIN not in targets.files):
            sum_.add(one)
        locked = map(_locked, (*targets.locked, *shelves.locked))
        found = [*locked, *sum_.findings, *_of_templates(targets, sum_, templates, sources, surroundings.rules)]
    if not sum_.files and not targets.templates and not targets.locked:
        where = ", ".join(paths)
        raise UsageError(
            f"none of the YAML files in {where} is a playbook: nothing was looked at",
            "name the folder of your playbooks, or begin one with: crisis new playbook NAME",
        )
    return Everything(
        tuple(filter(wanted, found)),
        (*sum_.files, *targets.templates),
        tuple(sum_.not_checked(surroundings)),
        sources,
        tuple(sum_.fixed),
    )


def _checked(
    file: str,
    *,
    around: Around,
    sources: Sources,
    named: frozenset[str],
    wanted: Callable[[Finding], bool],
    fix: bool,
) -> tuple[FileChecked, tuple[str, ...]]:
    """One file, and the lines in it that were put right."""
    one = check_file(file, around, sources, named=file in named)
    if not fix or file == STDIN or not any(found.fix and wanted(found) for found in one.findings):
        return one, ()
    from crisis_cli.files.fixes import changed_lines, fix_file
    from crisis_cli.ui.safe import safe_line

    def look(text: str) -> Sequence[Finding]:
        # Without the rules about the whole: they begin to speak when reading finds nothing wrong any more.
        found = check_data(text, file, around).findings
        return [one if wanted(one) else one._replace(fix=()) for one in found if one.rule not in RULES]

    before = (sources.text(file) or "").splitlines()
    try:
        fixed = fix_file(Path(file), look)
    except CrisisError as failed:
        return one, (f"{safe_line(failed.message)}: nothing was put right there",)
    if not fixed.count:
        return one, ()
    after = fixed.text.splitlines()
    mended = [f"{file}:{number}: {safe_line(after[number - 1])}" for number in changed_lines(before, after)]
    return check_file(file, around, sources, named=True), tuple(mended)


def _locked(folder: str) -> Finding:
    message = f"the folder {folder} may not be looked into by you"
    return Finding(
        "unreadable", Severity.ERROR, message, "ask for the right to read it", place=Place(folder, 1, 1, 1, 2)
    )


class _Sum:
    """What all files come to, as one after the other comes in; the files themselves are not kept."""

    def __init__(self, shelves: Shelves) -> None:
        self.shelves = shelves
        self.findings: list[Finding] = []
        self.of_templates: list[Finding] = []
        self.files: list[str] = []
        self.others: list[str] = []
        self.playbooks: dict[str, Place] = {}
        self.unsound = 0
        self.samples: dict[tuple[int, str], tuple[Place, Mapping[str, FactSpec]]] = {}
        self.drafts: set[tuple[str, str]] = set()
        self.fixed: list[str] = []

    def add(self, checked: tuple[FileChecked, tuple[str, ...]]) -> None:
        one, fixed = checked
        self.fixed += fixed
        (self.files if one.kind else self.others).append(one.file)
        self.findings += one.findings
        self.of_templates += one.of_templates
        if one.playbook is not None:
            self.findings += self._twin(*one.playbook)
            self.unsound += not one.sound
        self.drafts |= one.drafts
        shelf = self.shelves.number(one.file)
        for name, place in one.samples:
            self.samples.setdefault((shelf, name), (place, one.facts))

    def _twin(self, name: str, place: Place) -> Iterator[Finding]:
        """A run would begin the first playbook of a name that it meets."""
        first = self.playbooks.setdefault(name, place)
        if first is not place:
            yield Finding(
                "duplicate-playbook",
                Severity.ERROR,
                f'there is another playbook "{name}"',
                "give one of the two another name, or delete it",
                ("playbook",),
                place,
                (Related("the other one is here", ("playbook",), first),),
            )

    def not_checked(self, around: Around) -> Iterator[str]:
        """What could not be looked at, and why."""
        if self.unsound:
            where = "a playbook" if self.unsound == 1 else f"{self.unsound} playbooks"
            yield f"paths, promises and approvals of {where}, until the errors above are mended"
        if around.team is None and self.playbooks:
            yield "who holds which role (no team file)"
        if self.others:
            count = f"{len(self.others)} YAML files" if len(self.others) > 1 else "a YAML file"
            more = ", …" if len(self.others) > 1 else ""
            yield f"{count} of no kind that crisis knows ({self.others[0]}{more})"


def _of_templates(
    targets: Targets, sum_: _Sum, templates: TemplateCheck, sources: Sources, rules: Collection[str]
) -> Iterator[Finding]:
    """What is wrong in templates: those beside the files, and those that a playbook here uses. For single files no
    more of what came with the program is rendered than a run drafts by itself."""
    users: list[tuple[TemplateUse, Place]] = []
    samples: list[Sample] = []
    for (shelf, name), (place, facts) in sum_.samples.items():
        for (language, _), use in templates.uses[shelf].items():
            if use.base == name:
                users.append((use, place))
                drafted = (language, use.name) in sum_.drafts
                if targets.whole or drafted or not all(map(is_shipped, use.files)):
                    samples.append(Sample(shelf, language, use.name, facts))
    beside = {os.path.abspath(folder) for folders in sum_.shelves.beside for folder in folders}
    used = {file for use, _ in users for file in use.files}
    for shelf, name in sum_.samples:
        used.update(file for (_, other), file in templates.broken(shelf).items() if other == name)
    found: dict[str, list[Finding]] = {}
    told = [*with_users([*templates.findings, *templates.render(samples)], users), *sum_.of_templates]
    for finding in dict.fromkeys(told):
        file = finding.place.file if finding.place else ""
        found.setdefault(file, []).append(finding)
    for file in found.keys() | used:
        if file in used or file in targets.templates or (targets.whole and _lies_in(file, beside)):
            text = sources.text(file) or ""
            yield from ignored_in_template(found.get(file, ()), text, file, rules=rules).kept


def _lies_in(file: str, folders: set[str]) -> bool:
    path = os.path.abspath(file)
    return any(path.startswith(folder + os.sep) for folder in folders)
