"""Published texts that no longer say what is so: which fact changed, where the old value stands, what followed."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from crisis_cli.domain.conditions import Value
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.records import FactRecord
from crisis_cli.domain.statement import Post


class Change(NamedTuple):
    """A fact took another value after a text with it had gone out on a channel, at `changed_at`, and the one that
    it has `now` at `latest_at`; None: it is not known any more. `answered_at`: when that channel heard otherwise,
    or the post was taken down; None: not yet."""

    statement: str
    post: Post
    fact: str
    before: Value
    now: Value | None
    changed_at: datetime
    latest_at: datetime
    answered_at: datetime | None


def changes_of(incident: Incident, statement: str = "") -> list[Change]:
    """Every change of a fact that stands in a published text, of one statement or of all; in the order of the
    statements and posts. One that was taken back before anybody answered it is none."""
    names = [statement] if statement else list(incident.statements)
    found: list[Change] = []
    for name in names:
        state = incident.statement(name)
        for post in state.published:
            for fact in sorted(state.facts_of(post.round) | set(post.facts)):
                change = _change(incident, name, post, fact)
                found += [change] if change is not None else []
    return found


def outdated(incident: Incident, statement: str = "") -> list[Change]:
    """Those that nobody has answered: each address that still carries an old value."""
    return [change for change in changes_of(incident, statement) if change.answered_at is None]


def _change(incident: Incident, statement: str, post: Post, fact: str) -> Change | None:
    records = incident.facts.get(fact, ())
    before = next((record for record in reversed(records) if record.moment <= post.moment), None)
    if before is None or before.value is None:
        return None
    answered_at: datetime | None = None
    spell: list[FactRecord] = []
    for record in (record for record in records if record.moment > post.moment):
        if record.value == before.value and answered_at is None:
            spell = []
        elif record.value != before.value or spell:
            spell.append(record)
            answered_at = _answered_at(incident, statement, post, fact, spell[0].moment)
    if not spell:
        return None
    moved = [new for old, new in pairwise([before, *spell]) if new.value != old.value]
    return Change(
        statement, post, fact, before.value, spell[-1].value, spell[0].moment, moved[-1].moment, answered_at
    )


def _answered_at(incident: Incident, statement: str, post: Post, fact: str, since: datetime) -> datetime | None:
    """When the channel got a later text of the same statement, or another one that gives the fact, or the post was
    taken down."""
    answers = [
        later.moment
        for state in incident.statements.values()
        for later in state.published
        if later.channel == post.channel
        and later.moment > since
        and (state.name == statement or fact in state.facts_of(later.round) or fact in later.facts)
    ]
    if post.withdrawn_at is not None:
        answers.append(post.withdrawn_at)
    return min(answers, default=None)
