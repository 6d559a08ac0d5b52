"""Acts for the report: a note on a player, a rating of an objective."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.domain import intents as i
from crisis_cli.domain.scenario import in_language
from crisis_cli.review.drill.rated import SCALE, Rated
from crisis_cli.review.objectives import rate as rate_all
from crisis_cli.ui.board.performing import perform
from crisis_cli.ui.safe import safe_line

if TYPE_CHECKING:
    from crisis_cli.ui.facilitator.app import FacilitatorBoard


async def note(board: FacilitatorBoard) -> None:
    """What a player did, in a few words; the players do not read it while the drill runs."""
    holders = board.incident.holders
    roles = board.incident.playbook.roles.values()
    options = [(role.id, f"{role.title}: {holders.get(role.id, 'nobody')}") for role in roles]
    player = await board.choose("A note on whom?", options)
    if player is None:
        return

    async def noted(typed: str) -> None:
        await perform(board, i.NotePlayer(player, typed.strip()))

    await board.ask(f"What did you see of {dict(options)[player]}?", "For the report.", noted)


async def rate(board: FacilitatorBoard) -> None:
    """P, S, M or U, and why; what the journal says of it stays beside it."""
    picture = board.store.picture
    rated = await board.store.call(lambda: rate_all(picture.history, picture.incident, board.scenario))
    if not rated:
        board.say("This scenario has no objectives.")
        return
    options = [(one.objective.id, _in_short(one, board.language)) for one in rated]
    chosen = await board.choose("Which objective?", options)
    if chosen is None:
        return
    one = next(one for one in rated if one.objective.id == chosen)
    watch = safe_line(in_language(one.objective.watch_for, board.language), 400)
    body = "\n".join(filter(None, (watch, f"So far: {safe_line(one.why, 300)}" if one.why else "")))
    scale = [(letter, f"{letter}: {words}") for letter, words in SCALE.items() if letter]
    rating = await board.choose(_title(one, board.language), scale, body)
    if rating is None:
        return

    async def why(typed: str) -> None:
        await perform(board, i.RateObjective(chosen, rating, typed.strip()))

    await board.ask(f"{rating}: why?", "What you saw. Both ratings stay in the report.", why)


def _title(one: Rated, language: str) -> str:
    return safe_line(in_language(one.objective.titles, language) or one.objective.title, 70)


def _in_short(one: Rated, language: str) -> str:
    by_hand = f", yours {one.override[0]}" if one.override is not None else ""
    return f"{_title(one, language)}  ({one.rating or 'not evaluated'}{by_hand})"
