"""Acts on what is ahead: play, put off, drop, write on the spot, and moving over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.domain import intents as i
from crisis_cli.domain.scenario import InjectKind
from crisis_cli.domain.timing import clock_time, parse_duration
from crisis_cli.engine.drilling.injects import play
from crisis_cli.ui.board.performing import perform
from crisis_cli.ui.facilitator.ahead import Ahead, hangs_on, in_a_row, in_full
from crisis_cli.ui.inject_words import seen_as
from crisis_cli.ui.safe import safe_line

if TYPE_CHECKING:
    from crisis_cli.ui.facilitator.app import FacilitatorBoard

PAGE = 10
"""Rows that PgUp and PgDn move by."""

EVERYBODY = "\0everybody"


async def up(board: FacilitatorBoard) -> None:
    """Mark the one above."""
    _mark(board, board.index() - 1)


async def down(board: FacilitatorBoard) -> None:
    """Mark the one below."""
    _mark(board, board.index() + 1)


async def page_up(board: FacilitatorBoard) -> None:
    """Mark one further up."""
    _mark(board, board.index() - PAGE)


async def page_down(board: FacilitatorBoard) -> None:
    """Mark one further down."""
    _mark(board, board.index() + PAGE)


async def first(board: FacilitatorBoard) -> None:
    """Mark whatever comes next, also when that is another one by then."""
    board.marked = ""


async def last(board: FacilitatorBoard) -> None:
    """Mark the last one."""
    _mark(board, len(board.ahead()) - 1)


def _mark(board: FacilitatorBoard, index: int) -> None:
    rows = board.ahead()
    if rows:
        board.marked = rows[max(0, min(index, len(rows) - 1))].inject.id


def _row(board: FacilitatorBoard) -> Ahead | None:
    """The marked one; says so when there is none."""
    row = board.marked_row()
    if row is None:
        board.say("Nothing is ahead. w writes one on the spot.")
    return row


async def details(board: FacilitatorBoard) -> None:
    """All that the scenario says of it."""
    row = _row(board)
    if row is not None:
        body = in_full(row, board.incident, board.language, board.at(), board.parts.zone)
        await board.read(row.inject.id, body)


async def play_now(board: FacilitatorBoard) -> None:
    """At once, whatever the clock says; asked once, because it cannot be taken back."""
    row = _row(board)
    if row is None:
        return
    body = in_full(row, board.incident, board.language, board.at(), board.parts.zone)
    if await board.confirm(f"Play {row.inject.id} now?", body, {"y": "yes, the players see it at once"}):
        await perform(board, play(row.inject, board.language, board.at(), by_hand=True))


async def delay(board: FacilitatorBoard) -> None:
    """This one happens later, or earlier."""
    await _delay(board, following=False)


async def delay_all(board: FacilitatorBoard) -> None:
    """This one and all behind it, at the same distances."""
    await _delay(board, following=True)


async def _delay(board: FacilitatorBoard, *, following: bool) -> None:
    row = _row(board)
    if row is None:
        return
    if row.due_at is None:
        why = f"it hangs on the team ({hangs_on(row.inject)})" if row.inject.when else "it has no time"
        board.say(f"{row.inject.id} cannot be put off: {why}. Enter plays it now.")
        return
    board.marked = row.inject.id  # it stays the one that a key is about, wherever it stands then
    ahead = board.ahead()
    behind = ahead[board.index() :] if following else [row]
    timed = [(one.inject.id, one.due_at) for one in behind if one.due_at is not None]
    more = f" and {len(timed) - 1} behind it" if len(timed) > 1 else ""

    async def moved(typed: str) -> None:
        words = typed.strip()
        length = parse_duration(words.lstrip("+-")) * (-1 if words.startswith("-") else 1)
        length = max(length, board.at() - timed[0][1])
        await perform(board, i.MoveInjects(tuple((name, due + length) for name, due in timed)))
        board.say(f"{row.inject.id}{more}: {clock_time(timed[0][1] + length, board.parts.zone)} now.")

    body = "5m, 90s; -5m is earlier. The distances between them stay." if more else "5m, 90s; -5m is earlier."
    keys = "Enter = put off   Esc = back"
    await board.ask(f"Put off {row.inject.id}{more} by how much?", body, moved, value="5m", keys=keys)


async def drop(board: FacilitatorBoard) -> None:
    """It does not happen by itself."""
    row = _row(board)
    if row is None:
        return
    if row.dropped is not None:
        board.say(f"{row.inject.id} is dropped already; Enter plays it all the same.")
        return

    async def dropped(reason: str) -> None:
        await perform(board, i.DropInject(row.inject.id, reason.strip()))

    body = f"{safe_line(in_a_row(row, board.language), 200)}\nWhy? Enter alone leaves that open."
    await board.ask(f"Drop {row.inject.id}", body, dropped, keys="Enter = drop it   Esc = back")


async def write(board: FacilitatorBoard) -> None:
    """One that the scenario does not have: what, from whom, for whom, its words; the players see it at once."""
    kinds = [kind for kind in InjectKind if kind not in (InjectKind.OFF, InjectKind.WRONG)]
    kind = await board.choose(
        "What happens to them?", [(kind.value, seen_as(kind.value).lower()) for kind in kinds]
    )
    if kind is None:
        return

    async def words(typed: str) -> str:
        return typed.strip()

    sender = await board.ask("Who is it from?", "As they see it; Enter alone: nobody.", words, keys=NEXT)
    if sender is None:
        return
    roles = [(role.id, role.title) for role in board.incident.playbook.roles.values()]
    to = await board.choose("Who sees it?", [(EVERYBODY, "everybody"), *roles])
    if to is None:
        return

    async def written(text: str) -> None:
        name = _unused_name(board)
        receivers = () if to == EVERYBODY else (to,)
        await perform(board, i.PlayInject(name, kind, text.strip(), sender, to=receivers, by_hand=True))

    with board.kept({"Who is it from?": sender}):
        await board.ask("Its words", "", written, keys="Enter = they see it at once   Esc = back")


NEXT = "Enter = next   Esc = back"


def _unused_name(board: FacilitatorBoard) -> str:
    played = board.incident.exercise.played if board.incident.exercise is not None else {}
    return next(name for number in range(1, len(played) + 2) if (name := f"on-the-spot-{number}") not in played)
