"""What is half-way out, or nobody knows of, and what to type about it."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.posting import FAILED, ON_ITS_WAY, OUT, UNKNOWN, SentPart
from crisis_cli.domain.sends import Unfinished, hanging, unfinished
from crisis_cli.domain.timing import clock_time, iso
from crisis_cli.ui.safe import safe_line

LOOKS_FIRST = ("mastodon", "bluesky")
"""Services that find an earlier try, or take its key for the same post: to send again there is to look."""


def sends_words(incident: Incident, at: datetime, zone: tzinfo, statement: str = "") -> tuple[str, ...]:
    """A line for each text that is not whole where it was sent; of one statement, or (empty) of all."""
    found = (one for one in unfinished(incident, at) if statement in ("", one.statement))
    return tuple(safe_line(unfinished_words(one, zone)) for one in found)


def hanging_words(incident: Incident, at: datetime, zone: tzinfo) -> tuple[str, ...]:
    """The same for what a person has to look for, or what somebody is sending."""
    return tuple(safe_line(unfinished_words(one, zone)) for one in hanging(incident, at))


def unfinished_words(one: Unfinished, zone: tzinfo) -> str:
    """`holding on mastodon: 2 of 3 out, then nobody knows: …`, with the commands that settle it."""
    last = one.last
    where = f"{one.statement} on {one.channel}"
    out = f"{one.out} of {one.parts} out, then " if one.parts > 1 else ""
    typed = f"crisis publish {one.statement} --channel {one.channel}"
    tried = f"{last.by} sent {which(last)} at {clock_time(last.tried_at or last.begun_at, zone)} as {last.account}"
    if one.state == ON_ITS_WAY:
        return f"{where}: {out}on its way: {tried}"
    if one.state == UNKNOWN:
        why = last.why or "no answer was heard"
        then = f"Look there; then: {typed} --posted URL, or {typed} --not-out"
        if one.present and last.service in LOOKS_FIRST:
            then = f"{typed} --send looks there by itself first and posts nothing twice. Or l{then[1:]}"
        return f"{where}: {out}nobody knows: {tried}; {why}. {then}"
    if not one.present:
        changed = "out of a text that was changed since. Once it is taken down there"
        return f"{where}: {one.out} of {one.parts} {changed}: {typed} --not-out"
    if one.state == FAILED:
        return f"{where}: {out}NOT out: {last.why or last.failed_as or 'somebody looked'}. Again: {typed} --send"
    if one.out == one.parts:
        return f"{where}: out, and not written down as published: {typed} --send does that"
    return f"{where}: {one.out} of {one.parts} out. The rest: {typed} --send"


def which(part: SentPart) -> str:
    """`part 2 of 3`, or `it` where it is alone."""
    return f"part {part.part} of {part.parts}" if part.parts > 1 else "it"


def as_json(part: SentPart, at: datetime) -> dict[str, Any]:
    """One post as it stands, for a script."""
    return {
        "round": part.round,
        "channel": part.channel,
        "part": part.part,
        "parts": part.parts,
        "sha256": part.sha256,
        "service": part.service,
        "account": part.account,
        "state": UNKNOWN if part.is_unknown(at) else part.state,
        "attempts": part.attempts,
        "by": part.by,
        "post_id": part.post_id or None,
        "url": part.url or None,
        "why": part.why or None,
        "out_at": iso(part.out_at) if part.out_at is not None and part.state == OUT else None,
    }
