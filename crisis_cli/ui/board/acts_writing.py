"""Acts of writing: the editor on a statement's text, begun with a draft or with what corrects one that is out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crisis_cli.domain.corrections import outdated
from crisis_cli.domain.incident import Status
from crisis_cli.domain.intents import Draft
from crisis_cli.domain.playbook import Kind
from crisis_cli.errors import CrisisError
from crisis_cli.ui.outdated_words import lines

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board


async def write(board: Board, name: str) -> None:
    """Open the editor on the statement's text; the first time on a draft made from the template."""
    state = board.incident.statement(name)
    drafts = [step for step in board.incident.playbook.steps_of(name) if step.kind is Kind.DRAFT]
    asked_for = any(board.incident.state(step.id).status is Status.OPEN for step in drafts)
    begun = state.current is not None and state.next_round() == state.round
    if state.current is not None and not begun and not asked_for:
        body = "What is out stays as it is. A correction is a new round: written, approved and published again."
        if not await board.confirm(f"The {name} statement is out. Begin round {state.next_round()}?", body):
            return
    trouble = "This text has a yes. A change of it asks for the yes again." if state.approvals_of_current() else ""
    if not begun:
        trouble = await _draft(board, name, board.parts.draft)
    await _open(board, name, trouble)


async def correct(board: Board, name: str) -> bool:
    """Each address that carries an old value, then a text that corrects it; True: it is put right already."""
    state = board.incident.statement(name)
    begun = state.current is not None and state.next_round() == state.round
    if begun and state.corrects(state.round):
        await _open(board, name, "")
        return False
    told = "\n".join(lines(outdated(board.incident, name), board.parts.zone))
    answers = {"y": "write the correction", "d": "it is put right already"}
    answer = await board.confirm(f"The {name} statement no longer holds", told, answers)
    if answer == "y" and begun and state.current is not None and not state.current.drafted:
        await _open(board, name, f"{state.current.by} has begun the next text of it: put it right in here.")
    elif answer == "y":
        await _open(board, name, await _draft(board, name, board.parts.correct))
    return answer == "d"


async def _draft(board: Board, name: str, make: Callable[[str], Draft]) -> str:
    """Put a text made from the template and the facts in place; returns why that could not be done."""
    board.say(f"Making a draft of the {name} statement from the facts …")
    try:
        await board.store.act(await board.store.call(lambda: make(name)), actor=board.me)
    except CrisisError as failed:
        return f"No draft could be made: {failed.message} Write it here by hand."
    return ""


async def _open(board: Board, name: str, trouble: str) -> None:
    from crisis_cli.ui.board.editor import Editor

    board.message = ""
    await board.push_screen_wait(Editor(board, name, trouble))
