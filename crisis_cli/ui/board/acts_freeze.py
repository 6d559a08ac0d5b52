"""Holding still what goes on by itself, from the board: what can be, what is, the commands; asked once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from crisis_cli.domain import intents as i
from crisis_cli.domain.freezing import FREEZE, UNFREEZE, Held
from crisis_cli.errors import CrisisError, Refused
from crisis_cli.ui.board.freezing import Freezing
from crisis_cli.ui.board.performing import perform
from crisis_cli.ui.frozen_words import held_words
from crisis_cli.ui.refusals import refusal
from crisis_cli.ui.safe import safe_line

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board
    from crisis_cli.ui.board.parts import Tool

Option = tuple[str, Callable[[], Awaitable[object]]]


async def freeze(board: Board) -> None:
    """What can be frozen and what is; freeze it, let it go on, or write down what was done by hand."""
    if board.freezing is not None and not board.freezing.over:
        raise Refused(f"Still {board.freezing.doing()}.", "Wait for the last of it.")
    tools, trouble = await _tools(board)
    options = _options(board, tools)
    chosen = await board.choose(
        "What goes on by itself",
        [(str(at), words) for at, (words, _) in enumerate(options)],
        _body(board, tools, trouble),
    )
    if chosen is not None:
        await options[int(chosen)][1]()


async def _tools(board: Board) -> tuple[Sequence[Tool], str]:
    """What a channels file names; or none, and why."""
    if board.parts.tools is None:
        return (), ""
    try:
        return await asyncio.to_thread(board.parts.tools, board.incident), ""
    except CrisisError as wrong:  # what a person did by hand is written down all the same
        return (), refusal(wrong)


def _body(board: Board, tools: Sequence[Tool], trouble: str) -> str:
    """A line for each thing: what is known of it, else that it goes on."""
    frozen = board.incident.frozen
    titles = {tool.name: tool.title for tool in tools} | {held.name: held.title for held in frozen.values()}
    lines = [_state(board, frozen.get(name)) or f"{safe_line(title)}: goes on" for name, title in titles.items()]
    lines += [f"{safe_line(held.title)}: {safe_line(held.why)}" for held in frozen.values() if held.why]
    nothing = "No channels file names anything that can be frozen from here."
    return "\n".join(filter(None, [trouble, *lines])) or nothing


def _state(board: Board, held: Held | None) -> str:
    return held_words(held, board.at(), board.parts.zone) if held is not None else ""


def _options(board: Board, tools: Sequence[Tool]) -> list[Option]:
    """What is to be held still before what may go on; all of it before each; by hand last."""
    held = board.incident.frozen
    stopped = [tool for tool in tools if tool.name in held and held[tool.name].may_be_frozen]
    going = [tool for tool in tools if tool not in stopped or held[tool.name].nobody_knows(board.at())]
    options = [*_each(board, FREEZE, going, "freeze"), *_each(board, UNFREEZE, stopped, "let go on")]
    known = {tool.name for tool in tools}
    for one in held.values():
        title = safe_line(one.title)
        if one.failed == FREEZE or one.nobody_knows(board.at()):
            options.append((f"{title}: it is frozen; a person saw to it", _record(board, FREEZE, one)))
        if one.may_be_frozen and (one.failed or one.name not in known or one.nobody_knows(board.at())):
            options.append((f"{title}: it goes on again; a person saw to it", _record(board, UNFREEZE, one)))
    return [*options, ("something was frozen by hand: write down what", partial(_by_hand, board))]


def _each(board: Board, act: str, tools: Sequence[Tool], verb: str) -> list[Option]:
    titles = safe_line(", ".join(tool.title for tool in tools))
    every: list[Option] = [(f"{verb} all: {titles}", partial(_tell, board, act, tools))] if len(tools) > 1 else []
    return [*every, *((f"{verb}: {safe_line(tool.title)}", partial(_tell, board, act, [tool])) for tool in tools)]


async def _tell(board: Board, act: str, tools: Sequence[Tool]) -> None:
    """Show what is run, ask once, and let it run."""
    drill = ["DRILL: nothing of this is run."] if board.incident.drill else []
    lines = [*drill, *(f"{safe_line(tool.title)}: {tool.does[act]}" for tool in tools)]
    title = f"{act.capitalize()} {', '.join(tool.title for tool in tools)}?"
    if await board.confirm(title, "\n".join(lines), {"y": f"yes, {act} now", "n": "no"}) != "y":
        board.say("Nothing was run.")
        return
    board.freezing = Freezing(board, act, tools)
    board.freezing.start()
    board.say("Your tools are told. The board stays yours meanwhile.")


def _record(board: Board, act: str, held: Held) -> Callable[[], Awaitable[object]]:
    return partial(perform, board, i.RecordFreeze(act, held.name, held.title))


async def _by_hand(board: Board) -> None:
    async def named(title: str) -> None:
        await perform(board, i.RecordFreeze(FREEZE, "", title))

    await board.ask("What was frozen by hand?", "In a few words, such as: the agency's queue.", named)
