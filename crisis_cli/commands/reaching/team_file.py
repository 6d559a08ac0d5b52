"""The team file of a run: who holds its roles when it begins, and how its people are reached later."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import Playbook
from crisis_cli.errors import CrisisError
from crisis_cli.ui.safe import safe, safe_line

if TYPE_CHECKING:
    from crisis_cli.domain.team import Team
    from crisis_cli.files.team.finding import TeamFile


def team_for(playbook: Path) -> TeamFile | None:
    """The team of the playbook in this file; None when there is none. One that cannot be read is said, and the run
    begins all the same: at night that is no reason to wait."""
    from crisis_cli.files.team.finding import find_team, load_team

    path = find_team(os.environ, Path.cwd(), playbook)
    try:
        return load_team(path) if path is not None else None
    except CrisisError as failed:
        print(f"crisis: {safe(failed.message)}. Whoever begins holds every role.", file=sys.stderr)
        return None


def holders_of(team: TeamFile | None, playbook: Playbook, at: datetime) -> Mapping[str, str]:
    """Who holds which of the playbook's roles at `at`; empty where the team file has the role and nobody holds it.
    Roles that it does not have are left out."""
    if team is None:
        return {}
    return {held.role: held.person or "" for held in team.on_call(at) if held.role in playbook.roles}


def say_who(team: TeamFile, held: Mapping[str, str]) -> None:
    """One line on stderr: who was put in charge of what."""
    said = ", ".join(f"{role} {person or 'NOBODY'}" for role, person in held.items())
    if not team.document.sound:
        print(f"crisis: {safe_line(str(team.path))} has problems: crisis team check", file=sys.stderr)
    print(safe_line(f"Who holds what, by {team.path}: {said or 'none of these roles'}"), file=sys.stderr)


def short_name(typed: str, incident: Incident) -> str:
    """The short name of whom the run's team file calls so: everybody types "Ana Lemaire", and the run knows "ana".
    What was typed, where it is a role, or the run itself knows that name, or no team file does."""
    known = typed in incident.holders.values() or typed in incident.playbook.roles
    if not typed or known or (team := team_of(incident)) is None:
        return typed
    return team.called(typed) or typed


def team_of(incident: Incident) -> Team | None:
    """The people of a run that has begun; None: no file says, or it cannot be read, which is said by what needs it
    for more than a name."""
    from crisis_cli.files.team.finding import load_team

    path = team_path(incident)
    try:
        return load_team(path).team if path is not None else None
    except CrisisError:
        return None


def team_path(incident: Incident) -> Path | None:
    """Where it stands how the people of a run that has begun are reached: CRISIS_TEAM, else the file that it began
    with where that lies on this machine, else the one that is found from here. None: there is none."""
    from crisis_cli.files.team.finding import VARIABLE, find_team

    began_with = Path(incident.team) if incident.team and not os.environ.get(VARIABLE) else None
    if began_with is not None and began_with.is_file():
        return began_with
    return find_team(os.environ, Path.cwd())
