"""A statement's first text: its template, rendered from what the run knows now."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Draft
from crisis_cli.domain.playbook import FactSpec, FactType, Kind
from crisis_cli.domain.timing import clock_time
from crisis_cli.errors import UsageError
from crisis_cli.files.library import template_folders
from crisis_cli.files.templates.hashes import template_hash
from crisis_cli.files.templates.render import Given, GivenFact, render_statement

ROUND_UP = timedelta(minutes=5)
"""A printed time is one that people can keep in mind: the next full five minutes."""


def draft_statement(
    incident: Incident, statement: str, *, at: datetime, zone: tzinfo, language: str = ""
) -> Draft:
    """The intent that puts the rendered text in place, in the playbook's language unless another is asked for;
    raises UsageError for a statement that is not there, SurroundingsFailed when it cannot be rendered."""
    spec = incident.playbook.statements.get(statement)
    if spec is None:
        names = ", ".join(incident.playbook.statements) or "none"
        raise UsageError(f'There is no statement "{statement}".', f"There are: {names}.")
    folders = template_folders(os.environ, Path.cwd())
    role = incident.playbook.roles.get(spec.speaker)
    given = Given(
        facts={name: _given(incident, fact, zone) for name, fact in incident.playbook.facts.items()},
        seen=clock_time(incident.seen_at, zone),
        now=clock_time(at, zone),
        next_update=clock_time(next_update(incident, at), zone),
        speaker=role.title if role else spec.speaker,
        company=incident.playbook.company,
    )
    language = language or incident.playbook.language
    rendered = render_statement(spec.template, given, folders=folders, language=language)
    sha256 = template_hash([folder / language for folder in folders], f"{spec.template}.txt.j2")
    return Draft(statement, rendered.text, tuple(rendered.used), sha256)


def next_update(incident: Incident, at: datetime) -> datetime:
    """When we would speak again: the interval of the repeating draft from now, in full five minutes, in UTC."""
    repeats = (step.repeat for step in incident.playbook.steps.values() if step.kind is Kind.DRAFT and step.repeat)
    repeat = next(repeats, None)
    wait = repeat.interval(at - incident.opened_at) if repeat is not None else timedelta(hours=1)
    due = (at + wait).replace(second=0, microsecond=0)
    return due + (-timedelta(minutes=due.minute) % ROUND_UP)


def _given(incident: Incident, spec: FactSpec, zone: tzinfo) -> GivenFact:
    record = incident.fact(spec.name)
    if record is None or record.status == "unknown" or record.value is None:
        return GivenFact(spec.ask)
    shown = ""
    if spec.type is FactType.CHOICE:
        shown = spec.choices.get(str(record.value), "")
    elif spec.type is FactType.TIME:
        shown = clock_time(datetime.fromisoformat(str(record.value)), zone)
    return GivenFact(spec.ask, record.status, record.value, shown)
