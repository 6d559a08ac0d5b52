"""What `crisis freeze` and `crisis unfreeze` share: which things are meant, shown or asked about, and done."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from crisis_cli.commands import wiring
from crisis_cli.commands.acting import confirm, moment, say
from crisis_cli.commands.picking import pick
from crisis_cli.commands.publishing.freezing import Tools, tell_all, tools_of, what_happens
from crisis_cli.domain.accounts import Freezer
from crisis_cli.domain.freezing import FREEZE, UNFREEZE, Held
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import RecordFreeze
from crisis_cli.engine.session import Session
from crisis_cli.engine.words import nearest
from crisis_cli.errors import CrisisError, Refused, UsageError
from crisis_cli.ui.frozen_words import held_words
from crisis_cli.ui.safe import json_text, safe, safe_line
from crisis_cli.ui.status_json import as_held


class Asked(NamedTuple):
    """What was typed."""

    act: str
    names: Sequence[str]
    every: bool
    by_hand: bool
    yes: bool
    incident: str
    as_: str
    at: str
    as_json: bool


def answer(asked: Asked) -> int:
    """Show, record or do it; returns the exit code."""
    listing = not asked.names and not asked.every
    head = pick(asked.incident, reading=listing or asked.act == UNFREEZE)
    session = wiring.session(head.incident)
    tools = _tools(session.incident, needed=not asked.by_hand)
    if listing and not asked.by_hand:
        return _show(session, tools, as_json=asked.as_json)
    if asked.every and (asked.names or asked.by_hand):
        raise UsageError("--all stands alone.", f"crisis {asked.act} --all, or crisis {asked.act} NAME --by-hand")
    if asked.by_hand:
        return _by_hand(session, tools, asked)
    if asked.at:
        raise UsageError(
            "A tool is told now, not then.", f"What was done by hand: crisis {asked.act} NAME --by-hand"
        )
    chosen, only_by_hand = (
        _every(session.incident, tools, asked.act) if asked.every else _named(session, tools, asked)
    )
    if chosen and not confirm(_question(session.incident, chosen, asked.act), yes=asked.yes):
        return 0
    written, code = tell_all(session, tools, chosen, asked.act, wiring.me(asked.as_, session.incident))
    say(session, written, as_json=asked.as_json)
    for held in only_by_hand:
        called = held.title if held.name.startswith("by-hand-") else held.name
        print(
            f"crisis: no command lets it go on: {safe_line(held.title)}. Do it in the tool itself, then: crisis "
            f'{asked.act} "{safe_line(called)}" --by-hand',
            file=sys.stderr,
        )
    return code or (Refused.exit_code if only_by_hand else 0)


def _tools(incident: Incident, *, needed: bool) -> Tools:
    """What a person did by hand is written down whatever the channels file looks like."""
    try:
        return tools_of(incident)
    except CrisisError as unreadable:
        if needed:
            raise
        print(f"crisis: {safe(unreadable.message)} {safe(unreadable.hint)}", file=sys.stderr)
        return Tools()


def _every(incident: Incident, tools: Tools, act: str) -> tuple[list[Freezer], list[Held]]:
    """What is to be told, and what is frozen that no tool here can be told about."""
    if act == UNFREEZE:
        held = incident.still_frozen()
        return (
            [tools.known[one.name] for one in held if one.name in tools.known],
            [one for one in held if one.name not in tools.known],
        )
    if not tools.known:
        raise UsageError("No channels file here says what can be frozen.", _BY_HAND)
    frozen = {
        held.name for held in incident.frozen.values() if held.frozen and not held.unsure and not held.trying
    }
    return [freezer for name, freezer in tools.known.items() if name not in frozen], []


_BY_HAND = 'Done in the tool itself, write it down: crisis freeze "the agency\'s queue" --by-hand'


def _named(session: Session, tools: Tools, asked: Asked) -> tuple[list[Freezer], list[Held]]:
    chosen: dict[str, Freezer] = {}
    for typed in asked.names:
        name = _known(typed, session.incident, tools)
        if name in tools.known:
            chosen[name] = tools.known[name]
        elif name:
            raise Refused(
                f"No command here is known for {session.incident.frozen[name].title}.",
                f'Do it in the tool itself, then: crisis {asked.act} "{typed}" --by-hand',
            )
        else:
            raise _nothing_called(typed, session.incident, tools, asked.act)
    return list(chosen.values()), []


def _nothing_called(typed: str, incident: Incident, tools: Tools, act: str) -> UsageError:
    hint = nearest(typed, {**tools.known, **incident.frozen})
    by_hand = f' Done in the tool itself: crisis {act} "{typed}" --by-hand' if act == FREEZE else ""
    return UsageError(f'Nothing called "{typed}" can be frozen here.', f"{hint}{by_hand}")


def _known(typed: str, incident: Incident, tools: Tools) -> str:
    """The name of what somebody calls so, by name or by title; empty: there is none."""
    called = {**{one.name: one.title for one in incident.frozen.values()}}
    called |= {one.name: one.title for one in tools.known.values()}
    wanted = " ".join(typed.split()).casefold()
    found = [name for name, title in called.items() if wanted in (name.casefold(), title.casefold())]
    return found[0] if found else ""


def _by_hand(session: Session, tools: Tools, asked: Asked) -> int:
    if not asked.names:
        raise UsageError("What was it?", f"crisis {asked.act} NAME --by-hand")
    happened = moment(asked.at, session.now()) if asked.at else None
    written = []
    for typed in asked.names:
        name = _known(typed, session.incident, tools)
        if not name and asked.act == UNFREEZE:
            raise _nothing_called(typed, session.incident, tools, asked.act)
        known = tools.known.get(name) or session.incident.frozen.get(name)
        record = RecordFreeze(asked.act, name, known.title if known is not None else typed)
        written += session.act(record, actor=wiring.me(asked.as_, session.incident), happened_at=happened)
    say(session, written, as_json=asked.as_json)
    return 0


def _question(incident: Incident, chosen: Sequence[Freezer], act: str) -> str:
    lines = [f"  {freezer.title}: {what_happens(freezer, act)}" for freezer in chosen]
    drill = "DRILL, so nothing is run. " if incident.drill else ""
    return "\n".join([f"{drill}{act.capitalize()} for {incident.id}:", *lines, "Go on?"])


def _show(session: Session, tools: Tools, *, as_json: bool) -> int:
    """What can be frozen and how, what is frozen, since when, by whom."""
    incident, at = session.incident, session.now()
    names = [*tools.known, *(name for name in incident.frozen if name not in tools.known)]
    if as_json:
        rows = [_row(tools.known.get(name), incident.frozen.get(name, Held(name, "")), session) for name in names]
        print(json_text({"incident": session.name, "drill": incident.drill, "things": rows}))
        return 0
    if not names:
        print(f"No channels file here says what can be frozen, and nothing is. {_BY_HAND}")
    for name in names:
        freezer, held = tools.known.get(name), incident.frozen.get(name)
        title = freezer.title if freezer is not None else incident.frozen[name].title
        state = held_words(held, at, wiring.zone()) if held is not None else ""
        by = f" (by {safe_line(held.by)}, {held.way})" if held is not None and held.frozen else ""
        drill = "DRILL " if incident.drill else ""
        print(f"{drill}{safe_line(name)}: {f'{state}{by}' if state else f'{safe_line(title)}: goes on'}")
        if held is not None and held.why:
            print(f"   last try to {held.failed} it: {safe_line(held.why)}")
        if held is not None and held.nobody_knows(at):
            print(f'   look into the tool itself; if it is frozen: crisis freeze "{safe_line(name)}" --by-hand')
        for act in (FREEZE, UNFREEZE) if freezer is not None else ():
            print(f"   {act}: {what_happens(freezer, act)}" if freezer is not None else "")
    return 0


def _row(freezer: Freezer | None, held: Held, session: Session) -> dict[str, object]:
    ways = {act: what_happens(freezer, act) if freezer is not None else None for act in (FREEZE, UNFREEZE)}
    shown = as_held(held, session.now())
    return {**shown, "title": freezer.title if freezer is not None else held.title, **ways}
