"""A statement of a run, with what is known around its text when it is checked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import tzinfo

from crisis_cli.commands.checking.text import About, check_text
from crisis_cli.domain.conditions import Value
from crisis_cli.domain.corrections import outdated
from crisis_cli.domain.facts import value_in_words
from crisis_cli.domain.findings import Finding, Place, Severity
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import FactSpec, StatementSpec
from crisis_cli.domain.statement import StatementState, Version
from crisis_cli.domain.timing import clock_time
from crisis_cli.domain.variants import variants, wordings_for
from crisis_cli.engine.decide_texts import find
from crisis_cli.errors import CrisisError
from crisis_cli.files.library import is_as_shipped
from crisis_cli.statements.elements import Kind, Known
from crisis_cli.statements.facts import facts_said
from crisis_cli.statements.known import KnownFact
from crisis_cli.statements.written import Written

_KINDS = {
    "holding": Kind.HOLDING,
    "ceo_apology": Kind.APOLOGY,
    "update": Kind.UPDATE,
    "all_clear": Kind.ALL_CLEAR,
    "outcome": Kind.ALL_CLEAR,
    "staff_note": Kind.STAFF,
    "customer_mail": Kind.MAIL,
    "press_lines": Kind.PRESS,
    "reply": Kind.REPLY,
}
"""What the shipped templates are for, by how their names begin; of another nobody knows what must be in it."""


class StatementChecks:
    """The checks that the engine asks before a post. `zone`: the one that texts tell times in."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone

    def errors(self, incident: Incident, statement: str, channels: Collection[str]) -> list[Finding]:
        """What keeps the present text from going out there."""
        found = findings_in(incident, statement, self._zone, channels=channels)
        return [one for one in found if one.severity is Severity.ERROR]

    def facts(self, incident: Incident, statement: str, channels: Collection[str]) -> dict[str, int]:
        """The facts of which a value goes out there, be it an earlier one; none where the check stumbles, as that
        must stop nobody."""
        try:
            return self._facts(incident, statement, channels)
        except Exception:  # said by `errors` already
            return {}

    def _facts(self, incident: Incident, statement: str, channels: Collection[str]) -> dict[str, int]:
        version = incident.statement(statement).current
        parts = [part for channel in channels for part in wordings_for(version.text, channel)] if version else []
        language = incident.playbook.language
        written = [Written(statement, part.text, part.language or language) for part in parts]
        company = incident.playbook.company
        found: dict[str, int] = {}
        for name in incident.playbook.facts:
            ever = list(_ever_known(incident, name, self._zone))
            said = {int(seq) for one in written for seq in facts_said(one, ever, company=company)}
            found |= {name: max(said)} if said else {}
        return found


def _ever_known(incident: Incident, name: str, zone: tzinfo) -> Iterator[KnownFact]:
    """Every value that the fact has had, under the number of the event that recorded it last."""
    spec = incident.playbook.facts[name]
    last = {(type(record.value), record.value): record for record in incident.facts.get(name, ())}
    for record in last.values():
        if record.value is not None:
            yield KnownFact(str(record.seq), _shown(spec, record.value, zone), record.status, _count(record.value))


def findings_in(
    incident: Incident, statement: str, zone: tzinfo, text: str | None = None, channels: Collection[str] = ()
) -> list[Finding]:
    """What is found in the statement's present text, or in one that is typed at this moment, in writing order.

    With `channels` only in what goes out there. What somebody lives with is left out.
    """
    spec = find(incident, statement)
    version = incident.statement(statement).current
    words = text if text is not None else version.text if version is not None else ""
    if not words.strip():
        return []
    known = about(incident, spec, zone)
    if channels:
        known = known._replace(channels=tuple(channels), only=True)
    try:
        return [finding for wording in check_text(words, statement, known) for finding in wording.findings]
    except CrisisError:
        raise
    except Exception as wrong:  # a fault of ours must not keep a company silent: it is lived with, by name
        return _not_checked(incident, statement, wrong)


def _not_checked(incident: Incident, statement: str, wrong: Exception) -> list[Finding]:
    if incident.statement(statement).waives("check-failed", ""):
        return []
    message = f"this text could not be checked: {type(wrong).__name__}: {wrong}"
    hint = "read it twice, aloud, by two people; then waive check-failed, and tell us of it"
    return [Finding("check-failed", Severity.ERROR, message, hint, place=Place(statement, 1, 1, 1, 1))]


