"""One file checked: read, held against the rules with what lies around it, its ignores taken at their word."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from crisis_cli.commands.checking.sources import SHOWN_STDIN, Sources
from crisis_cli.domain.findings import Finding, Place, Route, Severity
from crisis_cli.domain.parts import FactSpec
from crisis_cli.domain.playbook import Playbook
from crisis_cli.errors import CrisisError
from crisis_cli.files.documents import Document, DocumentKind, is_ours, read_document
from crisis_cli.files.ignores import ignored_in_yaml
from crisis_cli.files.library import is_shipped
from crisis_cli.files.names import STDIN
from crisis_cli.files.templates.check import Uses
from crisis_cli.files.templates.users import check_facts
from crisis_cli.rules.catalogue import TEAM_RULES
from crisis_cli.rules.catalogue import findings as rule_findings
from crisis_cli.rules.rule import Subject

if TYPE_CHECKING:
    from crisis_cli.domain.team import Team
    from crisis_cli.domain.template_use import TemplateUse

CALENDAR = frozenset({"review-past", "standing-approval-lapsed", "contact-review-past"})
"""The rules that hang on the day: a file that nobody touched turns red over night only if somebody wants that."""


class Templates(NamedTuple):
    """The templates that the statements of a file would find: what the good ones use, and where the broken ones
    lie, by language and name."""

    uses: Uses
    broken: Mapping[tuple[str, str], str]


class Around(NamedTuple):
    """What the files of one check have around them. `templates`: what a file's statements, which name these, would
    find, None when nobody could look; `playbook_named`: another playbook, for a scenario; `all_roles` and
    `all_channels`: those of all playbooks, for a team and its accounts; `rules`: every rule there is."""

    today: date
    others: frozenset[str]
    team: Team | None
    templates: Callable[[str, AbstractSet[str]], Templates | None]
    playbook_named: Callable[[str], Playbook | None]
    all_roles: Callable[[], Iterable[str]]
    all_channels: Callable[[], Iterable[str]]
    rules: Collection[str]
    calendar: bool


class FileChecked(NamedTuple):
    """What one file came to. `kind` is empty for a YAML file that is none of ours. `of_templates`: what its facts
    lack for the templates it uses, which is told beside those; `playbook`: its id and where that stands; `sound`:
    reading found no error in it, so that it could be looked at as a whole; `samples`: its templates, each with
    the place that names it; `facts`: what these are to be tried with; `drafts`: the wordings, by language and
    name, that a run makes of them by itself."""

    file: str
    kind: str
    findings: tuple[Finding, ...] = ()
    of_templates: tuple[Finding, ...] = ()
    playbook: tuple[str, Place] | None = None
    sound: bool = True
    samples: tuple[tuple[str, Place], ...] = ()
    facts: Mapping[str, FactSpec] = {}
    drafts: frozenset[tuple[str, str]] = frozenset()


def check_file(file: str, around: Around, sources: Sources, *, named: bool) -> FileChecked:
    """Everything that can be said of one file. `named`: somebody asked for it, so it is one of ours whatever is in
    it; a file met in a folder may be somebody else's. Never raises for what is in the file."""
    shown = SHOWN_STDIN if file == STDIN else file
    try:
        data = sources.read(file)
    except CrisisError as failed:
        place = Place(shown, 1, 1, 1, 2)
        refused = Finding("unreadable", Severity.ERROR, failed.message, failed.hint, place=place)
        return FileChecked(shown, "unreadable", (refused,))
    if not named and not is_ours(data, file):
        return FileChecked(shown, "")
    return check_data(data, file, around)


