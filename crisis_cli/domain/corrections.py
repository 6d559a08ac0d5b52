"""Published texts that no longer say what is so: which fact changed, where the old value stands, what followed.

What a text says is what it was made from, and a change is what was written down after it: the order of the record
counts, not the moments that people give. Somebody who types late takes nothing back by that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from crisis_cli.domain.conditions import Value
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.records import FactRecord
from crisis_cli.domain.statement import Post, StatementState


class Answer(NamedTuple):
    """What put a post right: when it happened, and the number of its event."""

    moment: datetime
    seq: int


class Change(NamedTuple):
    """A fact is not any more what a text said that went out on a channel: it took another value, or the value
    `before` is not confirmed any more.

    `changed_at`: since when that post says otherwise; `latest_at`: when the value of `now` was written down (None:
    it is not known any more). `answer`: that channel heard otherwise, or the post was taken down; None: not yet.
    `told`: the same statement said otherwise, on whatever channel."""

    statement: str
    post: Post
    fact: str
    before: Value
    now: Value | None
    changed_at: datetime
    latest_at: datetime
    answer: Answer | None
    told: Answer | None = None

    @property
    def answered_at(self) -> datetime | None:
        """When it was answered; None: not yet."""
        return self.answer.moment if self.answer else None

    @property
    def only_doubted(self) -> bool:
        """Whether the value is the same, and nobody stands behind it any more."""
        return self.before == self.now


def changes_of(incident: Incident, statement: str = "") -> list[Change]:
    """Every change of a fact that stands in a published text, of one statement or of all; in the order of the
    statements and posts. One that was taken back before anybody answered it is none."""
    names = [statement] if statement else list(incident.statements)
    found: list[Change] = []
    for name in names:
        state = incident.statement(name)
        for post in state.published:
            for fact in sorted(_facts(state, post)):
                change = _change(incident, state, post, fact)
                found += [change] if change is not None else []
    return found


def outdated(incident: Incident, statement: str = "") -> list[Change]:
    """Those that nobody has answered: each address that still carries an old value."""
    return [change for change in changes_of(incident, statement) if change.answer is None]


def _facts(state: StatementState, post: Post) -> frozenset[str]:
    return state.facts_of(post.round) | frozenset(post.facts)


def _said(incident: Incident, state: StatementState, post: Post, fact: str) -> FactRecord | None:
    """The record of the fact that the post's text was made from, or whose value was found in it; None: the fact
    was not known when it was written."""
    records = incident.facts.get(fact, ())
    text = state.text_of(post)
    made_from_it = text is not None and text.drafted and fact in text.facts
    if (found := post.facts.get(fact, 0)) and not made_from_it:
        return next((record for record in records if record.seq == found), None)
    written = text.made_seq if text is not None else post.seq
    return next((record for record in reversed(records) if record.seq <= written), None)


def _change(incident: Incident, state: StatementState, post: Post, fact: str) -> Change | None:
    before = _said(incident, state, post, fact)
    if before is None or before.value is None:
        return None
    answer: Answer | None = None
    spell: list[FactRecord] = []
    for record in (record for record in incident.facts[fact] if record.seq > before.seq):
        if _differs(before, record):
            spell.append(record)
            answer = min(_answers(incident, state, post, before, spell[0], fact), default=None)
        elif answer is not None and answer.seq < record.seq:
            spell.append(record)
        else:
            spell, answer = [], None
    if not spell or (answer is not None and answer.seq < spell[0].seq):
        return None  # it stood no longer, or was taken down before
    moved = [new for old, new in pairwise([before, *spell]) if (new.value, new.status) != (old.value, old.status)]
    changed_at = max(spell[0].moment, post.moment)
    told = min(_told(incident, state, post, before, spell[0], fact), default=None)
    return Change(
        state.name, post, fact, before.value, spell[-1].value, changed_at, moved[-1].recorded_at, answer, told
    )


def _differs(before: FactRecord, record: FactRecord) -> bool:
    return record.value != before.value or (before.status == "confirmed" != record.status)


def _answers(
    incident: Incident, state: StatementState, post: Post, before: FactRecord, since: FactRecord, fact: str
) -> Iterator[Answer]:
    """Each text that the channel got afterwards and that gives what became of the fact, or corrects this
    statement; and that the post was taken down."""
    for other in incident.statements.values():
        for later in other.published:
            here = later.channel == post.channel and _is_after(later, post)
            corrects = other.name == state.name and _corrects(state, later, post, since)
            if here and (corrects or _gives(incident, other, later, before, since, fact)):
                yield Answer(later.moment, later.seq)
    if post.withdrawn_at is not None:
        yield Answer(post.withdrawn_at, post.withdrawn_seq)


def _told(
    incident: Incident, state: StatementState, post: Post, before: FactRecord, since: FactRecord, fact: str
) -> Iterator[Answer]:
    for later in state.published:
        given = _corrects(state, later, post, since) or _gives(incident, state, later, before, since, fact)
        if given and _is_after(later, post):
            yield Answer(later.moment, later.seq)


def _is_after(later: Post, post: Post) -> bool:
    return (later.moment, later.seq) > (post.moment, post.seq)


def _corrects(state: StatementState, later: Post, post: Post, since: FactRecord) -> bool:
    return later.seq > since.seq and state.corrects(later.round) >= post.round


def _gives(
    incident: Incident, state: StatementState, post: Post, before: FactRecord, since: FactRecord, fact: str
) -> bool:
    """Whether this text was made from what the fact became, and not from what it had been."""
    if fact not in _facts(state, post):
        return False
    said = _said(incident, state, post, fact)
    return said is not None and said.seq >= since.seq and _differs(before, said)
