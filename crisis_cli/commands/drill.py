"""`crisis drill`: rehearse the hour."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.engine.session import Session
from crisis_cli.errors import UsageError


def drill(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario's name or file.")] = "",
    auto: Annotated[
        str,
        typer.Option("--auto", metavar="absent|all", help="The tool plays those whom nobody plays, or everybody."),
    ] = "",
    speed: Annotated[
        str, typer.Option("--speed", metavar="N", help="Its minutes in one of ours; max: without waiting.")
    ] = "",
    seed: Annotated[int | None, typer.Option("--seed", help="All chance is drawn from this number.")] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="LANGUAGE", help="The language it is played in.")] = "",
    absent: Annotated[
        list[str] | None,
        typer.Option("--absent", metavar="ROLE", help="Nobody plays this role, nor does the tool."),
    ] = None,
    expect: Annotated[
        Path | None,
        typer.Option(
            "--expect", metavar="FILE", help="With --auto all: what must come of it; else the objectives."
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", metavar="FOLDER", help="Where the report or the sheets go.")
    ] = Path(),
    keep: Annotated[
        bool,
        typer.Option("--keep", help="With --speed max: store it in this machine's journal too, for the trend."),
    ] = False,
    print_: Annotated[
        bool, typer.Option("--print", help="Write the players' and the facilitator's sheets, and begin nothing.")
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Lines instead of a board.")] = False,
    room: Annotated[
        bool, typer.Option("--room", help="One keyboard for all players; else this is the facilitator's board.")
    ] = False,
    no_board: Annotated[bool, typer.Option("--no-board", help="Begin it and come back at once.")] = False,
    keep_clock: Annotated[str, typer.Option("--keep-clock", metavar="ID", hidden=True)] = "",
    as_: options.As = "",
    json: options.Json = False,
) -> int:
    """Play a scenario with the team, at its own clock. Nothing leaves: no page, no post.

    With --auto all nobody is needed; the exit code is 0 where every objective is met, 1 where not.
    """
    from crisis_cli.commands.drilling.begin import FACILITATOR, Wanted, begin, roles_played
    from crisis_cli.commands.drilling.expecting import Expected
    from crisis_cli.commands.drilling.play import by_the_wall, keep_clock_of, without_waiting
    from crisis_cli.commands.drilling.sheets import write_sheets
    from crisis_cli.commands.scenarios import playable, scenarios
    from crisis_cli.domain.exercise import MAX_SPEED
    from crisis_cli.engine.drilling.decide import read_speed

    if keep_clock:
        return keep_clock_of(keep_clock)
    if not scenario:
        raise UsageError("Which scenario?", f"crisis drill NAME, one of: {', '.join(scenarios()) or 'none yet'}")
    given = playable(scenario)
    language = _language(lang, given.scenario.languages, given.playbook.language)
    if print_:
        return write_sheets(given, language, output)
    silent = tuple(absent or ())
    wanted = Wanted(
        speed=read_speed(speed or (f"{given.scenario.speed:g}" if given.scenario.speed else MAX_SPEED)),
        seed=given.scenario.seed if seed is None else seed,
        language=language,
        auto=roles_played(given.scenario, given.playbook, auto, silent),
        silent=silent,
        starter=wiring.me(as_) if wiring.known_by_name(as_) and auto != "all" else FACILITATOR,
    )
    if auto != "all":
        if wanted.speed == MAX_SPEED:
            raise UsageError("Without waiting nobody in the room could act.", "Add --auto all, or --speed 6.")
        if expect is not None or json:
            raise UsageError("Only a drill that plays itself ends in this command.", "Add --auto all.")
        session = begin(wiring.journal(), given, wanted)
        if no_board:
            return _begun(session)
        return _with_people(session, wanted.starter, plain=plain, room=room, alone=bool(auto), as_=as_)
    expected = Expected.read(expect, given) if expect is not None else None
    if wanted.speed == MAX_SPEED:
        return without_waiting(given, wanted, expected, output, keep=keep, as_json=json)
    return by_the_wall(begin(wiring.journal(), given, wanted), expected, output, as_json=json)


def _language(asked: str, there: tuple[str, ...], playbooks: str) -> str:
    if asked and asked not in there:
        raise UsageError(f'This scenario does not come in "{asked}".', f"Its languages: {', '.join(there)}.")
    return asked or (playbooks if playbooks in there else there[0])


def _begun(session: Session) -> int:
    """It goes on in a process of its own; its name is printed."""
    _start(session)
    print(session.name)
    return 0


def _start(session: Session) -> None:
    from crisis_cli.commands.reaching.keeping import run_drill

    run_drill(session)
    title = session.incident.title
    print(f"DRILL {session.name}: {title}. Nothing leaves, no page and no post.", file=sys.stderr)


def _with_people(session: Session, starter: str, *, plain: bool, room: bool, alone: bool, as_: str) -> int:
    """Who begins it is its facilitator, unless those in the room share one keyboard, or practise alone."""
    from crisis_cli.commands.attach import attach

    incident, exercise = session.incident, session.incident.exercise
    _start(session)
    if not (room or alone):
        players = f"The players: crisis board --incident {session.name} --as NAME"
        print(players, file=sys.stderr)
        return attach(session, starter, plain=plain, ask_who=False, fresh=True, facilitator=True)
    played = exercise.auto if exercise is not None else ()
    first = next((role for role in ("lead", *incident.playbook.roles) if role not in played), "lead")
    me = as_ or incident.holders.get(first, incident.starter)
    return attach(session, me, plain=plain, ask_who=False, fresh=True, room=room)
