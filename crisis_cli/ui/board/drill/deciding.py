"""A question to the room: which option, who owns it, and why, written down in four keys and a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.domain import intents as i
from crisis_cli.ui.board.drill import came
from crisis_cli.ui.board.drill.came import Came
from crisis_cli.ui.board.performing import perform

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

SOMETHING_ELSE = "\0something else"
NOBODY = "\0nobody"


async def decide(board: Board, one: Came) -> None:
    """The question and what is on the table; then what was decided, by whom, and why. Esc leaves it for later."""
    options = [(key, words) for key, words in one.options]
    decision = await _decision(board, one, options)
    if decision is None:
        board.say("Not decided yet: i comes back to it.")
        return
    owner = await _owner(board, one)
    if owner is None:
        board.say("Not written down: i comes back to it.")
        return
    on_the_table = "; ".join(words for _, words in options)

    async def decided(reason: str) -> None:
        now = next((other for other in board.lookout.inbox.everything() if other.seq == one.seq), one)
        if now.decided:
            raise ValueError(f"Written down meanwhile: {now.decided}. Esc; o adds a note.")
        await perform(board, i.DecideTogether(one.inject, on_the_table, owner, decision, reason.strip()))

    await board.ask(f"Why: {decision}", "In a few words, for the report.", decided)


async def _decision(board: Board, one: Came, options: list[tuple[str, str]]) -> str | None:
    from crisis_cli.ui.board.drill.incoming import Question

    body = came.in_full(one, board.incident, board.at(), board.parts.zone)
    on_offer = [*options, (SOMETHING_ELSE, "something else: type it")]
    question = Question(came.heading(one, board.parts.zone), on_offer, body, at=-1)
    question.keys = "a number, or up down and Enter = this is decided   Esc = later (i)"
    chosen: str | None = await board.push_screen_wait(question)
    if chosen != SOMETHING_ELSE:
        return dict(options).get(chosen) if chosen is not None else None

    async def typed(words: str) -> str:
        if not words.strip():
            raise ValueError("In a few words; nothing decided is an answer too.")
        return words.strip()

    return await board.ask("What was decided?", "", typed, keys="Enter = next   Esc = back")


async def _owner(board: Board, one: Came) -> str | None:
    """Who sees to it: the role that the scenario names stands first."""
    roles = sorted(board.incident.playbook.roles.values(), key=lambda role: role.id != one.owner)
    holders = board.incident.holders
    options = [(role.id, f"{role.title} ({holders.get(role.id, 'nobody')})") for role in roles]
    chosen = await board.choose("Who owns it?", [*options, (NOBODY, "nobody")])
    return "" if chosen == NOBODY else chosen
