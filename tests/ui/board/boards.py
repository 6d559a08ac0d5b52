"""A run eleven minutes in, on a journal in memory, and boards on it that a test drives by keys."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Body
from crisis_cli.domain.findings import Finding
from crisis_cli.domain.journal import Journal, KeeperSeen
from crisis_cli.domain.playbook import Playbook
from crisis_cli.domain.variants import Variant, with_variant
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.ports import Checks, Unchecked, unchecked
from crisis_cli.engine.session import KEEPER, Session, open_run
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.files.playbook.reader import read_playbook
from crisis_cli.journal.memory import MemoryJournal
from crisis_cli.ui.board.app import Board
from crisis_cli.ui.board.dialogs import Dialog
from crisis_cli.ui.board.editor import Editor
from crisis_cli.ui.board.layout import board as laid_out
from crisis_cli.ui.board.parts import BoardParts
from crisis_cli.ui.board.spans import plain
from tests.fakes import FakeClock

CET = timezone(timedelta(hours=1), "CET")
MINUTE = timedelta(minutes=1)

PLAYBOOK = """
playbook: contaminated
title: Contaminated product
promises:
  first_statement: {within: 30m, kept_by: publish-holding}
roles:
  lead: {title: Comms lead, deputy: ceo}
  ceo: {title: Chief executive, deputy: coo}
  coo: {title: Operations chief, deputy: ceo}
  quality: {title: Food safety, deputy: coo}
facts:
  product: {ask: "Which product?", type: text, required: true}
  people_ill: {ask: "How many people are ill?", type: integer, min: 0}
  cause: {ask: "What is wrong with it?", type: text}
  seen_by_press: {ask: "Has the press asked?", type: boolean}
statements:
  holding: {template: holding, speaker: ceo, approvals: [{any: [ceo, coo]}], channels: [x, website]}
steps:
  - id: size-up
    role: lead
    ask: "Is this a crisis?"
    choices: {isolated: "One unhappy customer", crisis: "Hundreds, with a hashtag"}
    within: 5m
  - id: warn-ceo
    after: [size-up]
    when: {size-up: crisis}
    role: ceo
    do: Warn the CEO
    within: 5m
    ladder: [{after: 1m, page: coo}]
  - id: ask-plant
    after: [size-up]
    when: {size-up: crisis}
    role: quality
    do: What does the plant know?
    within: 9m
    checklist: [Product and batch, Stock blocked]
  - id: write-holding
    after: [size-up]
    when: {size-up: crisis}
    role: lead
    title: Write the holding statement
    draft: holding
    within: 8m
    guidance: What we know, what we do **not**, when we speak next. No causes.
  - id: yes-to-holding
    role: ceo
    title: Say yes to the text
    approve: holding
    within: 3m
    ladder: [{after: 1m, page: coo, within: 3m}]
  - id: publish-holding
    role: lead
    title: Publish the statement
    publish: holding
    within: 2m
  - id: stand-down
    role: lead
    do: Stand down
    within: 1h
    ends: stood down
