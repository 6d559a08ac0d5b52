"""What is about to be sent, to the letter, and what came of it: for a person, and for a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.posting import OUT, UNKNOWN, SentPart
from crisis_cli.domain.sends import pieces, unfinished
from crisis_cli.engine.ports import Account
from crisis_cli.ui.findings.wrapping import wrapped
from crisis_cli.ui.safe import safe, safe_line
from crisis_cli.ui.sends_words import as_json as part_as_json
from crisis_cli.ui.sends_words import unfinished_words, which

BY_HAND = "by hand"
REFUSED = "refused"
RULE = "-" * 72
NOTHING_LEAVES = "DRILL: nothing of this leaves."


class Result(NamedTuple):
    """What came of one channel. `state`: of domain.posting, refused or by hand."""

    channel: str
    state: str
    account: str = ""
    service: str = ""
    why: str = ""
    hint: str = ""


def to_send(
    incident: Incident, statement: str, accounts: Mapping[str, Account], columns: int | None = None
) -> list[str]:
    """By account exactly what goes out there, between rules; what is out already is said. On a terminal of so many
    `columns` long lines are broken between words, where it would break them in the midst of one."""
    lines = [NOTHING_LEAVES] if incident.drill else []
    for post in posts_to_send(incident, statement, accounts):
        drill = "DRILL " if incident.drill else ""
        text = [part for line in post.text.split("\n") for part in wrapped(line, columns, 0)]
        lines += [f"{drill}{post.where}{', OUT already' if post.out else ''}:", RULE, *text, RULE]
    return lines


def overview(accounts: Mapping[str, Account], by_hand: Sequence[Result]) -> str:
    """`x -> @walrus (x), press: by hand`: where it goes, for whom the texts have pushed that off the screen."""
    going = [f"{channel} -> {account.account} ({account.service})" for channel, account in accounts.items()]
    return safe_line(", ".join([*going, *(f"{one.channel}: {_why_not(one)}" for one in by_hand)]))


def _why_not(one: Result) -> str:
    return BY_HAND if one.state == BY_HAND else "NOT sent"


class ToSend(NamedTuple):
    """One post as a person sees it before it goes. `where`: channel, account, which of how many; `out`: it is
    already."""

    where: str
    text: str
    out: bool


def posts_to_send(incident: Incident, statement: str, accounts: Mapping[str, Account]) -> Iterator[ToSend]:
    """Every post of the statement's present text, account by account, in the order in which they go."""
    state = incident.statement(statement)
    version = state.current
    for channel, account in accounts.items():
        posts = pieces(version.text if version else "", channel)
        out = {part.part for part in state.sends_of(state.round, channel) if part.state == OUT}
        name = safe_line(f"{channel}, as {account.account} ({account.service})")
        for number, post in enumerate(posts, start=1):
            of = f", {number} of {len(posts)}" if len(posts) > 1 else ""
            language = f" ({post.language})" if post.language else ""
            yield ToSend(f"{name}{of}{language}", safe(post.text), number in out)


def question(statement: str, sha256: str, accounts: Mapping[str, Account], *, drill: bool) -> str:
    """Asked once, naming text and accounts."""
    where = ", ".join(f"{channel} as {account.account}" for channel, account in accounts.items())
    return f"{'DRILL: send' if drill else 'Send'} the {statement} statement, text {sha256[:12]}, now: {where}?"


def progress(part: SentPart) -> str:
    """A line for each post, as it goes."""
    how = f"out {part.url}" if part.state == OUT else f"{part.state}: {part.why}"
    return safe_line(f"{part.channel}: {which(part)} {how}" if part.parts > 1 else f"{part.channel}: {how}")


def as_text(
    incident: Incident, statement: str, results: Sequence[Result], at: datetime, zone: tzinfo
) -> list[str]:
    """A line a channel: what is out where, what is not, and what to type about it."""
    half = {one.channel: one for one in unfinished(incident, at) if one.statement == statement}
    drill = "DRILL " if incident.drill else ""
    lines: list[str] = []
    for one in results:
        if one.state == OUT:
            post = incident.statement(statement).posts_of(incident.statement(statement).round)
            url = next((post.url for post in post if post.channel == one.channel), "")
            words = f"{statement} on {one.channel}: out {url}"
        elif one.state in (REFUSED, BY_HAND) or one.channel not in half:
            words = f"{statement} on {one.channel}: {one.why} {one.hint}"
        else:
            words = unfinished_words(half[one.channel], zone)
        lines.append(f"{drill}{safe_line(words)}")
    return lines


def as_json(incident: Incident, statement: str, results: Sequence[Result], at: datetime) -> dict[str, Any]:
    """The same for a script."""
    state = incident.statement(statement)
    return {
        "version": 1,
        "incident": incident.id,
        "drill": incident.drill,
        "statement": statement,
        "round": state.round,
        "sha256": state.current.sha256 if state.current else None,
        "channels": [
            {
                "channel": one.channel,
                "state": one.state,
                "service": one.service or None,
                "account": one.account or None,
                "why": one.why or None,
                "hint": one.hint or None,
                "url": next((part.url for part in state.sends_of(state.round, one.channel) if part.url), None),
                "posts": [part_as_json(part, at) for part in state.sends_of(state.round, one.channel)],
            }
            for one in results
        ],
    }


def exit_code(results: Sequence[Result]) -> int:
    """3 when something was refused, or a person has to look; 4 when a service failed; else 0."""
    states = {one.state for one in results}
    return 3 if states & {REFUSED, UNKNOWN} else 0 if states <= {OUT, BY_HAND} else 4
