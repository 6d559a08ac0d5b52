"""`crisis run`: a crisis begins."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import moment
from crisis_cli.commands.attach import attach
from crisis_cli.commands.choosing import choose_playbook
from crisis_cli.commands.fact import typed_fact
from crisis_cli.commands.playbooks import file_of, runnable
from crisis_cli.commands.reaching.keeping import start_keeper
from crisis_cli.commands.reaching.team_file import holders_of, say_who, team_for
from crisis_cli.domain.bounds import bounded_text
from crisis_cli.errors import UsageError


def run(
    playbook: Annotated[
        str, typer.Argument(metavar="PLAYBOOK", help="A playbook's name or file; left out: choose from a list.")
    ] = "",
    seen: Annotated[
        str, typer.Option("--seen", metavar="TIME", help='First seen: now, "12 min ago", 02:55.')
    ] = "",
    fact: Annotated[
        list[str] | None, typer.Option("--fact", metavar="NAME=VALUE", help="What is known already, unconfirmed.")
    ] = None,
    drill: Annotated[bool, typer.Option("--drill", help="An exercise: everything about it says DRILL.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Lines instead of a board.")] = False,
    no_keeper: options.NoKeeper = False,
    as_: options.As = "",
) -> int:
    """Begin a run and walk the team through it. The clocks count from the first sighting."""
    from crisis_cli.engine.opening import Opening
    from crisis_cli.engine.session import open_run

    named = playbook or choose_playbook()
    chosen = runnable(named, ask=True)
    me = bounded_text(wiring.me(as_), "name")
    now = wiring.journal().now()
    first_seen = moment(seen or _ask_seen(), now)
    if first_seen > now:
        raise UsageError("It cannot have been seen in the future.", 'Write it like "12 min ago" or 03:05.')
    facts = [typed_fact(chosen, *_split(given), now=now) for given in fact or ()]
    team = team_for(file_of(named))
    me = (team.team.called(me) if team is not None else "") or me
    held = holders_of(team, chosen, now)
    where = str(team.path) if team is not None else ""
    opening = Opening(chosen, first_seen, me, drill=drill, facts=facts, holders=held, team=where)
    session = open_run(
        wiring.journal(), opening, read_playbook=wiring.read_playbook, new_id=wiring.new_id, checks=wiring.checks()
    )
    if team is not None:
        say_who(team, held)
    if not no_keeper:
        start_keeper()
    return attach(session, me, plain=plain, ask_who=not wiring.known_by_name(as_), fresh=True)


def _ask_seen() -> str:
    """The one question before the board opens; Enter means now."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return "now"
    print('First seen? Enter = now, or "12 min ago", or 02:55: ', end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() or "now"


def _split(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise UsageError(f'"{given}" is not a fact.', "Write it like --fact people_ill=3")
    return name, value