def check_data(data: bytes | str, file: str, around: Around) -> FileChecked:
    """The same for what stands in the file, or would stand there."""
    shown = SHOWN_STDIN if file == STDIN else file
    document = read_document(data, shown)
    located = document.places.located
    found = list(document.findings)
    templates = None
    if document.playbook is not None:
        used = {one.template for one in document.playbook.statements.values()}
        templates = around.templates(file, used)
        subject = _subject(document.playbook, file, around, templates)
        found += map(located, rule_findings(subject, sound=document.sound))
    elif document.sound:
        found += map(located, _against_others(document, around))
    elif document.kind is DocumentKind.SCENARIO:
        from crisis_cli.files.scenario.references import where_it_stands

        found += [
            where_it_stands(one, document.places, document.text) for one in _against_others(document, around)
        ]
    if around.calendar:
        found = [one._replace(severity=Severity.ERROR) if one.rule in CALENDAR else one for one in found]
    applied = ignored_in_yaml(
        found,
        document.text,
        document.places,
        rules=around.rules,
        refused=document.findings,
        not_looked=_not_looked(document, around),
    )
    if document.playbook is None:
        return FileChecked(shown, document.kind, applied.kept)
    playbook, places = document.playbook, document.places
    named = {one.template: ("statements", name, "template") for name, one in playbook.statements.items()}
    lacking = [
        located(one)
        for use in (_own_language_first(templates.uses, playbook) if templates and document.sound else ())
        if use.base in named and not use.facts <= playbook.facts.keys()
        for one in check_facts(use, playbook, shipped=is_shipped(use.file))
    ]
    return FileChecked(
        shown,
        document.kind,
        (*applied.kept, *_one_a_statement(one for one in lacking if one.route)),
        tuple(one for one in lacking if not one.route),
        (playbook.id, places.place(("playbook",))),
        document.sound,
        tuple((name, places.place(route)) for name, route in named.items()),
        playbook.facts,
        frozenset(_drafts(playbook)),
    )


def _drafts(playbook: Playbook) -> Iterator[tuple[str, str]]:
    for one in playbook.statements.values():
        for name in (one.template, *(f"{one.template}.{channel}" for channel in one.channels)):
            yield playbook.language, name


def _one_a_statement(findings: Iterable[Finding]) -> Iterable[Finding]:
    """A template that came with the program has wordings for channels and languages; the first is enough."""
    found: dict[Route, Finding] = {}
    for finding in findings:
        found.setdefault(finding.route, finding)
    return found.values()


def _own_language_first(uses: Uses, playbook: Playbook) -> list[TemplateUse]:
    return sorted(uses.values(), key=lambda use: (use.language != playbook.language, use.name != use.base))


def _subject(playbook: Playbook, file: str, around: Around, templates: Templates | None) -> Subject:
    name = "" if file == STDIN else PurePath(file).stem
    if templates is None:
        return Subject(playbook, around.today, name, others=around.others, team=around.team)
    uses, broken = templates
    language = playbook.language
    here = {name: use for (lang, name), use in uses.items() if lang == language}
    elsewhere = {name: lang for lang, name in (*broken, *uses) if name not in here and lang != language}
    unusable = {**elsewhere, **{name: "" for lang, name in broken if lang == language}}
    return Subject(playbook, around.today, name, here, unusable, around.others, around.team)


def _not_looked(document: Document, around: Around) -> Collection[str]:
    """The rules that nobody could look at this time."""
    if not document.sound:
        return around.rules
    return _ELSEWHERE if around.team is not None else _ELSEWHERE | TEAM_RULES


_ELSEWHERE = frozenset({"duplicate-playbook"})
"""What is found when all files have been looked at."""


def _against_others(document: Document, around: Around) -> Iterator[Finding]:
    """What a file that is no playbook names, held against the playbooks."""
    if document.kind is DocumentKind.WATCH:
        from crisis_cli.files.watch.checks import watch_against_playbooks

        yield from watch_against_playbooks(document.values, around.others)
    elif document.channels is not None:
        from crisis_cli.files.channels.checks import channels_against_playbooks

        yield from channels_against_playbooks(document.channels, around.all_channels())
    elif document.team is not None:
        from crisis_cli.files.team.checks import contacts_to_review, team_against_playbooks

        yield from team_against_playbooks(document.team, around.all_roles())
        yield from contacts_to_review(document.team, around.today)
    else:
        from crisis_cli.files.scenario.references import scenario_against_playbook, unknown_playbook

        missing = list(unknown_playbook(document.values, around.others))
        yield from missing
        named = document.values.get("playbook", "")
        if not missing and (playbook := around.playbook_named(named)) is not None:
            yield from scenario_against_playbook(document.values, playbook, sound=document.sound)
