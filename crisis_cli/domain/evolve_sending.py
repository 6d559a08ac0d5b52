"""The fold of posts on their way to an account; where a text stands as published is the statements' own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.posting import FAILED, OUT, UNKNOWN, SentPart

Told = e.PartPosted | e.PostFailed | e.PostLookedFor


def _attempted(body: e.PostAttempted, incident: Incident, event: e.Event) -> None:
    """A new try takes the place of the one before; how often a person said no to it is remembered."""
    before = _part(incident, body)
    same = before is not None and before.key == body.key
    tried = SentPart(
        round=body.round,
        channel=body.channel,
        part=body.part,
        parts=body.parts,
        sha256=body.sha256,
        service=body.service,
        account=body.account,
        key=body.key,
        begun_at=body.begun_at,
        lease_until=body.lease_at,
        by=event.actor,
        attempts=before.attempts + 1 if before is not None and same else 1,
        attempt_seq=event.seq,
        tried_at=event.at,
        denied=before.denied if before is not None else 0,
    )
    _put(incident, body.statement, tried)


def _out(body: e.PartPosted, incident: Incident, event: e.Event) -> None:
    part = _part(incident, body)
    if part is not None:
        out_at = part.out_at if part.state == OUT else event.moment
        now = replace(part, state=OUT, post_id=body.post_id, url=body.url or part.url, why="", failed_as="")
        _put(incident, body.statement, replace(now, out_at=out_at))


def _failed(body: e.PostFailed, incident: Incident, event: e.Event) -> None:
    part = _part(incident, body)
    if part is not None:
        state = UNKNOWN if body.unknown else FAILED
        _put(incident, body.statement, replace(part, state=state, why=body.why, failed_as=body.failed_as))


def _looked_for(body: e.PostLookedFor, incident: Incident, event: e.Event) -> None:
    part = _part(incident, body)
    if part is None:
        return
    now = replace(
        part,
        state=body.state,
        url=body.url or part.url,
        said_by=event.actor,
        said_seq=event.seq,
        denied=part.denied + (body.state == FAILED) - (body.before == FAILED),
        out_at=(part.out_at or event.moment) if body.state == OUT else part.out_at,
    )
    _put(incident, body.statement, now)


def _part(incident: Incident, body: e.PostAttempted | Told) -> SentPart | None:
    parts = incident.statement(body.statement).sends_of(body.round, body.channel)
    return next((part for part in parts if part.part == body.part), None)


def _put(incident: Incident, name: str, part: SentPart) -> None:
    state = incident.statement(name)
    key = (part.round, part.channel, part.part)
    others = tuple(one for one in state.sends if (one.round, one.channel, one.part) != key)
    incident.statements[name] = replace(state, sends=(*others, part))


SENDING: Mapping[type[e.Body], Callable[[Any, Incident, e.Event], None]] = {
    e.PostAttempted: _attempted,
    e.PartPosted: _out,
    e.PostFailed: _failed,
    e.PostLookedFor: _looked_for,
}
