"""What became of a post on its way to an account, each kind of event as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.domain.posting import FAILED, OUT
from crisis_cli.ui.telling import Telling


def _tried(t: Telling, b: e.PostAttempted) -> str:
    return f"{t.by} sends {_which(b.statement, b.round, b.part, b.parts)} to {b.channel} as {b.account}"


def _sent(t: Telling, b: e.PartPosted) -> str:
    return f"{_post(t, b)} went out on {b.channel} {b.url}"


def _not_sent(t: Telling, b: e.PostFailed) -> str:
    if b.unknown:
        return f"NOBODY KNOWS whether {_post(t, b)} is out on {b.channel}: {b.why or 'no answer came'}"
    return f"{_post(t, b)} did NOT go out on {b.channel}: {b.why or b.failed_as}"


def _looked_for(t: Telling, b: e.PostLookedFor) -> str:
    said = {OUT: "is out", FAILED: "is not out"}.get(b.state)
    if said is None or b.before == FAILED:
        return f"{t.by} took back what was seen on {b.channel} of {_post(t, b)}".rstrip(",")
    return f"{t.by} looked at {b.channel}: {_post(t, b)} {said} {b.url}"


def _post(t: Telling, b: e.PartPosted | e.PostFailed | e.PostLookedFor) -> str:
    parts = t.incident.statement(b.statement).sends_of(b.round, b.channel)
    of = next((part.parts for part in parts if part.part == b.part), b.part)
    return _which(b.statement, b.round, b.part, of)


def _which(statement: str, round_: int, part: int, parts: int) -> str:
    again = f" (round {round_})" if round_ > 1 else ""
    return f"the {statement} statement{again}" + (f", part {part} of {parts}," if parts > 1 else "")


SENDING: Mapping[type[e.Body], Callable[[Telling, Any], str]] = {
    e.PostAttempted: _tried,
    e.PartPosted: _sent,
    e.PostFailed: _not_sent,
    e.PostLookedFor: _looked_for,
}
