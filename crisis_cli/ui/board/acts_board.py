"""Acts that change nothing but the picture: moving, reading, muting, leaving, and how the board opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crisis_cli.domain import intents as i
from crisis_cli.ui.board import reading
from crisis_cli.ui.board.away import remember, while_away
from crisis_cli.ui.board.performing import perform
from crisis_cli.ui.board.rows import chooseable

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

SOMEBODY_ELSE = "\0somebody else"


async def opening(board: Board) -> None:
    """Ask once who is here, if that is not known; then say what happened while they were away."""
    if board.parts.ask_who:
        board.me = await who_is_here(board) or board.me
        if board.me != board.parts.me:
            await _take_over_from_login(board, board.parts.me)
    missed = while_away(board)
    remember(board)
    board.repaint()
    if missed:
        await board.read("While you were away", missed)


async def who_is_here(board: Board) -> str | None:
    """One of the people of this run, or a name that is typed; None for Esc."""
    others = [person for person in people(board) if person != board.me]
    options = [(person, _with_roles(board, person)) for person in [board.me, *others]]
    return await a_person(board, "Who are you? What you do here is recorded under this name", options)


async def _take_over_from_login(board: Board, login: str) -> None:
    """A run that a shared login began is held by the login; whoever sits there may hold it instead."""
    incident = board.incident
    roles = tuple(role for role in incident.playbook.roles if incident.holders.get(role) == login)
    if not roles or board.me in incident.holders.values():
        return
    body = f"It stands for: {', '.join(incident.playbook.roles[role].title for role in roles)}."
    answers = {"y": "yes, all of them are mine", "n": "no, I only look in"}
    if await board.confirm(f"Do you hold what the login {login} holds?", body, answers) == "y":
        await board.store.act(i.Offer(roles, board.me), actor=login)
        await perform(board, i.Accept(roles, board.me))


def people(board: Board) -> list[str]:
    """Everybody this run knows by name, in the order of the playbook's roles."""
    incident = board.incident
    holders = [incident.holders[role] for role in incident.playbook.roles if role in incident.holders]
    known = [*holders, *incident.step_owners.values(), *board.parts.known_people, *incident.away]
    return list(dict.fromkeys(known))


def _with_roles(board: Board, person: str) -> str:
    roles = board.incident.playbook.roles.values()
    titles = [role.title for role in roles if board.incident.holders.get(role.id) == person]
    return f"{person}: {', '.join(titles)}" if titles else person


async def a_person(board: Board, title: str, options: Sequence[tuple[str, str]], *, at: int = 0) -> str | None:
    """One of these, or a name that is typed, in the list or when it asks for one; None for Esc."""
    offered = [*options, (SOMEBODY_ELSE, "somebody else: type a name")]
    chosen = await board.choose(title, offered, at=at, typing=SOMEBODY_ELSE)
    return await _somebody_else(board) if chosen == SOMEBODY_ELSE else chosen


async def _somebody_else(board: Board) -> str | None:

    async def named(typed: str) -> str:
        if not typed.strip():
            raise ValueError("A name, please.")
        return typed.strip()

    return await board.ask("Whose name?", "", named, keys="Enter = that is the name   Esc = back")


async def up(board: Board) -> None:
    """Move to the step above."""
    _move(board, -1)


async def down(board: Board) -> None:
    """Move to the step below."""
    _move(board, 1)


def _move(board: Board, by: int) -> None:
    seen = board.view
    steps = [row.step for row in chooseable(seen.rows)]
    if not steps:
        return
    here = board.turn(seen).step
    index = steps.index(here) if here in steps else -1 if by > 0 else 0
    board.chosen = steps[max(0, min(index + by, len(steps) - 1))]


async def unchoose(board: Board) -> None:
    """Go back to my turn."""
    board.chosen = ""


async def details(board: Board) -> None:
    """The step in full."""
    step = board.step()
    if step is None:
        board.say("There is no step to look at: up and down move to one.")
        return
    await board.read(
        "This step in full", reading.step_in_full(board.incident, step, board.at(), board.parts.zone, board.me)
    )


async def all_steps(board: Board) -> None:
    """Every step, done ones too."""
    await board.read("Every step", reading.every_step(board.view))


async def log(board: Board) -> None:
    """Everything that happened."""
    text = reading.whole_log(board.incident, board.lookout.history(), board.parts.zone)
    await board.read("Everything that happened, the latest first", text)


async def help_(board: Board) -> None:
    """All keys."""
    await board.read("All keys", board.keyboard.help_text())


async def mute(board: Board) -> None:
    """Bell off, bell on."""
    board.muted = not board.muted
    board.say(
        "The bell is off on this board: what is late says so only here." if board.muted else "The bell is on."
    )


async def suspend(board: Board) -> None:
    """To the shell, where the terminal allows it; the keeper goes on."""
    board.action_suspend_process()


async def leave(board: Board) -> None:
    """Leave the board; the run goes on."""
    board.action_leave()
