"""Acts about people: handing over, accepting, being away, being tried."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crisis_cli.domain import intents as i
from crisis_cli.domain.timing import parse_moment
from crisis_cli.ui.board.acts_board import a_person, people
from crisis_cli.ui.board.alerts import offered
from crisis_cli.ui.board.performing import perform

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

WAYS = [("phone", "by phone"), ("chat", "by chat or mail"), ("in person", "in person")]
"""How one person reaches another."""

EVERYTHING = "\0everything"


async def _person(board: Board, title: str) -> str | None:
    others = [person for person in people(board) if person != board.me]
    return await a_person(board, title, [(person, person) for person in [*others, board.me]])


async def hand_over(board: Board) -> None:
    """Offer a role, a step or everything to a person, who accepts on their board, or by phone."""
    incident = board.incident
    step = board.step()
    mine = [role for role, person in incident.holders.items() if person == board.me]
    options = [(step.id, f"this step: {step.title}")] if step is not None else []
    options += [(EVERYTHING, f"everything that I hold ({len(mine)} roles)")] if len(mine) > 1 else []
    options += [
        (role.id, f"{role.title}, now {incident.holders.get(role.id, 'nobody')}")
        for role in incident.playbook.roles.values()
    ]
    what = await board.choose("Hand over what?", options)
    person = await _person(board, "To whom?") if what is not None else None
    if what is None or person is None:
        return
    names = tuple(mine) if what == EVERYTHING else (what,)
    giver = _giver(board, what)
    agreed = await board.choose(f"{giver} holds it. How did {giver} agree?", list(WAYS)) if giver else ""
    if agreed is None:
        return
    if person == board.me:
        how: str | None = ""
    else:
        how = await board.choose(
            f"How does {person} say yes?",
            [("", "offer it: they accept on their board, the clock stays here until then"), *WAYS_ACCEPTED],
        )
    if how is None:
        return
    await perform(board, i.Offer(names, person, agreed))
    if how or person == board.me:
        await perform(board, i.Accept(names, person, how))


def _giver(board: Board, what: str) -> str:
    """Who holds it instead of me, and is there to be asked; empty when that is nobody."""
    if what == EVERYTHING:
        return ""
    held = board.incident.holders.get(what) or board.incident.owner(what, board.view.at)
    mine = held is None or held == board.me or board.incident.is_away(held, board.view.at)
    return "" if mine else str(held)


WAYS_ACCEPTED = [(via, f"they accepted {words}: record it") for via, words in WAYS]


async def accept(board: Board) -> None:
    """Take what is offered to me."""
    offers = await _offers(board, "Accept what?")
    if offers:
        await perform(board, i.Accept(offers, board.me))


async def decline(board: Board) -> None:
    """Say no to what is offered to me."""
    offers = await _offers(board, "Say no to what?")
    if offers:
        await perform(board, i.Decline(offers, board.me))


async def _offers(board: Board, title: str) -> tuple[str, ...]:
    offers = board.view.offers
    if not offers:
        board.say("Nothing is offered to you. h hands something over.")
    if len(offers) < 2:
        return offers
    options = [(EVERYTHING, f"all {len(offers)}"), *((what, offered(board.incident, what)) for what in offers)]
    chosen = await board.choose(title, options)
    return offers if chosen == EVERYTHING else (chosen,) if chosen else ()


async def away(board: Board) -> None:
    """Somebody cannot act until then; or they are back."""
    person = await _person(board, "Who is away, or back?")
    if person is None:
        return
    if person in board.incident.away:
        if await board.confirm(f"{person} is said to be away", "Are they back?", {"y": "yes, back"}):
            await perform(board, i.MarkBack(person))
        return

    async def marked(typed: str) -> None:
        until = None
        if typed.strip():
            until = parse_moment(typed, at=board.at(), zone=board.parts.zone)
            until += timedelta(days=until <= board.at())
        await perform(board, i.MarkAway(person, until))

    await board.ask(
        f"{person} is away until when?", "07:00, in 2h, or nothing: until somebody says they are back.", marked
    )


async def tried(board: Board) -> None:
    """I tried to reach somebody: nobody answered, a message was left, or they have it."""
    incident = board.incident
    options = [
        (role.id, f"{role.title} ({incident.holders.get(role.id, 'nobody')})")
        for role in incident.playbook.roles.values()
    ]
    person = await a_person(board, "Whom did you try?", options)
    via = await board.choose("How?", WAYS) if person else None
    if person is None or via is None:
        return
    results = [
        ("none", "no answer: page the next of the ladder now"),
        ("message", "a message was left: the ladder goes on as it was"),
        ("reached", "reached: they have it, the ladder is held"),
    ]
    result = await board.choose("And?", results)
    if result is not None:
        await perform(board, i.RecordTry(person, via, result))
