"""Acts on the drill's clock: pause, go on, speed, jump."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.domain import intents as i
from crisis_cli.domain.exercise import MAX_SPEED
from crisis_cli.domain.timing import clock_time, parse_duration, spoken
from crisis_cli.errors import Refused
from crisis_cli.ui.board.performing import perform

if TYPE_CHECKING:
    from crisis_cli.ui.facilitator.app import FacilitatorBoard


async def pause(board: FacilitatorBoard) -> None:
    """The clock stands; or it goes on from where it stood, nothing lost and nothing in a burst."""
    exercise = board.incident.exercise
    if exercise is not None and exercise.paused:
        await perform(board, i.ResumeDrill())
        await board.store.call(board.hands.run)
    elif board.store.picture.keeper_seen_at is None:
        await board.store.call(board.hands.keep)
        board.say("Nobody kept the drill's clock: somebody does now.")
    else:
        await perform(board, i.PauseDrill())


async def speed(board: FacilitatorBoard) -> None:
    """Its minutes in one of ours."""
    exercise = board.incident.exercise

    async def at_speed(typed: str) -> None:
        if typed.strip().lower() == MAX_SPEED:
            raise ValueError("Without waiting nobody could act. 60 is an hour in a minute.")
        await perform(board, i.SetSpeed(typed))

    body = "Its minutes in one of ours: 6 is an hour in ten minutes, 1 as in life."
    now = exercise.speed if exercise is not None else ""
    await board.ask("How fast?", body, at_speed, value=now, keys="Enter = at that speed   Esc = back")


async def jump(board: FacilitatorBoard) -> None:
    """Ahead, letting happen on the way what falls between. It cannot be taken back."""

    async def jumped(typed: str) -> None:
        exercise = board.incident.exercise
        if exercise is not None and exercise.paused:
            raise Refused("The drill is paused: its clock stands.", "Esc, then p.")
        length = parse_duration(typed.strip().lstrip("+"))
        await board.store.call(lambda: board.hands.jump(length))
        board.say(f"{spoken(length)} ahead: it is {clock_time(board.at(), board.parts.zone)} now.")

    next_one = next((row for row in board.ahead() if row.due_at is not None), None)
    due = (
        f" Next: {next_one.inject.id}, in {spoken(next_one.due_at - board.at())}."
        if next_one and next_one.due_at
        else ""
    )
    body = f"5m, 20m. What falls between happens on the way; it cannot be taken back.{due}"
    await board.ask("Move the clock ahead by how much?", body, jumped, keys="Enter = jump   Esc = back")
