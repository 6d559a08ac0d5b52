"""The board itself: draws once a second and on every change, and turns keys into acts."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar
from unicodedata import normalize

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from crisis_cli.domain.bounds import MOST_TEXT
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import Step
from crisis_cli.domain.timing import spoken
from crisis_cli.ui.board import away
from crisis_cli.ui.board.alerts import Bell, alerts
from crisis_cli.ui.board.asking import EARLY, Asking
from crisis_cli.ui.board.canvas import Canvas
from crisis_cli.ui.board.doing import Doing
from crisis_cli.ui.board.drill.lookout import Lookout
from crisis_cli.ui.board.drill.room import person_and_roles
from crisis_cli.ui.board.face import Face
from crisis_cli.ui.board.layout import board
from crisis_cli.ui.board.parts import BoardParts
from crisis_cli.ui.board.rows import chooseable
from crisis_cli.ui.board.showing import Showing
from crisis_cli.ui.board.spans import Line, line
from crisis_cli.ui.board.store import Store
from crisis_cli.ui.my_turn import Turn, turn_for
from crisis_cli.ui.safe import safe, safe_line
from crisis_cli.ui.view import View, view

if TYPE_CHECKING:
    from crisis_cli.ui.board.beside import Beside
    from crisis_cli.ui.board.freezing import Freezing
    from crisis_cli.ui.board.sending import Sending

SAID_FOR = 30.0
"""Seconds for which a message stays when nobody presses a key."""


class Board(Doing, Asking, App[None]):
    """The board on one run, for one person."""

    CSS = """
    Face { overflow: hidden; }
    Canvas { width: 100%; height: 100%; }
    Dialog { background: transparent; align: center bottom; overflow: hidden; }
    #dialog { height: auto; width: 100%; background: ansi_default; }
    #dialog Canvas { height: 1; }
    """
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", show=False, priority=True)]

    def __init__(self, parts: BoardParts) -> None:
        super().__init__(ansi_color=True)  # the terminal's own colours; with NO_COLOR none at all
        self.parts = parts
        self.me = parts.me
        self.store = Store(parts)
        self.bell_ = Bell()
        self.lookout = Lookout(self)
        self.room = parts.room
        self.leave_for = ""
        self.muted = False
        self.chosen = ""
        self.message = ""
        self.texts_shown: dict[str, str] = {}
        self.sending: Sending | None = None
        self.freezing: Freezing | None = None
        self.last_quick: tuple[str, float] = ("", 0.0)
        self._said_at = 0.0
        self._news_from = self.incident.version

    # --- what acts ask ---------------------------------------------------------------------------------------

    @property
    def incident(self) -> Incident:
        """The run as of the last good look; never changed under one's hands."""
        return self.store.picture.incident

    def at(self) -> datetime:
        """The moment to show and to read times by."""
        return self.store.at()

    @property
    def view(self) -> View:
        """The run as rows, now."""
        picture = self.store.picture
        return view(
            picture.incident,
            self.lookout.history(),
            at=self.at(),
            zone=self.parts.zone,
            me=self.me,
            number=self.parts.number,
            keeper_seen_at=picture.keeper_seen_at,
        )

    def turn(self, seen: View) -> Turn:
        """What Enter does now: for the step somebody moved to, else for whoever's turn it is."""
        step = self.incident.step(self.chosen) if self.chosen else None
        if step is None or step.id not in {row.step for row in chooseable(seen.rows)}:
            self.chosen = ""
            return seen.turn
        return turn_for(self.incident, step, self.me, self.at(), self.parts.zone)

    def step(self) -> Step | None:
        """The step that a key is about: the one moved to, else my turn's."""
        return self.incident.step(self.turn(self.view).step)

    def say(self, message: str) -> None:
        """Show one line until the next key, or for half a minute."""
        self.message = safe_line(message)
        self._said_at = self.parts.clock.monotonic()
        self.repaint()

    def beside(self) -> Sequence[Beside]:
        """What this board began that takes its time."""
        return [work for work in (self.sending, self.freezing) if work is not None]

    # --- life ------------------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        return Face()

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):  # without this the terminal is left as the board had it
            if hasattr(signal, name):
                with contextlib.suppress(NotImplementedError, RuntimeError):
                    loop.add_signal_handler(getattr(signal, name), self.exit)
        self.store.start(self.repaint)
        self.set_interval(1.0, self.repaint)
        self.lookout.open()
        self.call_after_refresh(self.start, "open")

    def on_unmount(self) -> None:
        self.lookout.close()
        self.store.close()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Paste):
            if len(event.text) > MOST_TEXT:
                size = f"{len(event.text):,} characters; at most {MOST_TEXT:,} fit"
                getattr(self.screen, "say", self.say)(f"What you pasted has {size}. Nothing was put in.")
                return
            # terminals end a pasted line with CR; what was copied elsewhere may hold terminal escapes, or letters
            # apart from their accents, which the journal joins
            text = event.text.replace("\r\n", "\n").replace("\r", "\n")
            event.text = safe(normalize("NFC", text))
        if isinstance(event, EARLY):
            self.lookout.key_at = self.parts.clock.monotonic()
        if isinstance(event, EARLY) and self.not_ready and getattr(event, "key", "") != "ctrl+q":
            self.early.append(event)
            return
        await super().on_event(event)

    def action_leave(self) -> None:
        """Leave the board; the run goes on. While something is being sent, that is said first."""
        waits = next(filter(None, (work.before_leaving() for work in self.beside())), "")
        if waits:
            getattr(self.screen, "say", self.say)(waits)
        else:
            self.exit()

    def action_help_quit(self) -> None:
        """ctrl+c in a dialog or in the editor copies; what leaves is said."""
        self.say("ctrl+q leaves the board; the run goes on.")

    # --- drawing ---------------------------------------------------------------------------------------------

    def showing(self) -> Showing:
        """Everything the picture is made of, now."""
        seen = self.view
        stale = self.store.stale
        trouble, team = self.store.trouble, self.store.picture.team_trouble
        here = alerts(self.incident, seen, self.me, self.parts.zone, trouble, team)
        beside = (alert for work in self.beside() for alert in work.alerts())
        return Showing(
            view=seen,
            turn=self.turn(seen),
            zone=self.parts.zone,
            chosen=self.chosen,
            alerts=(*self.lookout.alerts(), *beside, *here),
            message=self.message,
            stale=f"STALE {spoken(stale)}" if stale is not None else "",
            muted=self.muted,
            acting=person_and_roles(self) if self.room else "",
            stream=self.lookout.stream(),
        )

    def drawing(self) -> tuple[View, Sequence[Line]]:
        """What is on the screen under every dialog, and the rows that it is made of."""
        showing = self.showing()
        return showing.view, board(showing, *self.size)

    def repaint(self) -> None:
        """Draw what changed, and ring if something became late. It never fails: the board must stand."""
        picture = self.store.picture
        if self.message and self.parts.clock.monotonic() - self._said_at > SAID_FOR:
            self.message = ""
        face = self.screen_stack[0] if self.screen_stack else None
        canvas = next(iter(face.query(Canvas)), None) if face is not None else None
        if canvas is None:
            return
        try:
            seen, lines = self.drawing()
        except Exception as wrong:  # one state that cannot be drawn must not take the keys away
            stands = f" ! THIS PICTURE STANDS STILL ({type(wrong).__name__}: {wrong}). Elsewhere: crisis status"
            canvas.show([line(safe_line(stands), "late"), *canvas.lines[1:]])
            return
        canvas.show(lines)
        news = [event for event in picture.history[-200:] if event.seq > self._news_from]
        if picture.incident.version != self._news_from:
            self._news_from = picture.incident.version
            away.remember(self)
        if self.bell_.rings(seen, news, self.me, self.parts.clock.monotonic()) and not self.muted:
            self.bell()
        self.lookout.look()
