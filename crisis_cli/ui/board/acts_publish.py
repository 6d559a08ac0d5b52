"""Publishing a statement: what goes where; send it by its accounts, or say that a person posted it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from crisis_cli.domain import intents as i
from crisis_cli.domain.next_word import word_given
from crisis_cli.domain.sends import hanging
from crisis_cli.domain.statement import Version
from crisis_cli.domain.timing import clock_time, parse_moment
from crisis_cli.domain.variants import wordings_for
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.errors import Refused
from crisis_cli.ui.board.acts_findings import errors_for, nothing_in_the_way
from crisis_cli.ui.board.acts_send import accounts_for, as_whom, next_word_words, send_now
from crisis_cli.ui.board.performing import perform
from crisis_cli.ui.found_in_text import in_the_way, lived_with
from crisis_cli.ui.safe import safe, safe_line
from crisis_cli.ui.sends_words import sends_words

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

ALL = "\0all"
LEAVE_OUT = "\0leave out "
NOT_OUT = "\0not out "
SEND = "\0send"
SEND_ONE = "\0send "


async def publish_one(board: Board, name: str) -> None:
    """Nothing is sent that nobody was asked about once more."""
    if board.sending is not None and board.sending.over and board.sending.statement == name:
        board.sending = None  # what came of it stands in the dialog
    state = board.incident.statement(name)
    if state.current is None:
        raise Refused(f"Nothing has been written for the {name} statement yet.", "e writes it.")
    body = what_goes_where(board, name, state.current)
    remaining = remaining_channels(board, name)
    missing = approval_standing(board.incident, name, board.at()).missing
    left_out = state.left_out(state.round)
    if missing or not (remaining or left_out):
        why = (
            f"It may not go out yet: it needs {missing}. y records a yes." if missing else "It is out everywhere."
        )
        await board.read(f"{name} statement", f"{why}\n\n{body}")
        return
    _, found = await errors_for(board, name, remaining)  # said before somebody posts it
    half_out = sends_words(board.incident, board.at(), board.parts.zone, name)
    accounts = await accounts_for(board, name, remaining)
    told = [*half_out, *accounts.broken, *in_the_way(found), *([""] if found else []), *lived_with(state)]
    options = [(SEND, f"send now: {as_whom(accounts.ready)}")] if accounts.ready else []
    options += [(ALL, f"it is out on {' and '.join(remaining)}")] if len(remaining) > 1 else []
    options += [
        (channel, f"it is out on {channel}" + (" alone" if len(remaining) > 1 else "")) for channel in remaining
    ]
    options += [
        (NOT_OUT + channel, f"somebody looked: it is not out on {channel}")
        for channel in sorted(_unknown(board, name))
    ]
    options += [(LEAVE_OUT + channel, f"leave out {channel}, with a reason") for channel in remaining]
    options += [
        (channel, f"it is out on {channel} after all; {post.by} left it out") for channel, post in left_out.items()
    ]
    if len(accounts.ready) > 1:
        options += [
            (SEND_ONE + channel, f"send now on {channel} alone, as {account.account}")
            for channel, account in accounts.ready.items()
        ]
    title = f"{name} statement: {'send it, or ' if accounts.ready else ''}post it by hand; then say so"
    letter = "s" if accounts.ready else ""
    chosen = await board.choose(title, options, "\n".join([*told, body]), letter=letter)
    if chosen is None:
        return
    if chosen == SEND:
        await send_now(board, name, accounts.ready)
        return
    if chosen.startswith(SEND_ONE):
        channel = chosen.removeprefix(SEND_ONE)
        await send_now(board, name, {channel: accounts.ready[channel]})
        return
    if chosen.startswith(LEAVE_OUT):
        await _leave_out(board, name, chosen.removeprefix(LEAVE_OUT))
        return
    if chosen.startswith(NOT_OUT):
        await perform(board, i.LookedForPost(name, chosen.removeprefix(NOT_OUT), out=False))
        return
    channels = tuple(remaining) if chosen == ALL else (chosen,)
    if _unknown(board, name).issuperset(channels) or await nothing_in_the_way(board, name, channels):
        await _is_out(board, name, state.current, channels)


def _unknown(board: Board, name: str) -> set[str]:
    """Where an account tried, and nobody knows what became of it."""
    return {one.channel for one in hanging(board.incident, board.at()) if one.statement == name}


def remaining_channels(board: Board, name: str) -> list[str]:
    """The channels of this round that are neither posted nor left out."""
    state = board.incident.statement(name)
    settled = state.settled_channels(state.round)
    return [channel for channel in board.incident.round_channels(name) if channel not in settled]


def what_goes_where(board: Board, name: str, version: Version) -> str:
    """Each channel and how it stands, then exactly what goes out there."""
    state = board.incident.statement(name)
    posts = {post.channel: post for post in state.posts_of(state.round)}
    lines = ["DRILL: nothing of this goes out."] if board.incident.drill else []
    for channel in board.incident.playbook.statements[name].channels:
        post = posts.get(channel)
        sizes = [str(len(part.text.rstrip())) for part in wordings_for(version.text, channel)]
        to_post = f"to post, {' + '.join(sizes)} characters" if sizes else "no wording for this channel"
        word = to_post if post is None else f"left out: {post.skipped}" if post.skipped else f"out {post.url}"
        lines.append(f"{safe_line(channel):<12} {safe_line(word)}")
    return "\n".join([*lines, *_exactly(board.incident.playbook.statements[name].channels, version.text)])


def _exactly(channels: Sequence[str], text: str) -> list[str]:
    """Each wording once, a thread post by post, under the channels that it is for where there are several."""
    where: dict[str, list[str]] = {}
    for channel in channels:
        for part in wordings_for(text, channel):
            title = f"{channel}, {part.language}" if part.language else channel
            for number, post in enumerate(part.posts, start=1):
                count = f" ({number} of {len(part.posts)})" if part.thread else ""
                where.setdefault(post, []).append(f"{title}{count}")
    lines: list[str] = []
    for wording, titles in where.items():
        lines += ["", f"--- {safe_line('; '.join(titles))} ---"] if len(where) > 1 else [""]
        lines.append(safe(wording).rstrip("\n"))
    return lines


async def _is_out(board: Board, name: str, version: Version, channels: tuple[str, ...]) -> None:
    async def address(typed: str) -> str:
        return typed.strip()

    async def moment(typed: str) -> tuple[datetime | None]:
        when = parse_moment(typed, at=board.at(), zone=board.parts.zone)
        if when > board.at():
            raise ValueError("That is in the future: now, 3 min ago, or a time that has passed.")
        return (None if typed.strip().lower() in ("", "now") else when,)

    where = " and ".join(channels)
    asked = f"Out on {where}: at which address?"
    url = await board.ask(asked, "Enter alone: none.", address, keys="Enter = next   Esc = back")
    if url is None:
        return
    told = await board.ask(
        "When did it go out?", "now, 3 min ago, or 03:05", moment, value="now", keys="Enter = next   Esc = back"
    )
    if told is None:
        return
    happened_at = told[0]
    went_out = happened_at or board.at()
    word = word_given(board.incident, name, channels, at=went_out, zone=board.parts.zone)
    body = next_word_words(board, name, channels, went_out)
    title = f"Record: the {name} statement is out on {where}, {clock_time(went_out, board.parts.zone)}?"
    if await board.confirm(title, body, {"y": "yes, it is out"}):
        with board.kept({asked: url}):
            posted: i.Intent = i.Post(name, channels, url, word, version.sha256)
            if len(channels) == 1 and channels[0] in _unknown(board, name):
                posted = i.LookedForPost(name, channels[0], out=True, url=url, next_word_at=word)
            await perform(board, posted, happened_at=happened_at)


async def _leave_out(board: Board, name: str, channel: str) -> None:
    async def left_out(reason: str) -> None:
        await perform(board, i.SkipChannel(name, channel, reason))

    await board.ask(f"Leave out {channel}", "Why? Such as: the site is down.", left_out)
