"""`crisis inject`: what happens to the team in a drill; for the facilitator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import say
from crisis_cli.commands.drilling.meant import actor, drill_meant, find_inject
from crisis_cli.commands.scenarios import scenario_of
from crisis_cli.domain.scenario import InjectKind, in_language
from crisis_cli.domain.timing import clock_time, iso, parse_duration
from crisis_cli.engine.drilling.injects import Coming, coming, play
from crisis_cli.engine.session import Session
from crisis_cli.errors import UsageError
from crisis_cli.ui.safe import json_text, safe_line


def inject(
    name: Annotated[
        str, typer.Argument(metavar="[INJECT]", help="Play this one now. Left out: show what is ahead.")
    ] = "",
    text: Annotated[
        str, typer.Option("--text", metavar="TEXT", help="Words of your own; without INJECT a new one.")
    ] = "",
    kind: Annotated[
        InjectKind, typer.Option("--kind", help="With --text: what it is.", case_sensitive=False)
    ] = InjectKind.POST,
    from_: Annotated[str, typer.Option("--from", metavar="NAME", help="With --text: who says it.")] = "",
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="ROLE", help="With --text: who sees it; all unless said.")
    ] = None,
    delay: Annotated[str, typer.Option("--delay", metavar="TIME", help="Not now: this much later, 5m.")] = "",
    following: Annotated[
        bool, typer.Option("--following", help="With --delay: those behind it too, at the same distances.")
    ] = False,
    drop: Annotated[bool, typer.Option("--drop", help="It is not to happen (--reason).")] = False,
    reason: options.Reason = "",
    incident: options.Incident = "",
    as_: options.As = "",
    json: options.Json = False,
) -> int:
    """Play, put off or drop what is to happen in a drill, or write it on the spot; the players see it at once."""
    from crisis_cli.domain.intents import DropInject, MoveInjects, PlayInject

    session = drill_meant(incident)
    scenario, exercise = scenario_of(session.incident), session.incident.exercise
    if exercise is None or not (name or text):
        return _show(session, json)
    if following and not delay:
        raise UsageError("How much later?", f"crisis inject {name} --delay 5m --following")
    if not name:
        intent: PlayInject | MoveInjects | DropInject = PlayInject(
            _new_name(session), kind.value, text, from_, to=tuple(to or ()), by_hand=True
        )
    else:
        found = find_inject(scenario, name)
        if drop:
            intent = DropInject(name, reason)
        elif delay:
            intent = MoveInjects(tuple(_later(session, name, delay, following=following)))
        else:
            intent = play(found, exercise.language, session.now(), by_hand=True, text=text)
    say(session, session.act(intent, actor=actor(as_)), as_json=json)
    return 0


def _new_name(session: Session) -> str:
    played = session.incident.exercise.played if session.incident.exercise is not None else {}
    return next(name for number in range(1, len(played) + 2) if (name := f"on-the-spot-{number}") not in played)


def _later(session: Session, name: str, delay: str, *, following: bool) -> Iterator[tuple[str, datetime]]:
    """To when it is put off, and those behind it; what has no time yet keeps none."""
    try:
        length = parse_duration(delay)
    except ValueError as wrong:
        raise UsageError(str(wrong), f"crisis inject {name} --delay 5m") from None
    ahead = coming(session.incident, scenario_of(session.incident))
    first = next((one for one in ahead if one.inject.id == name), None)
    if first is None or first.due_at is None:
        raise UsageError(f"{name} has no time that could be put off.", "What is ahead: crisis inject")
    for one in ahead:
        behind = one.due_at is not None and one.due_at > first.due_at
        if one.due_at is not None and (one.inject.id == name or (following and behind)):
            yield one.inject.id, one.due_at + length


def _show(session: Session, json: bool) -> int:
    """What is ahead and what happened, for the facilitator alone."""
    scenario, exercise = scenario_of(session.incident), session.incident.exercise
    if exercise is None:
        return 0
    ahead = coming(session.incident, scenario)
    if json:
        print(
            json_text(
                {
                    "incident": session.name,
                    "at": iso(session.now()),
                    "ahead": [_as_json(one, exercise.language) for one in ahead],
                    "played": {name: iso(moment) for name, moment in exercise.played.items()},
                    "dropped": dict(exercise.dropped),
                }
            )
        )
        return 0
    print(f"DRILL {session.name}: for the facilitator. AHEAD:")
    for one in ahead:
        print(_line(one, exercise.language))
    print("\n".join(["HAPPENED:", *(f"  {_clock(moment)}  {name}" for name, moment in exercise.played.items())]))
    if exercise.dropped:
        print("\n".join(["DROPPED:", *(f"  {name}: {safe_line(why)}" for name, why in exercise.dropped.items())]))
    return 0


def _clock(moment: datetime) -> str:
    return clock_time(moment, wiring.zone(), seconds=True)


def _line(one: Coming, language: str) -> str:
    inject = one.inject
    when = _clock(one.due_at) if one.due_at is not None else "by hand " if inject.by_hand else "waits   "
    hangs = ", ".join(f"{step} {word}" for step, word in inject.when.items())
    words = safe_line(in_language(inject.text, language) or inject.role)
    short = words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"
    return f"  {when}  {inject.id} ({inject.kind}{f', if {hangs}' if hangs else ''}): {short}"


SHORT = 90
"""Characters of an inject's words in the list; the facilitator has the sheet."""


def _as_json(one: Coming, language: str) -> dict[str, object]:
    inject = one.inject
    return {
        "id": inject.id,
        "kind": inject.kind.value,
        "due_at": iso(one.due_at) if one.due_at is not None else None,
        "when": dict(inject.when),
        "by_hand": inject.by_hand,
        "from": inject.sender,
        "to": list(inject.to),
        "text": in_language(inject.text, language),
        "expected": in_language(inject.expected, language),
        "note": in_language(inject.note, language),
    }
