"""A statement's first text: its template, rendered from what the run knows now."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from crisis_cli.domain.corrections import outdated
from crisis_cli.domain.facts import value_in_words
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Draft
from crisis_cli.domain.playbook import FactSpec, Kind, StatementSpec
from crisis_cli.domain.statement import Version
from crisis_cli.domain.timing import clock_time
from crisis_cli.domain.variants import Variant, joined, variants, with_variant
from crisis_cli.errors import Refused, UsageError
from crisis_cli.files.library import template_folders
from crisis_cli.files.templates.hashes import template_hash
from crisis_cli.files.templates.render import Given, GivenFact, render_statement

ROUND_UP = timedelta(minutes=5)
"""A printed time is one that people can keep in mind: the next full five minutes."""


TALKING_POINTS = "talking_points"
"""The template of the page for whoever speaks on camera."""


def draft_statement(
    incident: Incident, statement: str, *, at: datetime, zone: tzinfo, channel: str = "", language: str = ""
) -> Draft:
    """The intent that puts the rendered text in place, in the playbook's language unless another is asked for.

    With a channel or a language it is one wording beside those that the text of this round has already. Raises
    UsageError for a statement or channel that is not there, SurroundingsFailed when it cannot be rendered.
    """
    spec = _spec(incident, statement)
    if channel and channel not in spec.channels:
        raise UsageError(
            f'"{channel}" is not a channel of {statement}.', f"There are: {', '.join(spec.channels)}."
        )
    folders = template_folders(os.environ, Path.cwd())
    spoken = language or incident.playbook.language
    here = [folder / spoken for folder in folders]
    name = f"{spec.template}.{channel}"
    if not channel or not template_hash(here, f"{name}.txt.j2"):
        name = spec.template
    rendered = render_statement(name, _all_given(incident, spec, at, zone), folders=folders, language=spoken)
    if not channel and not language:
        return Draft(statement, rendered.text, tuple(rendered.used), template_hash(here, f"{name}.txt.j2"))
    new = Variant((channel,) if channel else (), spoken, rendered.text)
    before = _before(incident, statement)
    facts = dict.fromkeys((*(before.facts if before else ()), *rendered.used))
    return Draft(statement, with_variant(_in_parts(incident, before), new), tuple(facts), "")


def correction(incident: Incident, statement: str, *, at: datetime, zone: tzinfo) -> Draft:
    """The intent that begins the round which puts the statement's published text right; raises Refused where there
    is nothing to put right, else as `draft_statement` does."""
    changes = outdated(incident, statement)
    if not changes:
        raise Refused(
            f"No fact in a published text of {statement} has changed.",
            f"Change it all the same: crisis edit {statement}",
        )
    draft = draft_statement(incident, statement, at=at, zone=zone)
    return replace(draft, corrects=max(change.post.round for change in changes))


def talking_points(incident: Incident, statement: str, *, at: datetime, zone: tzinfo, language: str = "") -> str:
    """One page for whoever speaks without a script, from what is known now; raises as `draft_statement` does."""
    given = _all_given(incident, _spec(incident, statement), at, zone)
    folders = template_folders(os.environ, Path.cwd())
    spoken = language or incident.playbook.language
    return render_statement(TALKING_POINTS, given, folders=folders, language=spoken).text


def _spec(incident: Incident, statement: str) -> StatementSpec:
    spec = incident.playbook.statements.get(statement)
    if spec is None:
        names = ", ".join(incident.playbook.statements) or "none"
        raise UsageError(f'There is no statement "{statement}".', f"There are: {names}.")
    return spec


def _all_given(incident: Incident, spec: StatementSpec, at: datetime, zone: tzinfo) -> Given:
    role = incident.playbook.roles.get(spec.speaker)
    return Given(
        facts={name: _given(incident, fact, zone) for name, fact in incident.playbook.facts.items()},
        seen=clock_time(incident.seen_at, zone),
        now=clock_time(at, zone),
        next_update=clock_time(next_update(incident, at), zone),
        speaker=role.title if role else spec.speaker,
        company=incident.playbook.company,
    )


def _before(incident: Incident, statement: str) -> Version | None:
    """The text of the round that a new wording would belong to."""
    state = incident.statement(statement)
    return state.current if state.next_round() == state.round else None


def _in_parts(incident: Incident, before: Version | None) -> str:
    """That text, its words for everybody named with their language, so that others can stand beside them."""
    if before is None:
        return ""
    parts = variants(before.text)
    if len(parts) == 1 and not parts[0].channels and not parts[0].language:
        return joined([parts[0]._replace(language=incident.playbook.language)])
    return before.text


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
    return GivenFact(spec.ask, record.status, record.value, value_in_words(spec, record.value, zone))
