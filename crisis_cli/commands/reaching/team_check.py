"""Whether everybody of the team file can be reached, and every role is held: findings in the shape of validate."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_cli.commands.ahead import templates
from crisis_cli.commands.checking.shelves import ask
from crisis_cli.commands.wiring import clock
from crisis_cli.domain.findings import Finding
from crisis_cli.errors import CrisisError
from crisis_cli.files.library import list_playbooks
from crisis_cli.files.team.finding import TeamFile, find_team, load_team, no_team
from crisis_cli.ui.findings import Format, render
from crisis_cli.ui.findings.result import Checked, summary

if TYPE_CHECKING:
    from crisis_cli.commands.checking.all_files import Everything


def check_team(format_: Format) -> int:
    """Print what is wrong with the team file; returns the exit code. A warning fails too."""
    began = clock().monotonic()
    path, team, broken = _read()
    file = _shown(path)
    found = _checked(file)
    here = tuple(_here(team, file)) if team is not None else ()
    if broken is not None and not found.findings:
        raise broken
    checked = Checked(
        findings=(*found.findings, *here),
        files=len(found.files),
        not_checked=(),
        seconds=clock().monotonic() - began,
        sources=found.sources.text,
        file_names=found.files,
        strict=True,
    )
    from crisis_cli.ui.findings import colour, wrapping

    coloured = colour.wanted(sys.stdout.isatty(), os.environ)
    print(
        render(format_, checked, {}, colour=coloured, columns=wrapping.columns_of(sys.stdout, os.environ)), end=""
    )
    if format_ not in (Format.TEXT, Format.GITHUB):
        print(summary(checked), file=sys.stderr)
    return 1 if checked.fails else 0


def _read() -> tuple[Path, TeamFile | None, CrisisError | None]:
    """Where the team file lies, and what it says; or why it cannot be read, while the findings say where."""
    path = find_team(os.environ, Path.cwd())
    if path is None:
        raise no_team()
    try:
        return path, load_team(path), None
    except CrisisError as failed:
        return path, None, failed


def _checked(file: str) -> Everything:
    """The team file itself, and what the team's own playbooks need of it."""
    own = [_shown(entry.path) for entry in list_playbooks(os.environ, Path.cwd()) if not entry.shipped]
    with templates() as process:
        asked = ask([file, *own], process)
        from crisis_cli.commands.checking.all_files import check
        from crisis_cli.rules.catalogue import TEAM_RULES

        def wanted(found: Finding) -> bool:
            return found.rule in TEAM_RULES or (found.place is not None and found.place.file == file)

        return check([file, *own], asked, calendar=False, wanted=wanted)


def _shown(path: Path) -> str:
    """Below the folder one stands in without the way there."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def _here(team: TeamFile, file: str) -> Iterator[Finding]:
    """What only this machine, at this moment, can tell: calendars and secrets."""
    calendars = team.calendars(clock().now())[1]
    for found in (*calendars, *team.secret_findings(os.environ)):
        located = team.document.places.located(found)
        yield located._replace(place=located.place._replace(file=file) if located.place is not None else None)