def about(incident: Incident, spec: StatementSpec, zone: tzinfo) -> About:
    """What a check must know of this statement; a correction is an update in few words, whatever it corrects, and
    the words of its template may stay."""
    kind = next((kind for start, kind in _KINDS.items() if spec.template.startswith(start)), None)
    state = incident.statement(spec.name)
    drafts = [one for one in state.versions if one.drafted and one.round == state.round]
    corrects = state.corrects(state.round) > 0
    return About(
        language=incident.playbook.language,
        channels=spec.channels,
        own=spec.channels,
        kind=Kind.UPDATE if corrects else kind,
        known=Known(_anchors(incident), (), incident.closed is None, in_run=True),
        facts=(*_facts(incident, drafts, zone), *(_said_before(incident, spec.name, zone) if corrects else ())),
        company=incident.playbook.company,
        invented=_invented(incident),
        speaker=_names(incident, spec.speaker),
        template="" if corrects else _templated(state),
        signed=spec.speaker.startswith("ceo"),
        checks=incident.playbook.checks,
        waived=state.waives if state.waivers else None,
    )


def _invented(incident: Incident) -> str:
    """The company of a playbook that is run for real as it came with the program; empty otherwise."""
    playbook = incident.playbook
    return playbook.company if not incident.drill and is_as_shipped(playbook.id, playbook.text) else ""


def _templated(state: StatementState) -> str:
    """What the template gave to this round, wording by wording; a wording that was there already when another one
    was drafted beside it is its writer's."""
    found: dict[str, None] = {}
    before: set[str] = set()
    for version in state.versions:
        if version.round != state.round:
            continue
        words = [part.text for part in variants(version.text)]
        found |= dict.fromkeys(text for text in words if version.drafted and text not in before)
        before = set(words)
    return "\n".join(found)


def _names(incident: Incident, role: str) -> tuple[str, ...]:
    """What the speaker is called: the titles of the role, and whoever holds it."""
    spec, holder = incident.playbook.roles.get(role), incident.holders.get(role)
    titles = (spec.title, *spec.titles.values()) if spec is not None else ()
    return (*titles, *((holder,) if holder and len(holder) > 2 else ()))


def _facts(incident: Incident, drafts: Sequence[Version], zone: tzinfo) -> Iterator[KnownFact]:
    """What the run knows, and the other words that a text may rest on: when it was seen, when we speak next."""
    drafted = {name: draft for draft in drafts for name in draft.facts}
    for name, spec in incident.playbook.facts.items():
        record = incident.fact(name)
        if record is None or record.value is None:
            yield KnownFact(name, status="unknown")
            continue
        draft = drafted.get(name)
        then = [one for one in incident.facts[name] if draft is not None and one.seq <= draft.made_seq]
        changed = bool(then) and then[-1].value != record.value
        before = _shown(spec, then[-1].value, zone) if changed else ()
        yield KnownFact(
            name, _shown(spec, record.value, zone), record.status, _count(record.value), changed, before
        )
    moments = [incident.seen_at, *(word.at for word in incident.words if word.at is not None)]
    clocks = [clock_time(moment, zone) for moment in moments]
    for draft in drafts:
        clocks += _CLOCK.findall(draft.text)
    yield KnownFact("clocks", tuple(dict.fromkeys(clocks)))


def _said_before(incident: Incident, statement: str, zone: tzinfo) -> Iterator[KnownFact]:
    """What a correction may repeat: the old values. And the counts that changed, whose new value it has to say."""
    for change in outdated(incident, statement):
        spec, record = incident.playbook.facts.get(change.fact), incident.fact(change.fact)
        if spec is None:
            continue
        yield KnownFact(f"{change.fact} before", _shown(spec, change.before, zone), number=_count(change.before))
        if record is not None and (number := _count(change.now)) is not None:
            yield KnownFact(change.fact, _shown(spec, number, zone), record.status, number, changed_since=True)


def _count(value: Value | None) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


_CLOCK = re.compile(r"\b\d{1,2}[:h]\d{2}\b")


def _shown(spec: FactSpec, value: Value | None, zone: tzinfo) -> tuple[str, ...]:
    return () if value is None else (value_in_words(spec, value, zone) or str(value),)


def _anchors(incident: Incident) -> dict[str, tuple[str, ...]]:
    """The values of facts that show an element where they stand in a text."""
    found: dict[str, tuple[str, ...]] = {}
    for element, names in _SHOWN_BY.items():
        records = [incident.fact(name) for name in names if name in incident.playbook.facts]
        values = [str(record.value) for record in records if record is not None and record.value is not None]
        if values:
            found[element] = tuple(values)
    return found


_SHOWN_BY = {
    "what_happened": ("situation", "product", "cause", "where", "shop"),
    "affected": ("people_ill", "people_hurt", "product", "shop", "where"),
    "action": ("doing", "advice"),
    "contact": ("contact",),
}
"""The facts of the shipped playbooks whose value in a text shows an element."""
