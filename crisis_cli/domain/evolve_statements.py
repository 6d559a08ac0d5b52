"""The fold of events about statements: texts, yeses and noes to them, where they went, what they promise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import Kind
from crisis_cli.domain.records import NextWord
from crisis_cli.domain.statement import No, Post, Version, Waiver, Yes, gaps


def _drafted(body: e.StatementDrafted, incident: Incident, event: e.Event) -> None:
    same = _same_text(incident, body)
    version = Version(
        round=body.round,
        text=body.text,
        sha256=body.sha256,
        by=same.by if same else event.actor,
        at=event.moment,
        seq=event.seq,
        made_seq=event.seq,
        drafted=True,
        facts=body.facts,
        template_sha256=body.template_sha256,
        corrects=body.corrects,
    )
    _new_text(incident, body.statement, version)


def _edited(body: e.StatementEdited, incident: Incident, event: e.Event) -> None:
    version = _same_text(incident, body) or Version(
        round=body.round,
        text=body.text,
        sha256=body.sha256,
        by=event.actor,
        at=event.moment,
        seq=event.seq,
        made_seq=event.seq,
        drafted=False,
    )
    _new_text(incident, body.statement, replace(version, at=event.moment, seq=event.seq))
    if event.at == incident.mended_at:
        _restore_yeses(incident, body.statement, version)


def _same_text(incident: Incident, body: e.StatementDrafted | e.StatementEdited) -> Version | None:
    """A text that was there before in this round is still by whoever wrote it then."""
    versions = incident.statement(body.statement).versions
    return next((old for old in versions if (old.round, old.sha256) == (body.round, body.sha256)), None)


def _restore_yeses(incident: Incident, name: str, version: Version) -> None:
    """Whoever takes an edit back takes it back as if it had not been made: its text has its yeses again."""
    state = incident.statement(name)
    text = (version.round, version.sha256)
    back = tuple(yes for yes in state.void if (yes.round, yes.sha256) == text)
    left = tuple(yes for yes in state.void if yes not in back)
    incident.statements[name] = replace(state, yeses=(*state.yeses, *back), void=left)


def _new_text(incident: Incident, name: str, version: Version) -> None:
    """An edit voids the yeses to the text before. A text without gaps is ready at once unless a draft step of its
    statement is open, or is still to open for the first."""
    state = incident.statement(name)
    drafts = [step for step in incident.playbook.steps_of(name) if step.kind is Kind.DRAFT]
    statuses = {incident.state(step.id).status for step in drafts}
    still_writing = Status.OPEN in statuses or (Status.WAITING in statuses and not state.ready_by)
    void = tuple(yes for yes in state.yeses if yes.round == version.round)
    incident.statements[name] = replace(
        state,
        round=version.round,
        versions=(*state.versions, version),
        yeses=tuple(yes for yes in state.yeses if yes not in void),
        void=(*state.void, *void),
    )
    if not still_writing and not gaps(version.text):
        make_ready(incident, name)


def make_ready(incident: Incident, name: str, *, by: str = "") -> None:
    """The text of the present round is finished, as was said of the draft step `by`.

    If its publish step was left out ahead of its turn, so is the round.
    """
    state = incident.statement(name)
    publish = (step for step in incident.playbook.steps_of(name) if step.kind is Kind.PUBLISH)
    states = (incident.state(step.id) for step in publish)
    left_out = any(step.status is Status.SKIPPED and step.round == state.round for step in states)
    shut = state.round if left_out else state.shut
    incident.statements[name] = replace(state, ready=state.round, ready_by=by or state.ready_by, shut=shut)


def _approved(body: e.StatementApproved, incident: Incident, event: e.Event) -> None:
    state = incident.statement(body.statement)
    yes = Yes(
        round=body.round,
        sha256=body.sha256,
        entry=body.entry,
        role=body.role,
        giver=body.giver,
        via=body.via,
        recorded_by=event.actor,
        moment=event.moment,
    )
    incident.statements[body.statement] = replace(state, yeses=(*state.yeses, yes))


def _approval_withdrawn(body: e.ApprovalWithdrawn, incident: Incident, event: e.Event) -> None:
    state = incident.statement(body.statement)
    key = (body.round, body.sha256, body.entry, body.giver)
    kept = tuple(yes for yes in state.yeses if (yes.round, yes.sha256, yes.entry, yes.giver) != key)
    incident.statements[body.statement] = replace(state, yeses=kept)


def _rejected(body: e.StatementRejected, incident: Incident, event: e.Event) -> None:
    """A no outweighs the yeses that this very text had; an objection outweighs nothing."""
    state = incident.statement(body.statement)
    no = No(
        round=body.round,
        sha256=body.sha256,
        giver=body.giver,
        reason=body.reason,
        via=body.via,
        recorded_by=event.actor,
        moment=event.moment,
        objection=body.objection,
    )
    text = (body.round, body.sha256)
    kept = tuple(yes for yes in state.yeses if body.objection or (yes.round, yes.sha256) != text)
    void = tuple(yes for yes in state.void if body.objection or yes.giver != body.giver)
    incident.statements[body.statement] = replace(state, noes=(*state.noes, no), yeses=kept, void=void)


def _posted(body: e.StatementPosted, incident: Incident, event: e.Event) -> None:
    facts = {name: int(seq) for name, seq in zip_longest(body.facts, body.records, fillvalue="0")}
    post = Post(
        body.round, body.channel, body.sha256, body.url, event.actor, event.moment, facts=facts, seq=event.seq
    )
    _settle_channel(incident, body.statement, post)


def _channel_skipped(body: e.ChannelSkipped, incident: Incident, event: e.Event) -> None:
    reason = body.reason or "no reason given"
    post = Post(body.round, body.channel, "", "", event.actor, event.moment, reason, seq=event.seq)
    _settle_channel(incident, body.statement, post)


def _settle_channel(incident: Incident, name: str, post: Post) -> None:
    state = incident.statement(name)
    incident.statements[name] = replace(state, posts=(*state.posts, post))


def _post_struck(body: e.PostStruck, incident: Incident, event: e.Event) -> None:
    """Once no channel of the round is out any more, what its text promised does not stand either."""
    state = incident.statement(body.statement)
    kept = tuple(post for post in state.posts if (post.round, post.channel) != (body.round, body.channel))
    incident.statements[body.statement] = replace(state, posts=kept)
    if not any(post.round == body.round and not post.skipped for post in kept):
        text = (body.statement, body.round)
        incident.words = [word for word in incident.words if (word.statement, word.round) != text]


def _withdrawn(body: e.PostWithdrawn, incident: Incident, event: e.Event) -> None:
    state = incident.statement(body.statement)
    reason = body.reason or "no reason given"
    posts = tuple(
        replace(post, withdrawn=reason, withdrawn_at=event.moment, withdrawn_seq=event.seq)
        if (post.round, post.channel) == (body.round, body.channel)
        else post
        for post in state.posts
    )
    incident.statements[body.statement] = replace(state, posts=posts)


def _restored(body: e.PostRestored, incident: Incident, event: e.Event) -> None:
    state = incident.statement(body.statement)
    posts = tuple(
        replace(post, withdrawn="", withdrawn_at=None, withdrawn_seq=0)
        if (post.round, post.channel) == (body.round, body.channel)
        else post
        for post in state.posts
    )
    incident.statements[body.statement] = replace(state, posts=posts)


def _waived(body: e.FindingWaived, incident: Incident, event: e.Event) -> None:
    state = incident.statement(body.statement)
    waiver = Waiver(body.round, body.rule, body.words, event.actor, body.reason, event.moment, event.seq)
    incident.statements[body.statement] = replace(state, waivers=(*state.waivers, waiver))


def _waiver_withdrawn(body: e.WaiverWithdrawn, incident: Incident, event: e.Event) -> None:
    state = incident.statement(body.statement)
    kept = tuple(waiver for waiver in state.waivers if waiver.seq != body.waiver)
    incident.statements[body.statement] = replace(state, waivers=kept)


def _next_word_promised(body: e.NextWordPromised, incident: Incident, event: e.Event) -> None:
    round_ = incident.statement(body.statement).round
    incident.words.append(NextWord(body.statement, round_, body.next_at, event.moment))


STATEMENTS: Mapping[type[e.Body], Callable[[Any, Incident, e.Event], None]] = {
    e.StatementDrafted: _drafted,
    e.StatementEdited: _edited,
    e.StatementApproved: _approved,
    e.ApprovalWithdrawn: _approval_withdrawn,
    e.StatementRejected: _rejected,
    e.StatementPosted: _posted,
    e.ChannelSkipped: _channel_skipped,
    e.PostStruck: _post_struck,
    e.PostWithdrawn: _withdrawn,
    e.PostRestored: _restored,
    e.FindingWaived: _waived,
    e.WaiverWithdrawn: _waiver_withdrawn,
    e.NextWordPromised: _next_word_promised,
}
