"""Where a run's team file lies, and what it says at a moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from crisis_cli.domain.duties import HORIZON, Calendars, Held, Shift, who_holds
from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.team import Team
from crisis_cli.errors import CrisisError, SurroundingsFailed, UsageError
from crisis_cli.files.disk import read_regular
from crisis_cli.files.documents import Document, DocumentKind, read_document
from crisis_cli.files.library import find_beside
from crisis_cli.files.parsing.source import MAX_BYTES
from crisis_cli.files.secrets import secret_findings
from crisis_cli.files.targets import TEAM_FILES
from crisis_cli.files.team.calendars import read_shifts

VARIABLE = "CRISIS_TEAM"
"""The team file of this machine, wherever it lies."""

_BACK = timedelta(days=7)
"""How far back a calendar is read: a shift that began before and lasts on is found all the same."""


class TeamFile(NamedTuple):
    """A team file that could be read, and where."""

    path: Path
    team: Team
    document: Document

    @property
    def folder(self) -> Path:
        """Where the files that it names lie."""
        return self.path.parent

    def calendars(self, at: datetime) -> tuple[Calendars, list[Finding]]:
        """The shifts around `at` of every role that a calendar feeds; a finding for a calendar that says nothing,
        and for titles that name nobody."""
        shifts: dict[str, list[Shift]] = {}
        findings: list[Finding] = []
        for role, duty in self.team.duties.items():
            if not duty.calendar:
                continue
            route = ("roles", role, "calendar")
            try:
                shifts[role], strangers = read_shifts(
                    self.folder / duty.calendar, self.team.people, duty.zone, start=at - _BACK, end=at + HORIZON
                )
            except CrisisError as failed:
                found = failed.message
                findings.append(Finding("calendar-unreadable", Severity.ERROR, found, failed.hint, route))
                continue
            for title in strangers[:3]:
                shown = "".join(letter if letter.isprintable() else "?" for letter in title[:60])
                message = f'the calendar of "{role}" names "{shown}", who is nobody of this team'
                hint = "write each entry's title as in people:, the short name or the name"
                findings.append(Finding("calendar-stranger", Severity.WARNING, message, hint, route))
        return shifts, findings

    def secret_findings(self, environ: Mapping[str, str]) -> Iterator[Finding]:
        """Secrets of its addresses that are not here, or that others may read."""
        addresses = (
            (("people", person.id, kind), address)
            for person in self.team.people.values()
            for kind, several in (("loud", person.loud), ("quiet", person.quiet))
            for address in several
        )
        return secret_findings(addresses, environ, self.folder, needed="where the keeper runs")

    def on_call(self, at: datetime, calendars: Calendars | None = None) -> list[Held]:
        """Who holds what at `at`, as far as calendars can be read."""
        return who_holds(self.team, at, self.calendars(at)[0] if calendars is None else calendars)


def find_team(environ: Mapping[str, str], cwd: Path, playbook: Path | None = None) -> Path | None:
    """The team file: CRISIS_TEAM, else beside the playbook or in the folder above it, else where one stands, else
    among the user's own files. None: there is none."""
    beside = [playbook.parent, playbook.parent.parent] if playbook is not None else []
    return find_beside(VARIABLE, TEAM_FILES, environ, cwd, beside)


def load_team(path: Path) -> TeamFile:
    """The team of that file, whatever findings it has. Raises CrisisError when none can be read."""
    data = read_regular(path, MAX_BYTES)
    document = read_document(data, str(path))
    if document.kind is not DocumentKind.TEAM or document.team is None:
        message = f"{path} cannot be read as a team file"
        raise SurroundingsFailed(message, f"crisis validate {path} says why")
    return TeamFile(path, document.team, document)


def the_team(environ: Mapping[str, str], cwd: Path, playbook: Path | None = None) -> TeamFile:
    """The team file that is found. Raises UsageError where there is none, else as `load_team`."""
    path = find_team(environ, cwd, playbook)
    if path is None:
        raise no_team()
    return load_team(path)


def no_team() -> UsageError:
    """What is said where a team file is needed and there is none."""
    return UsageError(
        "There is no team file.",
        f"Write team.yaml beside your playbooks (crisis schema team has its fields), or set {VARIABLE}.",
    )