"""

TEXT = "We know of three ill people. We speak again at 03:45.\n"

HOLDERS = {"ceo": "Carla", "coo": "Omar", "quality": "Quentin"}


@cache
def playbook_of(text: str) -> Playbook:
    """The playbook of a pinned text."""
    found = read_playbook(text, "test").playbook
    assert found is not None
    return found


def new_ids() -> Callable[[], str]:
    """Names for events, counted."""
    numbers = itertools.count(1)
    return lambda: f"id-{next(numbers)}"


class Told:
    """What an event says, equal to a body of the same kind that says the same."""

    def __init__(self, body: Body) -> None:
        self.body = body

    def __getattr__(self, name: str) -> Any:
        return getattr(self.body, name)

    def __eq__(self, other: object) -> bool:
        same_kind = type(other) is type(self.body)
        return same_kind and all(
            getattr(other, field.name) == getattr(self.body, field.name) for field in fields(other)
        )  # type: ignore[arg-type]

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr({field.name: getattr(self.body, field.name) for field in fields(self.body)})  # type: ignore[arg-type]


class SaidErrors(Unchecked):
    """Checks that find what a test says."""

    def __init__(self, night: Night) -> None:
        self.night = night

    def errors(self, *_: object) -> Sequence[Finding]:
        return self.night.errors()


def beside(statement: str, channel: str, language: str) -> i.Draft:
    """A wording beside the one text of every night."""
    new = Variant((channel,) if channel else (), language, "Words for it.\n")
    return i.Draft(statement, with_variant(TEXT, new))


class Night:
    """One run, its journal and its clock. `act` lets somebody do something; `board` makes parts for a board."""

    def __init__(
        self, clock: FakeClock, folder: Path, *, text: str = PLAYBOOK, team: bool = True, drill: bool = False
    ) -> None:
        self.clock = clock
        self.folder = folder
        self.journal: Journal = MemoryJournal(clock, salt=lambda: "00")
        self.ids = new_ids()
        opening = Opening(playbook_of(text), clock.now() - 4 * MINUTE, "anna", drill=drill)
        self.session = open_run(
            self.journal, opening, read_playbook=playbook_of, new_id=self.ids, checks=unchecked
        )
        self.drafts: list[str] = []
        self.found: Callable[[str], Sequence[Finding]] = lambda _: ()
        self.errors: Callable[[], Sequence[Finding]] = lambda: ()
        self.elsewhere = lambda text: text + "written elsewhere\n"
        for role, person in HOLDERS.items() if team else ():
            self.act(i.Offer((role,), person))
            self.act(i.Accept((role,), person, "phone"))
        self.keep()

    def act(self, intent: i.Intent, actor: str = "anna") -> None:
        """Somebody does something elsewhere."""
        self.session.act(intent, actor=actor)

    def later(self, by: timedelta) -> None:
        """Time passes, and a keeper looks."""
        self.clock.advance(by)
        self.act(i.Tick(), KEEPER)
        self.keep()

    def keep(self) -> None:
        """A keeper gives a sign of life."""
        self.journal.beat(KeeperSeen("k1", "host", 1, self.clock.now()))

    def parts(self, me: str = "anna", journal: Journal | None = None, *, ask_who: bool = False) -> BoardParts:
        """What a board of `me` is handed; each has a session of its own."""
        held = journal or self.journal
        checks = SaidErrors(self)
        session = self.session_on(held, checks)
        seen = lambda: next((keeper.seen_at for keeper in held.keepers()), None)  # noqa: E731
        return BoardParts(
            session=session,
            clock=self.clock,
            zone=CET,
            me=me,
            number=7,
            keeper_seen=seen,
            draft=lambda name: self.drafts.append(name) or i.Draft(name, TEXT),  # type: ignore[func-returns-value]
            correct=lambda name: i.Draft(name, TEXT, corrects=1),
            wording=beside,
            check=lambda _, text: self.found(text),
            edit_elsewhere=lambda text: self.elsewhere(text),
            brief=lambda: "The run on one page",
            scratch=self.folder,
            ask_who=ask_who,
        )

    def session_on(self, journal: Journal, checks: Checks) -> Session:
        """One more session of this run."""
        return Session(journal, self.session.name, read_playbook=playbook_of, new_id=self.ids, checks=checks)

    def told(self, kind: type[Body]) -> list[Told]:
        """The events of one kind, in order."""
        self.session.refresh()
        return [Told(event.data) for event in self.session.history if isinstance(event.data, kind)]


def eleven_minutes_in(clock: FakeClock, folder: Path) -> Night:
    """Seen 02:56, begun 03:00, now 03:07: the CEO is silent, the plant has been asked, somebody wants word."""
    night = Night(clock, folder)
    night.later(MINUTE)
    night.act(i.Answer("size-up", "crisis"))
    night.act(i.RecordFact("product", "Berry Oat 500 g", "confirmed", "a pack"))
    night.act(i.RecordFact("people_ill", 3, "unconfirmed", "a hospital"))
    night.later(MINUTE)
    night.act(i.Acknowledge("ask-plant"), "Quentin")
    night.act(i.AddTodo("Call the agency back", clock.now() + 38 * MINUTE))
    night.later(4 * MINUTE)
    night.later(MINUTE)
    return night


class BrokenJournal:
    """A journal whose store fails while `broken` is set, and hangs while `answers` is not."""

    def __init__(self, behind: Journal) -> None:
        self.behind = behind
        self.broken = False
        self.answers = threading.Event()
        self.answers.set()

    def version(self) -> int:
        """The one look that every poll begins with."""
        self.answers.wait()
        if self.broken:
            raise SurroundingsFailed("the disk is gone", "Nothing was stored.")
        return self.behind.version()

    def __getattr__(self, name: str) -> object:
        def fails(*_: object, **__: object) -> object:
            raise SurroundingsFailed("the disk is gone", "Nothing was stored.")

        return fails if self.broken and name != "now" else getattr(self.behind, name)


class Driver:
    """A board that is driven: `press` keys and wait until it waits for the next; `lines` is what it shows."""

    def __init__(self, board: Board, pilot: Pilot[None]) -> None:
        self.board = board
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """One key after the other, each when the board waits for it."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.board.post_message(events.Key(name, key if len(key) == 1 else None))
            await self.quiet()

    async def type(self, text: str) -> None:
        """Letters into a line or a text, as one burst."""
        for character in text:
            self.board.post_message(events.Key(_character_to_key(character), character))
        await self.quiet()

    async def quiet(self) -> None:
        """Wait until nothing is under way but the wait for a key."""
        for _ in range(2000):
            await self._drained()
            if self._waits():
                break
            await asyncio.sleep(0.002)
        else:
            raise AssertionError("the board never came to rest")
        await self.board.store.look()
        self.board.repaint()
        await self._drained()

    async def _drained(self) -> None:
        """Whatever was posted so far has been handled: by the app, then by its screen and what has the focus."""
        for target in (self.board, self.board.screen, self.board.screen.focused):
            if target is not None:
                handled = asyncio.Event()
                if target.call_later(handled.set):
                    with contextlib.suppress(TimeoutError):  # a screen that closes answers no more
                        await asyncio.wait_for(handled.wait(), 0.5)

    def _waits(self) -> bool:
        screen = self.board.screen
        if isinstance(screen, Dialog):
            held = getattr(getattr(screen, "field", None), "held", None)
            return screen.ready and not screen.over and not screen.working and held is None
        if isinstance(screen, Editor):
            return screen.ready and not screen.busy and not screen.proof.looking
        return not self.board.acting

    def lines(self) -> list[str]:
        """The screen, line by line, as a terminal would show it."""
        screen = self.board.screen_stack[-1]
        strips = screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    def dialog(self) -> list[str]:
        """The lines of the dialog that is open."""
        screen = self.board.screen
        assert isinstance(screen, Dialog), screen
        return [plain(row).rstrip() for row in screen.panel.lines]

    @property
    def message(self) -> str:
        """What came of the last key."""
        return self.board.message


@contextlib.asynccontextmanager
async def board_on(
    parts: BoardParts,
    size: tuple[int, int] = (80, 24),
    *,
    stay_on_the_first_page: bool = False,
    board: type[Board] = Board,
) -> AsyncIterator[Driver]:
    """A board on a terminal of that size, ready for keys."""
    opened = board(parts)
    async with opened.run_test(size=size) as pilot:
        driver = Driver(opened, pilot)
        await driver.quiet()
        if not stay_on_the_first_page and isinstance(opened.screen, Dialog):
            await driver.press("enter")  # what happened while they were away
        yield driver


def drawn(parts: BoardParts, width: int, height: int, **changes: object) -> list[str]:
    """The board's lines, drawn without a terminal."""
    from dataclasses import replace

    showing = replace(Board(parts).showing(), **changes)  # type: ignore[arg-type]
    return [plain(row).rstrip() for row in laid_out(showing, width, height)]


def moment(night: Night, minutes: int) -> datetime:
    """So many minutes after the public first saw it."""
    return night.session.incident.seen_at + minutes * MINUTE
