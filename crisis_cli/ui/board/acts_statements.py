"""Acts on statements: write, say yes or no, record a yes given by phone, say that it is out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Status
from crisis_cli.domain.playbook import Kind
from crisis_cli.domain.statement import Version
from crisis_cli.engine.approvals import approval_standing, may_countersign, may_fill
from crisis_cli.errors import CrisisError, Refused
from crisis_cli.ui.approval_text import last_seen, word_diff
from crisis_cli.ui.board.acts_publish import publish_one
from crisis_cli.ui.board.performing import perform
from crisis_cli.ui.safe import safe, safe_line

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board


async def pick(board: Board, title: str, *, written: bool) -> str | None:
    """The statement that the step moved to, or my turn, is about; else one that is chosen."""
    step = board.step()
    if step is not None and step.target:
        return step.target
    incident = board.incident
    names = [name for name in incident.playbook.statements if incident.statement(name).current or not written]
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
    """Write a statement."""
    name = await pick(board, "Write which statement?", written=False)
    if name is not None:
        await write(board, name)


async def write(board: Board, name: str) -> None:
    """Open the editor on the statement's text; the first time on a draft made from the template."""
    from crisis_cli.ui.board.editor import Editor

    state = board.incident.statement(name)
    drafts = [step for step in board.incident.playbook.steps_of(name) if step.kind is Kind.DRAFT]
    asked_for = any(board.incident.state(step.id).status is Status.OPEN for step in drafts)
    begun = state.current is not None and state.next_round() == state.round
    if state.current is not None and not begun and not asked_for:
        body = "What is out stays as it is. A correction is a new round: written, approved and published again."
        if not await board.confirm(f"The {name} statement is out. Begin round {state.next_round()}?", body):
            return
    trouble = "This text has a yes. A change of it asks for the yes again." if state.approvals_of_current() else ""
    if not begun:
        trouble = await _draft(board, name)
    board.message = ""
    await board.push_screen_wait(Editor(board, name, trouble))


async def _draft(board: Board, name: str) -> str:
    """Put a text made from the template and the facts in place; returns why that could not be done."""
    board.say(f"Making a draft of the {name} statement from the facts …")
    try:
        await board.store.act(await board.store.call(lambda: board.parts.draft(name)), actor=board.me)
    except CrisisError as failed:
        return f"No draft could be made: {failed.message} Write it here by hand."
    return ""


# --- yes and no ----------------------------------------------------------------------------------------------


def shown_text(board: Board, name: str, version: Version) -> str:
    """What changed since this board showed the text last (or its approver spoke), then the whole text."""
    before = board.texts_shown.get(name)
    seen = last_seen(board.incident.statement(name), board.me)
    if before is None and seen is not None:
        before = seen.text
    board.texts_shown[name] = version.text
    whole = safe(version.text).rstrip("\n")
    if before is None or before == version.text:
        return whole
    changes = word_diff(before, version.text)
    return f"CHANGED since you saw it, [-out-] and {{+in+}}:\n{changes}\n\nTHE WHOLE TEXT:\n{whole}"


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
        title, shown_text(board, name, version), {"y": "yes to exactly this text", "n": "no"}
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
    name = await pick(board, "A yes to which statement?", written=True)
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
    if await board.confirm(title, shown_text(board, name, version), {"y": "yes, to exactly this text"}):
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
    name = await pick(board, "Publish which statement?", written=True)
    if name is not None:
        await publish_one(board, name)
