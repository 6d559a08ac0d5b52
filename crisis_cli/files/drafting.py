"""A statement's first text: its template, rendered from what the run knows now; or that of a correction."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from crisis_cli.domain.corrections import Change, outdated
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Draft
from crisis_cli.domain.playbook import Kind, StatementSpec
from crisis_cli.domain.statement import Version
from crisis_cli.domain.variants import Variant, joined, variants, with_variant
from crisis_cli.errors import Refused, UsageError
from crisis_cli.files.given import given
from crisis_cli.files.library import template_folders
from crisis_cli.files.templates.hashes import bound
from crisis_cli.files.templates.render import render_statement

ROUND_UP = timedelta(minutes=5)
"""A printed time is one that people can keep in mind: the next full five minutes."""


AN_HOUR = timedelta(hours=1)
"""Until we speak again, where the playbook has nothing that comes again; our own choice."""

TALKING_POINTS = "talking_points"
"""The template of the page for whoever speaks on camera."""

CORRECTION = "correction"
"""The template of a text that puts a published one right; `correction_STATEMENT` comes before it."""


def draft_statement(
    incident: Incident, statement: str, *, at: datetime, zone: tzinfo, channel: str = "", language: str = ""
) -> Draft:
    """The intent that puts the rendered text in place, in the playbook's language unless another is asked for.

    With a channel or a language it is one wording beside those that the text of this round has already; a
    correction's is one of the correction. Raises UsageError for a statement or channel that is not there,
    SurroundingsFailed when it cannot be rendered.
    """
    spec = _spec(incident, statement)
    if channel and channel not in spec.channels:
        raise UsageError(
            f'"{channel}" is not a channel of {statement}.', f"There are: {', '.join(spec.channels)}."
        )
    before = _before(incident, statement)
    beside = before is not None and bool(channel or language)
    corrects = incident.statement(statement).corrects(before.round) if before is not None and beside else 0
    changes = outdated(incident, statement) if corrects else ()
    made = _drafted(incident, spec, at, zone, channel=channel, language=language, changes=changes)
    if not channel and not language:
        return made
    new = Variant((channel,) if channel else (), language or incident.playbook.language, made.text)
    facts = dict.fromkeys((*(before.facts if before else ()), *made.facts))
    return Draft(statement, with_variant(_in_parts(incident, before), new), tuple(facts), "", corrects)


def correction(incident: Incident, statement: str, *, at: datetime, zone: tzinfo) -> Draft:
    """The intent that begins the round which puts the statement's published text right, in each wording that is
    out; raises Refused where there is nothing to put right, else as `draft_statement` does."""
    spec = _spec(incident, statement)
    changes = outdated(incident, statement)
    if not changes:
        raise Refused(
            f"No fact in a published text of {statement} has changed.",
            f"Change it all the same: crisis edit {statement}",
        )
    out = _wordings_out(incident, statement, changes)
    if all(part.language == incident.playbook.language for part in out) and len(out) < 2:
        return _drafted(incident, spec, at, zone, changes=changes)
    parts: list[Variant] = []
    used: dict[str, None] = {}
    for part in out:
        channel = part.channels[0] if part.channels else ""
        made = _drafted(incident, spec, at, zone, channel=channel, language=part.language, changes=changes)
        parts.append(Variant(part.channels, part.language, made.text))
        used |= dict.fromkeys(made.facts)
    return replace(made, text=joined(parts), facts=tuple(used), template_sha256="")


def _wordings_out(incident: Incident, statement: str, changes: Sequence[Change]) -> list[Variant]:
    """The wordings of the published texts that no longer hold, each once, in languages that we have words for."""
    posted = {change.post.sha256 for change in changes}
    texts = [version.text for version in incident.statement(statement).versions if version.sha256 in posted]
    own = incident.playbook.language
    found = {
        (part.channels, part.language or own): part._replace(language=part.language or own)
        for text in dict.fromkeys(texts)
        for part in variants(text)
    }
    folders = template_folders(os.environ, Path.cwd())
    spoken = {language for _, language in found if _is_there(CORRECTION, folders, language)}
    return [part for (_, language), part in found.items() if language in spoken]


def _is_there(template: str, folders: Sequence[Path], language: str) -> bool:
    return bool(bound([folder / language for folder in folders], f"{template}.txt.j2").sha256)


def talking_points(incident: Incident, statement: str, *, at: datetime, zone: tzinfo, language: str = "") -> str:
    """One page for whoever speaks without a script, from what is known now; raises as `draft_statement` does."""
    spec = _spec(incident, statement)
    spoken = language or incident.playbook.language
    word = next_update(incident, statement, at)
    facts = given(incident, spec, at=at, zone=zone, language=spoken, next_word=word, for_any=True)
    folders = template_folders(os.environ, Path.cwd())
    return render_statement(TALKING_POINTS, facts, folders=folders, language=spoken).text


def _drafted(
    incident: Incident,
    spec: StatementSpec,
    at: datetime,
    zone: tzinfo,
    *,
    channel: str = "",
    language: str = "",
    changes: Sequence[Change] = (),
) -> Draft:
    """The text alone, as one wording; of the correction where there are changes."""
    folders = template_folders(os.environ, Path.cwd())
    spoken = language or incident.playbook.language
    here = [folder / spoken for folder in folders]
    names = [f"{CORRECTION}_{spec.name}", CORRECTION] if changes else [spec.template]
    wanted = [*(f"{name}.{channel}" for name in names if channel), *names]
    made_of = {name: bound(here, f"{name}.txt.j2") for name in wanted}
    name = next((name for name in wanted if made_of[name].sha256), names[-1])
    word = _next_word(incident, spec.name, at) if changes else next_update(incident, spec.name, at)
    facts = given(
        incident, spec, at=at, zone=zone, language=spoken, next_word=word, changes=changes, for_any=bool(changes)
    )
    rendered = render_statement(name, facts, folders=folders, language=spoken)
    used = tuple(fact for fact in rendered.used if fact in incident.playbook.facts)
    corrects = max((change.post.round for change in changes), default=0)
    sha256 = made_of[name].sha256 if made_of[name].known else ""
    return Draft(spec.name, rendered.text, used, sha256, corrects)


def _spec(incident: Incident, statement: str) -> StatementSpec:
    spec = incident.playbook.statements.get(statement)
    if spec is None:
        names = ", ".join(incident.playbook.statements) or "none"
        raise UsageError(f'There is no statement "{statement}".', f"There are: {names}.")
    return spec


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


def next_update(incident: Incident, statement: str, at: datetime) -> datetime:
    """When we would speak again, in full five minutes, in UTC: an interval from now, that of the statement's own
    repetition once the round that is being written is due, else of the first statement that comes again."""
    due = (at + _interval(incident, statement, at)).replace(second=0, microsecond=0)
    return due + (-timedelta(minutes=due.minute) % ROUND_UP)


def _interval(incident: Incident, statement: str, at: datetime) -> timedelta:
    drafts = [step for step in incident.playbook.steps.values() if step.kind is Kind.DRAFT]
    for step in drafts:
        if step.repeat is not None and step.target == statement:
            state = incident.state(step.id)
            if state.first_opened_at is None:
                return step.repeat.interval(step.repeat.interval(timedelta()))
            return step.repeat.interval(max(at, state.due_at or at) - state.first_opened_at)
    repeats = (step.repeat.interval(at - incident.opened_at) for step in drafts if step.repeat is not None)
    return next(repeats, AN_HOUR)


def _next_word(incident: Incident, statement: str, at: datetime) -> datetime:
    """The hour that is printed already, so long as it lies ahead: a correction comes in between."""
    word = incident.word_for(statement)
    if word is not None and word.at is not None and word.at > at:
        return word.at
    return next_update(incident, statement, at)
