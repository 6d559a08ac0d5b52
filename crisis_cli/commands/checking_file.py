"""One file checked: read, held against the rules with what lies around it, its ignores taken at their word."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path, PurePath

from crisis_cli.domain.findings import Finding, Place, Severity
from crisis_cli.domain.parts import FactSpec
from crisis_cli.domain.playbook import Playbook
from crisis_cli.domain.team import Team
from crisis_cli.domain.template_use import TemplateUse
from crisis_cli.errors import CrisisError
from crisis_cli.files.disk import read_regular
from crisis_cli.files.documents import Document, DocumentKind, is_ours, read_document
from crisis_cli.files.source import MAX_BYTES
from crisis_cli.files.targets import STDIN
from crisis_cli.rules.catalogue import findings as rule_findings
from crisis_cli.rules.rule import Subject

SHOWN_STDIN = "<stdin>"

CALENDAR = frozenset({"review-past", "standing-approval-lapsed"})
"""The rules that hang on the day: a file that nobody touched turns red over night only if somebody wants that."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the files of one check have around them. `templates`: of a file, by name; None: nobody looked.
    `playbook_named`: another playbook, for a scenario. `rules`: every rule there is."""

    today: date
    others: frozenset[str]
    team: Team | None
    templates: Callable[[str], Mapping[str, TemplateUse] | None]
    playbook_named: Callable[[str], Playbook | None]
    rules: Collection[str]
    calendar: bool


@dataclass(frozen=True, slots=True)
class FileChecked:
    """What one file came to. `kind` is empty for a YAML file that is none of ours. `id`: that of a playbook, with
    its place; `facts` and `templates`: what its templates are to be tried with, and which they are."""

    file: str
    kind: str
    findings: tuple[Finding, ...] = ()
    id: str = ""
    id_place: Place | None = None
    facts: Mapping[str, FactSpec] | None = None
    templates: tuple[str, ...] = ()


def read_target(file: str) -> bytes:
    """The bytes of a file, or of standard input, at most one more than may be read; raises CrisisError."""
    return _stdin() if file == STDIN else read_regular(Path(file), MAX_BYTES)


@cache
def _stdin() -> bytes:
    """It can be read only once, and its lines are shown again beside what was found."""
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def source(shown: str) -> str | None:
    """The text of a file as findings name it, to show a line of it; None when it cannot be had any more."""
    try:
        return read_target(STDIN if shown == SHOWN_STDIN else shown).decode("utf-8", "replace")
    except CrisisError:
        return None


def check_file(file: str, around: Around, *, named: bool) -> FileChecked:
    """Everything that can be said of one file. `named`: somebody asked for it, so it is one of ours whatever is in
    it; a file met in a folder may be somebody else's. Never raises for what is in the file."""
    shown = SHOWN_STDIN if file == STDIN else file
    try:
        data = read_target(file)
    except CrisisError as failed:
        place = Place(shown, 1, 1, 1, 2)
        refused = Finding("unreadable", Severity.ERROR, failed.message, failed.hint, place=place)
        return FileChecked(shown, "unreadable", (refused,))
    if not named and not is_ours(data, file):
        return FileChecked(shown, "")
    document = read_document(data, shown)
    found = list(document.findings)
    if document.playbook is not None:
        templates = around.templates(file)
        subject = _subject(document.playbook, file, around, templates)
        found += map(document.places.located, rule_findings(subject, sound=document.sound))
    elif document.kind is DocumentKind.SCENARIO and document.sound:
        found += map(document.places.located, _of_scenario(document, around))
    if around.calendar:
        found = [replace(one, severity=Severity.ERROR) if one.rule in CALENDAR else one for one in found]
    return _checked(shown, document, tuple(found))


def _subject(
    playbook: Playbook, file: str, around: Around, templates: Mapping[str, TemplateUse] | None
) -> Subject:
    name = "" if file == STDIN else PurePath(file).stem
    return Subject(playbook, around.today, name, templates, around.others, around.team)


def _of_scenario(document: Document, around: Around) -> Iterator[Finding]:
    """What a scenario names, held against its playbook."""
    from crisis_cli.files.scenario_references import scenario_against_playbook, unknown_playbook

    missing = list(unknown_playbook(document.values, around.others))
    yield from missing
    if not missing and (playbook := around.playbook_named(document.values["playbook"])) is not None:
        yield from scenario_against_playbook(document.values, playbook)


def _checked(shown: str, document: Document, found: Sequence[Finding]) -> FileChecked:
    playbook = document.playbook
    if playbook is None:
        return FileChecked(shown, document.kind, tuple(found))
    return FileChecked(
        shown,
        document.kind,
        tuple(found),
        playbook.id,
        document.places.place(("playbook",)),
        playbook.facts,
        tuple(dict.fromkeys(statement.template for statement in playbook.statements.values())),
    )
