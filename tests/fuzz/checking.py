"""The whole check of one file, as `crisis validate` makes it, and what must be true of whatever it finds."""

from __future__ import annotations

from datetime import date
from functools import cache

from crisis_cli.commands.checking.one_file import Around, FileChecked, check_data
from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.playbook import Playbook
from crisis_cli.domain.team import Person, Team
from crisis_cli.files import rule_pages
from crisis_cli.files.documents import read_document
from crisis_cli.files.playbook.reader import load_playbook
from crisis_cli.rules.catalogue import findings
from crisis_cli.rules.rule import Subject
from crisis_cli.ui.findings import Format, render
from crisis_cli.ui.findings.result import Checked
from crisis_cli.ui.safe import safe
from tests.fuzz.mutations import SHIPPED

TODAY = date(2026, 11, 22)
HELD = {"lead": "ana", "ceo": "noor", "coo": "noor", "duty-manager": "ana"}


@cache
def around() -> Around:
    """What lies around a file: the shipped playbooks, a team in which one person holds two roles, no templates."""
    shipped = {path.stem: load_playbook(path).playbook for path in SHIPPED}
    people = {name: Person(name, name.title()) for name in ("ana", "noor")}
    team = Team(people, {role: (person,) for role, person in HELD.items()})
    return Around(
        today=TODAY,
        others=frozenset(shipped),
        team=team,
        templates=lambda *_: None,
        playbook_named=shipped.get,
        all_channels=tuple,
        all_roles=lambda: HELD,
        rules=rule_pages.rule_names(),
        calendar=False,
    )


def hold(data: bytes | str, file: str = "x.yaml") -> FileChecked:
    """Check it, and look at everything that is found, in every form of output."""
    checked = check_data(data, file, around())
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    lines = text.split("\n")
    for found in (*checked.findings, *checked.of_templates):
        _holds(found, lines)
    for format_ in Format:
        out = render(format_, _result(checked, text), _pages(), colour=False)
        assert safe(out) == out, format_
    return checked


def _holds(found: Finding, lines: list[str]) -> None:
    assert found.rule in around().rules, found.rule
    assert found.message
    assert (found.message + found.hint).isprintable(), found
    places = [found.place, *(other.place for other in found.related), *(edit.place for edit in found.fix)]
    for place in places:
        assert place is not None, found
        assert 1 <= place.line <= place.end_line <= len(lines) + 1, found
        assert place.column >= 1, found
        assert (place.line, place.column) <= (place.end_line, place.end_column), found
        longest = len(lines[place.line - 1]) if place.line <= len(lines) else 0
        assert place.column <= longest + 2, found


def _result(checked: FileChecked, text: str) -> Checked:
    return Checked(checked.findings, 1, (), 0.1, lambda _: text, (checked.file,))


@cache
def _pages() -> dict[str, rule_pages.RulePage]:
    return {page.rule: page for page in rule_pages.pages()}


def passed(text: str) -> Playbook | None:
    """The playbook that stands there, if no error is found in it; templates and team are not looked at."""
    document = read_document(text, "x.yaml")
    if document.playbook is None:
        return None
    found = [*document.findings, *findings(Subject(document.playbook, TODAY), sound=document.sound)]
    return None if any(one.severity is Severity.ERROR for one in found) else document.playbook
