"""A scenario by its name or path, with its playbook; every finding said before anything starts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crisis_cli.domain.findings import Severity
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import Playbook
from crisis_cli.errors import PlaybookUnreadable, Refused, SurroundingsFailed

if TYPE_CHECKING:
    from crisis_cli.domain.scenario import Scenario


class Playable(NamedTuple):
    """A scenario that can be played, and the playbook that its team follows."""

    scenario: Scenario
    playbook: Playbook


def playable(name: str) -> Playable:
    """The scenario of that name or path; raises UsageError for one that is not there, PlaybookUnreadable with each
    place where something is wrong in it, or in its playbook."""
    from crisis_cli.commands.playbooks import runnable
    from crisis_cli.files.disk import read_regular
    from crisis_cli.files.documents import read_document
    from crisis_cli.files.library import find_scenario, playbook_of
    from crisis_cli.files.parsing.source import MAX_BYTES
    from crisis_cli.files.scenario.references import scenario_against_playbook

    path = find_scenario(name, os.environ, Path.cwd())
    document = read_document(read_regular(path, MAX_BYTES), _shown(path))
    found = [*document.findings]
    playbook = None
    if document.scenario is not None and document.sound:
        playbook = runnable(_shown(playbook_of(path, document.scenario.playbook, os.environ, Path.cwd())))
        found += map(document.places.located, scenario_against_playbook(document.values, playbook))
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors or document.scenario is None or playbook is None:
        raise PlaybookUnreadable(
            f"{name} has {len(errors)} problem(s); no drill was begun.",
            errors,
            f"Mend them: crisis validate {_shown(path)}",
            document.text,
        )
    return Playable(document.scenario, playbook)


def scenarios() -> list[str]:
    """The names of all scenarios there are."""
    from crisis_cli.files.library import list_scenarios

    return list(list_scenarios(os.environ, Path.cwd()))


def _shown(path: Path) -> str:
    """The way from here, where the file lies below."""
    absolute, here = Path(os.path.abspath(path)), Path.cwd()
    return os.path.join(os.curdir, absolute.relative_to(here)) if absolute.is_relative_to(here) else str(absolute)


def scenario_of(incident: Incident) -> Scenario:
    """The scenario that a drill is pinned to; raises Refused for a run that follows none."""
    from crisis_cli.files.documents import read_document

    if incident.exercise is None:
        kind = "a drill without a scenario" if incident.drill else "real"
        raise Refused(f"{incident.id} is {kind}.", "Begin one with: crisis drill SCENARIO")
    scenario = read_document(incident.exercise.scenario_text, "the pinned scenario").scenario
    if scenario is None:
        raise SurroundingsFailed(
            "The scenario that this drill is pinned to cannot be read by this version.",
            "Install the version that began the drill; the journal is whole.",
        )
    return scenario
