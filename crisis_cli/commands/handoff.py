"""`crisis handoff`: a role or a step is offered to a person, who accepts it."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.commands.reaching.people_here import newcomer
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Accept, Decline, Intent, Offer
from crisis_cli.errors import UsageError


def handoff(
    what: Annotated[
        str, typer.Argument(metavar="ROLE|STEP", help="What is handed over; left out with --all.")
    ] = "",
    person: Annotated[str, typer.Argument(metavar="PERSON", help="To whom.")] = "",
    all_: Annotated[str, typer.Option("--all", metavar="PERSON", help="Offer everything that you hold.")] = "",
    accept: Annotated[bool, typer.Option("--accept", help="Take what was offered.")] = False,
    decline: Annotated[bool, typer.Option("--decline", help="Say no to what was offered.")] = False,
    via: options.Via = "",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Offer a role or a step to a person. The clocks stay with you until it is accepted (--accept)."""

    def intent(run: Incident) -> Intent:
        me, to_whom = wiring.me(as_, run), newcomer(all_ or person, run)
        if accept or decline:
            taker = to_whom or me
            names = (what,) if what else tuple(name for name, to in run.offers.items() if to == taker)
            if not names:
                raise UsageError(f"Nothing was offered to {taker}.", "crisis status shows who holds what.")
            return Accept(names, taker, via) if accept else Decline(names, taker)
        names = tuple(role for role, holder in run.holders.items() if holder == me) if all_ else (what,)
        if not (all_ or person) or not all(names):
            raise UsageError("What, and to whom?", "crisis handoff ROLE PERSON, or: crisis handoff --all PERSON")
        if not names:
            raise UsageError(f"{me} holds no role.", "crisis status shows who holds what.")
        return Offer(names, to_whom, via)

    return act(intent, incident=incident, as_=as_, at=at, as_json=json)
