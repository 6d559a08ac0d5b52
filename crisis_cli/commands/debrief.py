"""`crisis debrief`: what each player wants to keep and to change, for the improvement plan."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.drilling.past import latest_drill
from crisis_cli.commands.reaching.people_here import somebody
from crisis_cli.domain.due_date import due_date
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Learn
from crisis_cli.engine.session import Session
from crisis_cli.errors import Refused, UsageError
from crisis_cli.ui.safe import safe_line


def debrief(
    player: Annotated[
        str, typer.Option("--player", metavar="NAME", help="Ask only this one: a person or a role.")
    ] = "",
    keep: Annotated[str, typer.Option("--keep", metavar="TEXT", help="What is to stay as it was.")] = "",
    change: Annotated[str, typer.Option("--change", metavar="TEXT", help="What is to be done otherwise.")] = "",
    owner: Annotated[str, typer.Option("--owner", metavar="NAME", help="Who sees to the change.")] = "",
    by_when: Annotated[str, typer.Option("--by-when", metavar="DATE", help="By when it is done.")] = "",
    incident: options.Incident = "",
    as_: options.As = "",
) -> int:
    """Ask each player after a drill: keep, change, who, by when. It stands in the report's improvement plan."""
    session = wiring.session(latest_drill(incident).incident)
    if session.incident.exercise is None:
        raise Refused(
            f"{session.name} follows no scenario, so nobody was asked to achieve anything.",
            'Write it down all the same: crisis note "keep: …; change: …"',
        )
    actor = wiring.me(as_, session.incident)
    player = _player(player, session.incident)
    if keep or change or owner or by_when:
        lessons = [Learn(player or actor, keep, change, owner, _day(by_when))]
    elif not player and not players(session.incident):
        roles = ", ".join(session.incident.playbook.roles)
        raise UsageError(
            "The tool played everybody in this drill, so no player can be asked.",
            f"Ask whoever watched: crisis debrief --player NAME --keep TEXT; NAME is theirs, or a role: {roles}",
        )
    elif can_ask():
        lessons = []
        for name, title in [(player, _titles(player, session.incident))] if player else players(session.incident):
            lesson = _asked(name, title)
            lessons += [lesson] if lesson is not None else []
    else:
        raise UsageError(
            "Nobody can be asked without a terminal.",
            "crisis debrief --player NAME --keep TEXT --change TEXT --owner NAME --by-when DATE",
        )
    _record(session, lessons, actor)
    return 0


def _player(typed: str, incident: Incident) -> str:
    """The person of that name, or who held that role; the role itself, where nobody or the tool did. Raises
    UsageError for a name that nobody has."""
    known = somebody(typed, incident, or_role=True)
    holder = incident.holders.get(known, "")
    return holder if holder in dict(players(incident)) else known


def _titles(name: str, incident: Incident) -> str:
    """What they played, in words; empty for whoever watched."""
    role = incident.playbook.roles.get(name)
    return dict(players(incident)).get(name, role.title if role is not None else "")


def _day(text: str) -> str:
    try:
        return due_date(text, wiring.clock().now().astimezone(wiring.zone()).date())
    except ValueError as wrong:
        raise UsageError(str(wrong), "Nobody sees to what is due some day.") from None


def can_ask() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def players(incident: Incident) -> list[tuple[str, str]]:
    """The people who played a role, each once, with the titles of their roles."""
    exercise = incident.exercise
    unplayed = {*exercise.auto, *exercise.silent} if exercise is not None else set()
    titles: dict[str, list[str]] = {}
    for name, role in incident.playbook.roles.items():
        person = incident.holders.get(name)
        if person and name not in unplayed:
            titles.setdefault(person, []).append(role.title)
    return [(person, ", ".join(theirs)) for person, theirs in titles.items()]


def _asked(name: str, title: str) -> Learn | None:
    """One question after the other; Enter skips. None: nothing was said."""
    print(f"DRILL  {safe_line(name)}{f' ({safe_line(title)})' if title else ''}. Enter skips.", file=sys.stderr)
    keep = _answer("  What should we keep?   ")
    change = _answer("  What should change?    ")
    owner = _answer("  Who sees to it?        ") if change else ""
    by_when = _answered_day() if change else ""
    return Learn(name, keep, change, owner, by_when) if keep or change else None


def _answered_day() -> str:
    """Asked again until it is a date, or nothing: what was typed before must not be lost for it."""
    while True:
        try:
            return _day(_answer("  By when?               "))
        except UsageError as wrong:
            print(f"  {wrong.message}", file=sys.stderr)


def _answer(question: str) -> str:
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def _record(session: Session, lessons: list[Learn], actor: str) -> None:
    for lesson in lessons:
        session.act(lesson, actor=actor)
    if not lessons:
        print("Nothing was said, nothing was recorded.", file=sys.stderr)
        return
    for lesson in lessons:
        parts = [f"keep: {lesson.keep}"] if lesson.keep else []
        if lesson.change:
            who = " ".join(filter(None, (lesson.owner, lesson.by_when and f"by {lesson.by_when}")))
            parts.append(f"change: {lesson.change}" + (f" ({who})" if who else ""))
        played = _titles(lesson.player, session.incident)
        who = f"{lesson.player} ({played})" if played else lesson.player
        print(f"DRILL {safe_line(who)}: {safe_line('; '.join(parts))}")
    print(f"In the improvement plan: crisis report --incident {session.name}", file=sys.stderr)
