"""Acts on statements: which one is meant; say yes or no, record a yes given by phone, say that it is out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.domain import intents as i
from crisis_cli.domain.statement import Version
from crisis_cli.engine.approvals import approval_standing, may_countersign, may_fill
from crisis_cli.errors import Refused
from crisis_cli.ui.approval_text import last_seen, with_findings
from crisis_cli.ui.board.acts_findings import look_over
from crisis_cli.ui.board.acts_publish import publish_one
from crisis_cli.ui.board.acts_writing import write
from crisis_cli.ui.board.performing import perform
from crisis_cli.ui.safe import safe, safe_line
from crisis_cli.ui.wording_changes import changes

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board


async def _pick(board: Board, title: str) -> str | None:
    """The written statement that the step moved to, or my turn, is about; else one that is chosen."""
    step = board.step()
    if step is not None and step.target:
        return step.target
    incident = board.incident
    names = [name for name in incident.playbook.statements if incident.statement(name).current]
    if not names:
        board.say("No statement has been written yet. e writes one.")
    if len(names) < 2:
        return names[0] if names else None
    options = [(name, f"{name}: {_state_words(board, name)}") for name in names]
    return await board.choose(title, options)


def _state_words(board: Board, name: str) -> str:
    state = board.incident.statement(name)
    if state.current is None:
        return "nothing written yet"
    if state.published and board.incident.round_over(name):
        return f"out, round {state.round}"
    if state.ready < state.round:
        return f"being written by {state.current.by}"
    missing = approval_standing(board.incident, name, board.at()).missing
    return f"needs {missing}" if missing else "has its yeses, to be published"


# --- writing -------------------------------------------------------------------------------------------------


async def edit(board: Board) -> None:
    """Write a statement, from a list also where one is expected: what is typed behind the key is never text."""
    names = list(board.incident.playbook.statements)
    if not names:
        board.say("This playbook has no statements.")
        return
    step = board.step()
    names.sort(key=lambda name: step is None or name != step.target)
    options = [(name, f"{name}: {_state_words(board, name)}") for name in names]
    name = await board.choose("Write which statement?", options)
    if name is not None:
        await write(board, name)


# --- yes and no ----------------------------------------------------------------------------------------------


async def shown_text(board: Board, name: str, version: Version) -> str:
    """What changed since this board showed the text last (or its approver spoke), then the whole text; around it
    what a check found."""
    before = board.texts_shown.get(name)
    state = board.incident.statement(name)
    seen = last_seen(state, board.me)
    if before is None and seen is not None:
        before = seen.text
    board.texts_shown[name] = version.text
    words = safe(version.text).rstrip("\n")
    if before is not None and before != version.text:
        changed = changes(before, version.text)
        words = f"CHANGED since you saw it, [-out-] and {{+in+}}:\n{changed}\n\nTHE WHOLE TEXT:\n{words}"
    look = await look_over(board, name, version.text)
    shown = with_findings(words, state, look.findings)
    return f"The text could not be checked: {look.trouble}\n\n{shown}" if look.trouble else shown


def _written(board: Board, name: str) -> Version:
    """The text that a yes or a no would be about; raises Refused while there is none."""
    state = board.incident.statement(name)
    if state.current is None:
        raise Refused(f"Nothing has been written for the {name} statement yet.", "e writes it.")
    if state.ready < state.round:
        raise Refused(
            f"{state.current.by} is still writing the {name} statement.", "F2 in the editor says it is done."
        )
    return state.current


async def decide(board: Board, name: str) -> None:
    """Read it, then yes or no."""
    version = _written(board, name)
    title = f"{name} statement, written by {safe_line(version.by)}"
    answer = await board.confirm(
        title, await shown_text(board, name, version), {"y": "yes to exactly this text", "n": "no"}
    )
    if answer == "y":
        await perform(board, i.Approve(name, sha256=version.sha256))
    elif answer == "n":
        await _refuse(board, name, "", "")


async def _refuse(board: Board, name: str, giver: str, via: str) -> None:
    async def refused(reason: str) -> None:
        await perform(board, i.Reject(name, reason, giver, via))

    await board.ask(
        f"No to the {name} statement",
        "Why? The writer sees it.",
        refused,
        keys="Enter = send it back   Esc = back",
    )


async def phone_yes(board: Board) -> None:
    """Record what somebody said about a text by phone, chat or in person."""
    name = await _pick(board, "A yes to which statement?")
    if name is not None:
        await record(board, name)


async def record(board: Board, name: str) -> None:
    """Who said it, how, and to which text; asked once."""
    version = _written(board, name)
    roles = board.incident.playbook.roles
    givers = [role for role in roles if _may_say_yes(board, name, role)]
    if not givers:
        missing = approval_standing(board.incident, name, board.at()).missing
        raise Refused(
            f"No yes to the {name} statement is open. {f'It needs {missing}.' if missing else 'It has them all.'}"
        )
    body = f"Read it to them:\n\n{safe(version.text)}"
    options = [(role, f"{roles[role].title} ({board.incident.holders.get(role, 'nobody')})") for role in givers]
    giver = await board.choose(f"Who says yes or no to the {name} statement?", options, body)
    if giver is None:
        return
    ways = [
        ("phone", "yes, by phone"),
        ("chat", "yes, by chat or mail"),
        ("in person", "yes, in person"),
        ("", "no"),
    ]
    via = await board.choose(f"What did {roles[giver].title} say?", ways)
    if via is None:
        return
    if not via:
        await _refuse(board, name, giver, "phone")
        return
    title = f"Record that the {roles[giver].title} said yes, {'in person' if via == 'in person' else f'by {via}'}?"
    if await board.confirm(title, await shown_text(board, name, version), {"y": "yes, to exactly this text"}):
        await perform(board, i.Approve(name, giver, via, version.sha256))


def _may_say_yes(board: Board, name: str, role: str) -> bool:
    incident = board.incident
    standing = approval_standing(incident, name, board.at())
    only = frozenset({role})
    fills = any(entry.open and may_fill(incident, name, entry.approval, only) for entry in standing.entries)
    return fills or (standing.needs_countersign and may_countersign(incident, name, only) is not None)


# --- out -----------------------------------------------------------------------------------------------------


async def publish(board: Board) -> None:
    """What goes where; then say that it is out."""
    name = await _pick(board, "Publish which statement?")
    if name is not None:
        await publish_one(board, name)
