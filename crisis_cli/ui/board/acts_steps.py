"""Acts on steps: the obvious next thing, mine, the next person, skip, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Status
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.engine.forecast import forecast
from crisis_cli.engine.undo import last_acts
from crisis_cli.ui.board import acts_board, acts_statements, acts_writing
from crisis_cli.ui.board.acts_publish import publish_one
from crisis_cli.ui.board.performing import perform, pressed_twice
from crisis_cli.ui.board.sections import plain_words
from crisis_cli.ui.sentences import sentence

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board


async def do(board: Board) -> None:
    """The obvious next thing with the step moved to, else with my turn."""
    turn = board.turn(board.view)
    step = board.incident.step(turn.step)
    if board.incident.closed is not None:
        board.say(
            "The run is closed. q leaves; crisis report tells what happened; crisis reopen, if it was not over."
        )
    elif step is None:
        board.say("Nothing is yours now. Up and down move to a step; Enter then acts on it; ? tells all keys.")
    elif board.incident.state(step.id).status is not Status.OPEN and step.kind is not Kind.DRAFT:
        await acts_board.details(board)
    elif turn.act == "answer":
        await _answer(board, step)
    elif turn.act == "write":
        await acts_writing.write(board, step.target)
    elif turn.act == "approve":
        await acts_statements.decide(board, step.target)
    elif turn.act == "record_yes":
        await acts_statements.record(board, step.target)
    elif turn.act == "publish":
        await publish_one(board, step.target)
    elif turn.act == "correct":
        if await acts_writing.correct(board, step.target):
            await perform(board, i.Complete(step.id))
    else:
        await _done(board, step)


async def answer(board: Board, line: int) -> None:
    """The question of the step moved to, or of my turn, with this line of it marked: Enter takes it."""
    turn = board.turn(board.view)
    step = board.incident.step(turn.step)
    if step is None or turn.act != "answer" or board.incident.state(step.id).status is not Status.OPEN:
        board.say(f"{line + 1} does nothing here.   ? = all keys")
    else:
        await _answer(board, step, line if line < len(step.choices) else -1)


async def _answer(board: Board, step: Step, at: int = -1) -> None:
    before = board.incident.state(step.id).answer
    options = [(key, f"{words}  ({key})") for key, words in step.choices.items()]
    choice = await board.choose(step.title, options, plain_words(step.guidance), at=at)
    state = board.incident.state(step.id)
    if choice is not None and state.answer not in (before, choice):
        title = f"{state.settled_by} was first and answered: {state.answer}"
        if not await board.confirm(title, f"Change the answer to: {choice}?", {"y": "yes, change it"}):
            return
    if choice is not None:
        await perform(board, i.Answer(step.id, choice))


async def _done(board: Board, step: Step) -> None:
    if step.checklist:
        if not await _ticked(board, step):
            return
    elif step.ends:
        body = f"This ends the run: {step.ends}. Clocks and ladders stop."
        if not await board.confirm(f"Done: {step.title}?", body, {"y": "yes, it is over"}):
            return
    elif pressed_twice(board, "do"):
        return
    await perform(board, i.Complete(step.id))


async def _ticked(board: Board, step: Step) -> bool:
    """Tick line after line; whether the step is said to be done at the end."""
    from crisis_cli.ui.board.checklist import Checklist

    async def tick(item: int, ticked: bool) -> None:
        await board.store.act(i.Check(step.id, item, ticked), actor=board.me)

    checked = board.incident.state(step.id).checked
    body = plain_words(step.guidance)
    return bool(
        await board.push_screen_wait(Checklist(step.title, step.checklist, checked, body, tick, ends=step.ends))
    )


async def acknowledge(board: Board) -> None:
    """Mine: the step moved to, else one that I was paged for, else my turn."""
    step = board.step()
    if not board.chosen:
        paged = [row.step for row in board.view.rows if row.mark in ("LATE", "NOW") and _paged_me(board, row.step)]
        step = board.incident.step(paged[0]) if paged else step
    if step is None:
        board.say("Nothing is open that could be yours: up and down move to a step.")
    else:
        await perform(board, i.Acknowledge(step.id))


def _paged_me(board: Board, step: str) -> bool:
    state = board.incident.state(step)
    return not state.acks and any(rung.person == board.me for rung in state.rungs)


async def next_person(board: Board) -> None:
    """Page the next person of a ladder now: of the step moved to, else the first that others keep waiting."""
    if board.chosen:
        found: str | None = board.chosen
    else:
        found = _would_save_most(board)
    if not board.chosen and found is None:
        waiting = [row for row in board.view.rows if row.mark in ("LATE", "NOW")]
        waiting.sort(key=lambda row: (row.mark != "LATE", row.kind != Kind.APPROVE.value, row.mine))
        found = next((row.step for row in waiting if _has_rung(board, row.step)), None)
    if found is None:
        board.say("No open step has anybody further to page. h gives a step to somebody.")
    elif not _has_rung(board, found) or await _wake(board, found):
        await perform(board, i.Escalate(found))


async def _wake(board: Board, name: str) -> bool:
    """Ask once: a page wakes somebody."""
    incident = board.incident
    step = incident.step(name)
    assert step is not None
    role = step.ladder[len(incident.state(name).rungs)].page
    title = incident.playbook.roles[role].title if role in incident.playbook.roles else role
    whom = f"{title} ({incident.holders[role]})" if role in incident.holders else title
    body = f"For: {step.title}. It may wake them, and it cannot be taken back."
    return await board.confirm(f"Page {whom} now?", body, {"y": "yes, page them"}) is not None


def _would_save_most(board: Board) -> str | None:
    """The step that the forecast names with the key n."""
    found = forecast(board.incident, board.at())
    return found.best.step if found is not None and found.best is not None and found.passes_over else None


def _has_rung(board: Board, name: str) -> bool:
    step = board.incident.step(name)
    return step is not None and len(board.incident.state(name).rungs) < len(step.ladder)


async def skip(board: Board) -> None:
    """Leave the step out, with a reason."""
    step = board.step()
    if step is None:
        await board.refuse("Skip which step?", "Up and down move to one; then s.")
        return
    if step.required:
        why = "the playbook requires it, so it cannot be left out. h gives it to somebody."
        await board.refuse(f"Not skipped: {step.title}", why)
        return

    async def skipped(reason: str) -> None:
        await perform(board, i.Skip(step.id, reason))

    await board.ask(
        f"Skip: {step.title}",
        "Why? The reason goes into the report.",
        skipped,
        keys="Enter = skip it   Esc = back",
    )


async def undo(board: Board) -> None:
    """Take back my last act, having said which it is."""
    acts = last_acts(board.incident, board.me)
    told = {event.seq: event for event in board.store.picture.history}
    lines = [sentence(told[act.seq], board.incident, board.parts.zone) for act in acts if act.seq in told]
    if not acts:
        board.say("You did nothing yet that can be taken back.")
    elif await board.confirm("Take this back?", "\n".join(lines), {"y": "yes, take it back"}):
        await perform(board, i.Undo())
