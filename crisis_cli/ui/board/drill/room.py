"""One keyboard for a room full of players: `@` says who acts next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.ui.board.acts_board import a_person, people
from crisis_cli.ui.safe import safe_line

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board


async def who_acts(board: Board) -> None:
    """Pick who acts from now on, by role; everything done here is theirs until the next @."""
    if not board.incident.drill:
        board.say("In a real crisis everybody acts under their own name. y records a yes given by phone.")
        return
    incident = board.incident
    roles, holders = incident.playbook.roles.values(), incident.holders
    held = [(f"{role.title}{_played(board, role.id)}", holders[role.id]) for role in roles if role.id in holders]
    options = [(holder, f"{title}: {holder}") for title, holder in held]
    options += [(person, person) for person in people(board) if person not in dict(options)]
    names = [person for person, _ in options]
    at = names.index(board.me) if board.me in names else 0
    title = "Who acts? What is done here is theirs until the next @"
    person = await a_person(board, title, options, at=at)
    if person is not None:
        if not board.room:
            board.lookout.inbox.share()
        board.me, board.room, board.chosen = person, True, ""
        board.say(f"Now acting: {person_and_roles(board)}")


def _played(board: Board, role: str) -> str:
    """Who does not sit in the room."""
    exercise = board.incident.exercise
    if exercise is None or role not in (*exercise.auto, *exercise.silent):
        return ""
    return ", played by the tool" if role in exercise.auto else ", played by nobody"


def person_and_roles(board: Board) -> str:
    """`Carla (Chief executive)`."""
    roles = board.incident.roles_of(board.me)
    titles = [role.title for role in board.incident.playbook.roles.values() if role.id in roles]
    return safe_line(f"{board.me} ({', '.join(titles)})" if titles else board.me, 60)
