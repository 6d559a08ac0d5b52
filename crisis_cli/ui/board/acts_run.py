"""Acts about the run: what came in, facts, notes, the first sighting, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.domain import intents as i
from crisis_cli.domain.conditions import Value
from crisis_cli.domain.facts import read_value
from crisis_cli.domain.playbook import FactSpec, FactType
from crisis_cli.domain.timing import clock_time, parse_moment
from crisis_cli.errors import Refused
from crisis_cli.ui.board import reading
from crisis_cli.ui.board.performing import perform
from crisis_cli.ui.came_in import parse
from crisis_cli.ui.frozen_words import frozen_words

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board


async def came_in(board: Board) -> None:
    """One line becomes a timed to-do."""

    async def added(typed: str) -> None:
        text, due = parse(typed, board.at(), board.parts.zone)
        await perform(board, i.AddTodo(text, due))

    body = "In one line, with its time: Reuters wants word by 03:40. Call the agency back in 20m."
    await board.ask("What came in?", body, added, keys="Enter = add it; h then gives it to somebody   Esc = back")


async def note(board: Board) -> None:
    """Write something down."""
    await _note(board, private=False)


async def private_note(board: Board) -> None:
    """Write something down that stays out of the report."""
    await _note(board, private=True)


async def _note(board: Board, *, private: bool) -> None:
    async def noted(typed: str) -> None:
        await perform(board, i.TakeNote(typed, private))

    title = "Private note" if private else "Note"
    body = "It stays out of the report." if private else "It will be in the report; O writes a private one."
    await board.ask(title, body, noted)


async def fact(board: Board) -> None:
    """Which fact, its value by its type, from whom, and whether it is confirmed."""
    if not board.incident.playbook.facts:
        board.say("This playbook asks for no facts. o writes a note.")
        return
    choices = reading.fact_choices(board.incident)
    missing = (at for at, (name, _) in enumerate(choices) if not _known(board, name))
    name = await board.choose("Which fact?", choices, at=next(missing, 0))
    if name is None:
        return
    spec = board.incident.playbook.facts[name]
    before = board.incident.fact(name)
    told = await _value(board, spec)
    if told is None:
        return
    (value,) = told
    if value is None:
        await perform(board, i.RecordFact(name, None, "unknown"))
        return
    statuses = [
        ("unconfirmed", "unconfirmed: somebody says so"),
        ("confirmed", "confirmed: with a source you can name"),
    ]
    words = reading.value_words(value)
    while (status := await board.choose(f"{spec.ask}  {words}", statuses)) is None:
        if await _thrown_away(board, words):
            return

    async def source(typed: str) -> str:
        return typed.strip()

    body = "A name, a document, a call. Enter alone leaves it open."
    while (said_by := await board.ask("Who says so?", body, source)) is None:
        if await _thrown_away(board, words):
            return
    now = board.incident.fact(name)
    if now is not None and (before is None or now.seq != before.seq) and now.value != value:
        title = f"{now.by} recorded this meanwhile: {reading.value_words(now.value)}"
        if not await board.confirm(title, f"Record {reading.value_words(value)} all the same?"):
            return
    with board.kept({spec.ask: str(value), "Who says so?": said_by}):
        await perform(board, i.RecordFact(name, value, status, said_by))


def _known(board: Board, name: str) -> bool:
    record = board.incident.fact(name)
    return record is not None and record.status != "unknown"


async def _thrown_away(board: Board, words: str) -> bool:
    """Ask whether a value is not to be recorded after all; Esc goes on with it."""
    answers = {"y": "yes, throw it away"}
    return await board.confirm(f"Not record {words}?", "Nothing is recorded yet. Esc goes on.", answers) == "y"


async def _value(board: Board, spec: FactSpec) -> tuple[Value | None] | None:
    """The value in a tuple, (None,) when it is said to be unknown, None for Esc."""
    if spec.type is FactType.BOOLEAN:
        chosen = await board.choose(spec.ask, [("yes", "yes"), ("no", "no"), ("", "not known")])
        return None if chosen is None else (chosen == "yes",) if chosen else (None,)
    if spec.type is FactType.CHOICE:
        options = [(key, f"{words}  ({key})") for key, words in spec.choices.items()]
        chosen = await board.choose(spec.ask, [*options, ("", "not known")])
        return None if chosen is None else (chosen or None,)

    async def read(typed: str) -> tuple[Value | None]:
        if typed.strip() == "?":
            return (None,)
        value = read_value(spec, typed, at=board.at(), zone=board.parts.zone)
        if isinstance(value, int) and not isinstance(value, bool):
            _within(spec, value)
        return (value,)

    expected = {FactType.INTEGER: "A number.", FactType.TIME: "03:05, or 3 min ago."}.get(
        spec.type, "In a few words."
    )
    return await board.ask(spec.ask, f"{expected} A ? alone: not known.", read, keys="Enter = next   Esc = back")


def _within(spec: FactSpec, value: int) -> None:
    if spec.min is not None and value < spec.min:
        raise ValueError(f"{value} is too low: {spec.min} or more.")
    if spec.max is not None and value > spec.max:
        raise ValueError(f"{value} is too high: {spec.max} or less.")


async def seen(board: Board) -> None:
    """The public saw it first at another time."""

    async def corrected(typed: str) -> None:
        if not typed.strip():
            raise ValueError("When? 02:55, or 12 min ago.")
        moment = parse_moment(typed, at=board.at(), zone=board.parts.zone)
        await perform(board, i.CorrectSighting(moment))

    now = clock_time(board.incident.seen_at, board.parts.zone)
    body = f"So far: {now}. 02:55, or 12 min ago. The promises count from it."
    await board.ask("When did the public first see it?", body, corrected)


async def close(board: Board) -> None:
    """Stand down: a reason, then asked once."""
    word = board.incident.next_word
    if word is not None and word.at is not None:
        due = clock_time(word.at, board.parts.zone)
        raise Refused(
            f"The {word.statement} statement says that we speak again at {due}. That word stands.",
            "Publish a last one that names no further time; then close.",
        )

    async def given(reason: str) -> str:
        if not reason.strip():
            raise ValueError("A close needs a reason.")
        return reason.strip()

    late = board.view.late
    body = f"{late} late. " if late else ""
    reason = await board.ask("Close the run", f"{body}Why is it over?", given, keys="Enter = next   Esc = back")
    if reason is None:
        return
    why = await _why_frozen(board)
    if why is None:
        return
    answer = await board.confirm(
        f"Close: {reason}?", "Clocks and ladders stop. crisis reopen undoes it.", {"y": "yes, it is over"}
    )
    if answer:
        with board.kept({"Close the run": reason, "Still frozen": why}):
            await perform(board, i.Close(reason, why))


async def _why_frozen(board: Board) -> str | None:
    """Why what is frozen stays so: empty where nothing is; None: nobody says, and the run stays open."""
    if not board.incident.still_frozen():
        return ""

    async def given(why: str) -> str:
        if not why.strip():
            raise ValueError("Why does it stay so? Or Esc, then F lets it go on.")
        return why.strip()

    frozen = ", ".join(frozen_words(board.incident, board.at(), board.parts.zone))
    body = f"{frozen}. Esc goes back; then F, or crisis unfreeze --all, lets it go on. Or say why it stays so."
    return await board.ask("Still frozen", body, given, keys="Enter = next   Esc = back")
