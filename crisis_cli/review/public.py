"""What was read and when: the public's first statement, and every "we speak again at" that somebody was given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.statement import Post
from crisis_cli.review.reading import told
from crisis_cli.review.rows import FirstWord
from crisis_cli.review.rows_done import WordRow

TO_THE_MINUTE = timedelta(minutes=1)
"""The public is told a time to the minute: what comes within that minute keeps it."""


def first_statement(incident: Incident) -> FirstWord | None:
    """The first text that the public could read; None while there is none."""
    posts = _public_posts(incident)
    if not posts:
        return None
    name, post = posts[0]
    return FirstWord(name, post.channel, post.url, post.moment, post.moment - incident.seen_at)


def word_rows(incident: Incident, history: Sequence[e.Event], as_of: datetime) -> tuple[WordRow, ...]:
    """Every time for the next word that was given, in the order of telling; once a text. A later text to the same
    public keeps it: what customers read keeps nothing that staff were told."""
    posts = _in_order(incident)
    given: dict[tuple[str, int], tuple[datetime, datetime]] = {}
    post: e.Event | None = None
    for event in told(history):
        match event.data:
            case e.StatementPosted():
                post = event
            case e.NextWordPromised(next_at=due_at) if due_at is not None and post is not None:
                body = post.data
                if isinstance(body, e.StatementPosted) and post.seq not in incident.undone:
                    key = (body.statement, body.round)
                    given[key] = (given[key][0] if key in given else event.moment, due_at)
    rows: list[WordRow] = []
    for key, (said_at, due_at) in given.items():
        later = (post for post in posts if post[1].moment > said_at and (post[0], post[1].round) != key)
        same = (found.moment for name, found in later if incident.playbook.same_public(name, key[0]))
        kept_at = next(same, None)
        margin = due_at - (kept_at or as_of)
        status = "missed" if margin <= -TO_THE_MINUTE else "kept" if kept_at else "open"
        rows.append(WordRow(*key, said_at, due_at, status, kept_at, margin))
    return tuple(rows)


def _public_posts(incident: Incident) -> list[tuple[str, Post]]:
    """What went out on a channel that the first statement promised to the public goes out on, in the order of the
    moments; without a promise to publish, on any channel. A later promise may be made to staff as well."""
    promises = incident.playbook.promises.values()
    promised = [incident.step(promise.kept_by) for promise in promises if promise.counts_from == "seen"]
    specs = [incident.playbook.statements.get(step.target) for step in promised if step is not None]
    public = next((spec.channels for spec in specs if spec is not None), ())
    return [(name, post) for name, post in _in_order(incident) if not public or post.channel in public]


def _in_order(incident: Incident) -> list[tuple[str, Post]]:
    posts = [(state.name, post) for state in incident.statements.values() for post in state.published]
    return sorted(posts, key=lambda found: found[1].moment)
