"""What became of a statement and who had a say in it, each kind of event as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.ui.telling import Telling


def _approved(t: Telling, b: e.StatementApproved) -> str:
    via = f" by {b.via}, recorded by {t.by}" if b.via else ""
    kind = "countersigned" if b.entry < 0 else "said yes to"
    return f"{b.giver} {kind} the {b.statement} statement{via}"


def _waived(t: Telling, b: e.FindingWaived) -> str:
    words = f' ("{b.words}")' if b.words else ""
    return f"{t.by} lets the {b.statement} statement go out in spite of {b.rule}{words}: {b.reason}"


def _rejected(_: Telling, b: e.StatementRejected) -> str:
    kind = "objects to" if b.objection else "said no to"
    return f"{b.giver} {kind} the {b.statement} statement: {b.reason}"


def _drafted(t: Telling, b: e.StatementDrafted) -> str:
    if b.corrects:
        return f"{t.by} drafted a correction of the {b.statement} statement, round {b.corrects}"
    return f"{t.by} made a draft of the {b.statement} statement"


def _withdrawn(t: Telling, b: e.PostWithdrawn) -> str:
    posts = t.incident.statement(b.statement).posts_of(b.round)
    url = next((f" {post.url}" for post in posts if post.channel == b.channel and post.url), "")
    return f"{t.by} took {b.statement} (round {b.round}) down from {b.channel}{url}: {b.reason}"


def _posted(t: Telling, b: e.StatementPosted) -> str:
    return f"{b.statement} statement is out on {b.channel} ({t.by}) {b.url}"


def _next_word(t: Telling, b: e.NextWordPromised) -> str:
    if b.next_at is None:
        return f"the {b.statement} statement promises no further word"
    return f"the {b.statement} statement says: we speak again at {t.time(b.next_at)}"


# The mapping cannot tell the type checker that each telling takes the class it is listed for.
STATEMENTS: Mapping[type[e.Body], Callable[[Telling, Any], str]] = {
    e.StatementDrafted: _drafted,
    e.StatementEdited: lambda t, b: f"{t.by} wrote the {b.statement} statement",
    e.StatementApproved: _approved,
    e.ApprovalWithdrawn: lambda _, b: f"the yes of {b.giver} to the {b.statement} statement was taken back",
    e.StatementRejected: _rejected,
    e.StatementPosted: _posted,
    e.PostStruck: lambda _, b: f"{b.statement} is not out on {b.channel} after all",
    e.PostWithdrawn: _withdrawn,
    e.PostRestored: lambda _, b: f"{b.statement} (round {b.round}) stands on {b.channel} as before",
    e.FindingWaived: _waived,
    e.WaiverWithdrawn: lambda t, b: f"{t.by} does not live with that in the {b.statement} statement any more",
    e.ChannelSkipped: lambda _, b: f"{b.statement} left out on {b.channel}: {b.reason}",
    e.NextWordPromised: _next_word,
    e.ConsultLapsed: lambda t, b: f"{', '.join(map(t.role, b.roles))} stayed silent on {b.statement}: recorded",
}
