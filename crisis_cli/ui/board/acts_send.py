"""Sending a statement by its accounts: exactly what goes where, asked once; then it goes by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.next_word import announces_word, word_given
from crisis_cli.domain.sends import pieces
from crisis_cli.domain.timing import clock_time
from crisis_cli.engine.decide_texts import current, refuse_unfinished
from crisis_cli.engine.ports import Account
from crisis_cli.errors import CrisisError, Refused
from crisis_cli.ui.board.acts_findings import nothing_in_the_way
from crisis_cli.ui.board.sending import Sending
from crisis_cli.ui.findings.result import counted
from crisis_cli.ui.refusals import refusal
from crisis_cli.ui.safe import safe_line
from crisis_cli.ui.sent import NOTHING_LEAVES, posts_to_send

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board


class Accounts(NamedTuple):
    """`ready`: by channel, what can post there now; `broken`: a line for each that cannot be used."""

    ready: Mapping[str, Account]
    broken: tuple[str, ...] = ()


async def accounts_for(board: Board, name: str, channels: Sequence[str]) -> Accounts:
    """Who posts on these channels. Looked up beside the journal's thread: a file may take its time."""
    sending = board.parts.sending
    if sending is None:
        return Accounts({})
    incident, at = board.incident, board.at()
    ready: dict[str, Account] = {}
    broken: list[str] = []
    for channel in channels:
        try:
            account = await asyncio.to_thread(sending.account, incident, channel)
        except CrisisError as wrong:
            broken.append(f"{safe_line(channel)} cannot be sent to: {refusal(wrong)}")
            continue
        if account is not None and _may_go(incident, name, channel, account, at):
            ready[channel] = account
    return Accounts(ready, tuple(broken))


def _may_go(incident: Incident, name: str, channel: str, account: Account, at: datetime) -> bool:
    """Not while somebody sends it; nor where nobody knows what became of it, the account no more than we; nor
    where the text has no words for it."""
    state = incident.statement(name)
    if state.current is None or not pieces(state.current.text, channel):
        return False
    parts = state.sends_of(state.round, channel)
    tells = account.finds or account.remembers is not None
    return not any(part.is_on_its_way(at) or (part.is_unknown(at) and not tells) for part in parts)


def as_whom(accounts: Mapping[str, Account]) -> str:
    """`mastodon as @walrus@mastodon.example and x as @walrus`."""
    return safe_line(" and ".join(f"{channel} as {one.account}" for channel, one in accounts.items()))


async def send_now(board: Board, name: str, accounts: Mapping[str, Account]) -> None:
    """Show each post to the letter, ask once, and let them go; raises Refused when something forbids all of it."""
    if board.sending is not None and not board.sending.over:
        raise Refused(f"The {board.sending.statement} statement is being sent.", "Wait for the last of its posts.")
    refuse_unfinished(board.incident, *current(board.incident, name))
    if not await nothing_in_the_way(board, name, tuple(accounts)):
        return
    incident = board.incident
    _, version = current(incident, name)
    posts = list(posts_to_send(incident, name, accounts))
    left = sum(not post.out for post in posts)
    going = f"send {counted(left, 'post')}" if left else "write down what is out"
    whom = " and ".join(dict.fromkeys(account.account for account in accounts.values()))
    lines = [NOTHING_LEAVES] if incident.drill else []
    lines.append(next_word_words(board, name, tuple(accounts), board.at()))
    for post in posts:
        lines += ["", f"--- {post.where}{', OUT already' if post.out else ''} ---", post.text.rstrip("\n")]
    as_ = safe_line(whom) if len(accounts) == 1 else f"{len(accounts)} accounts"
    drill = "DRILL: " if incident.drill else ""
    answers = {"y": f"{drill}{going} as {as_}", "n": "no"}
    if await board.confirm(f"Send {name} now: {as_whom(accounts)}?", "\n".join(lines), answers) != "y":
        board.say("Nothing was sent.")
        return
    assert board.parts.sending is not None
    work = partial(board.parts.sending.send, name, accounts, board.me, version.sha256)
    board.sending = Sending(board, name, work)
    board.sending.start()
    board.chosen = ""
    board.say(f"{drill}It goes out as {whom}. The board stays yours meanwhile.")


def next_word_words(board: Board, name: str, channels: tuple[str, ...], at: datetime) -> str:
    """Which clock the text starts where it goes out then."""
    word = word_given(board.incident, name, channels, at=at, zone=board.parts.zone)
    if word is not None:
        return f"The text says that we speak again at {clock_time(word, board.parts.zone)}: that becomes a clock."
    if announces_word(board.incident, name, channels):
        return "It announces a next word, and no time of day was found: crisis publish --next TIME keeps it."
    return "The text names no time at which we speak again."
