"""The posts that a text becomes on a channel, and which texts are half-way out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.posting import FAILED, ON_ITS_WAY, OUT, UNKNOWN, SentPart
from crisis_cli.domain.statement import StatementState
from crisis_cli.domain.variants import wordings_for


class Piece(NamedTuple):
    """One post. `begins`: the number of the post with which its thread begins, its own for a first one."""

    text: str
    language: str
    begins: int


def pieces(text: str, channel: str) -> tuple[Piece, ...]:
    """What goes out on a channel, in order, to the letter; the wording of each language is a thread of its own."""
    found: list[Piece] = []
    for wording in wordings_for(text, channel):
        begins = len(found) + 1
        found += [Piece(post.rstrip(), wording.language, begins) for post in wording.posts]
    return tuple(found)


KEY = 32
"""Hex digits of a key: 128 bits."""


def key_of(incident: str, statement: str, round_: int, channel: str, part: int, sha256: str, denied: int) -> str:
    """The key of a post: the same in every process; another one after a person said that it is not out."""
    import hashlib  # OpenSSL, which only those wait for who publish

    named = json.dumps([incident, statement, round_, channel, part, sha256, denied])
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:KEY]


class Unfinished(NamedTuple):
    """A text that an account was given and that does not stand as published there. `state`: of domain.posting, OUT
    when what was tried is out; `out` of `parts` are. `last`: the post that it hangs on. `present`: it is the
    statement's present text."""

    statement: str
    round: int
    channel: str
    state: str
    out: int
    parts: int
    last: SentPart
    present: bool


def unfinished(incident: Incident, at: datetime) -> Iterator[Unfinished]:
    """What is half-way out, did not go out, or nobody knows of, at `at`."""
    for state in incident.statements.values():
        for round_, channel in dict.fromkeys((part.round, part.channel) for part in state.sends):
            if channel in state.settled_channels(round_):
                continue
            found = _unfinished(state, round_, channel, at)
            if found.present or found.out or found.state != FAILED:
                yield found


def _unfinished(state: StatementState, round_: int, channel: str, at: datetime) -> Unfinished:
    parts = state.sends_of(round_, channel)
    newest = max(parts, key=lambda part: part.attempt_seq)
    same = [part for part in parts if part.sha256 == newest.sha256]
    last = next((part for part in same if part.state != OUT), same[-1])
    stands = UNKNOWN if last.is_unknown(at) else last.state
    out = sum(part.state == OUT for part in parts)
    version = state.current
    present = version is not None and (version.round, version.sha256) == (round_, newest.sha256)
    return Unfinished(state.name, round_, channel, stands, out, last.parts, last, present)


def hanging(incident: Incident, at: datetime) -> list[Unfinished]:
    """Only what a person has to look for, or what somebody is sending."""
    return [one for one in unfinished(incident, at) if one.state in (UNKNOWN, ON_ITS_WAY)]
