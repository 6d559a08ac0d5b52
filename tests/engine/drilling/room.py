"""A drill in memory: a playbook made without a file, a scenario, a clock that a test moves, and who runs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Incident, Page, Status
from crisis_cli.domain.playbook import Playbook
from crisis_cli.domain.scenario import Delay, Inject, InjectKind, Player, Scenario
from crisis_cli.domain.timing import parse_duration
from crisis_cli.engine.drilling.acts import Write
from crisis_cli.engine.drilling.clock import DrillJournal
from crisis_cli.engine.drilling.runner import Runner
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.ports import unchecked
from crisis_cli.engine.session import Session, open_run
from crisis_cli.journal.memory import MemoryJournal
from tests.engine.builder import SEEN, long
from tests.fakes import FakeClock

SOON = Delay(timedelta(seconds=30), timedelta(seconds=30))
MINUTE = Delay(timedelta(minutes=1), timedelta(minutes=1))


def inject(id_: str, at: str | None = None, kind: str = "post", **more: Any) -> Inject:
    for name in ("by", "after", "deadline", "lasts"):
        more[name] = long(more.get(name))
    return Inject(id_, InjectKind(kind), {"": f"{id_} says this"}, at=long(at), **more)


def scenario(*injects: Inject, players: Iterable[Player] = (), **more: Any) -> Scenario:
    """An hour from T+0; those whom the tool plays say "mine" after 30 s and are done after a minute."""
    more.setdefault("length", "60m")
    return Scenario(
        id="night",
        title="Night",
        playbook="spilled-paint",
        starts=SEEN,
        ack=SOON,
        act=MINUTE,
        players={one.role: one for one in players},
        injects={one.id: one for one in injects},
        **{**more, "length": parse_duration(more["length"])},
    )


class Sink:
    """What would have gone out; a drill's own keeps nothing."""

    def __init__(self) -> None:
        self.pages: list[Page] = []

    def deliver(self, page: Page, _: Incident) -> str:
        self.pages.append(page)
        return "drill board"


class Room:
    """A drill whose clock goes six minutes in one of ours; the wall is moved by hand."""

    def __init__(
        self, book: Playbook, night: Scenario, *, speed: str = "6", auto: str = "", silent: str = "", seed: int = 7
    ) -> None:
        self.book, self.night = book, night
        self.wall = FakeClock(datetime(2027, 3, 1, 9, 0, tzinfo=UTC))
        self.below = MemoryJournal(self.wall, salt=lambda: "00")
        self._ids = count(1)
        self.trouble: list[str] = []
        roles = tuple(book.roles) if auto == "all" else tuple(auto.split())
        began = e.DrillBegan("night", "scenario: night\n", "en", speed, seed, roles, tuple(silent.split()))
        opening = Opening(
            book, SEEN, "facilitator", drill=True, exercise=began, holders={role: role for role in book.roles}
        )
        self.session = open_run(
            DrillJournal(self.below, None, held=SEEN),
            opening,
            read_playbook=lambda _: book,
            new_id=self.new_id,
            checks=unchecked,
        )
        self.session.journal = DrillJournal(self.below, self.session)
        self.sink = Sink()
        self.runner = self.another()

    def new_id(self) -> str:
        return f"id-{next(self._ids)}"

    def another(self) -> Runner:
        """A runner more, with nothing but the journal."""
        session = Session(
            self.below, self.session.name, read_playbook=lambda _: self.book, new_id=self.new_id, checks=unchecked
        )
        session.journal = DrillJournal(self.below, session)
        return Runner(
            session,
            self.night,
            sink=self.sink,
            writes=write,
            zone=UTC,
            on_events=lambda _: None,
            on_trouble=self.trouble.append,
        )

    def act(self, *intents: i.Intent, by: str = "facilitator") -> None:
        for intent in intents:
            self.session.act(intent, actor=by)

    def watch(self, ours: str, runner: Runner | None = None) -> None:
        """A runner looks five times a second for so long, by our clock."""
        until = self.wall.now() + parse_duration(ours)
        while self.wall.now() < until:
            self.wall.advance(timedelta(milliseconds=200))
            (runner or self.runner).look()

    @property
    def run(self) -> Incident:
        self.session.refresh()
        return self.session.incident

    @property
    def now(self) -> str:
        """What the drill's clock shows, in whole seconds from T+0."""
        return shown(self.session.now())

    def history(self, *kinds: type[e.Body]) -> list[e.Event]:
        self.session.refresh()
        return [event for event in self.session.history if isinstance(event.data, kinds)]

    def played(self) -> dict[str, str]:
        """When each inject happened."""
        return {event.data.inject: shown(event.moment) for event in self.history(e.InjectPlayed)}  # type: ignore[attr-defined]

    def done(self) -> dict[str, str]:
        """When each step was done."""
        settled = ((step.id, self.run.state(step.id)) for step in self.run.steps())
        return {
            name: shown(state.settled_at)
            for name, state in settled
            if state.status is Status.DONE and state.settled_at is not None
        }

    def by(self) -> Mapping[str, str]:
        """Who did each step."""
        return {step.id: self.run.state(step.id).settled_by for step in self.run.steps() if step.id in self.done()}


def shown(moment: datetime) -> str:
    minutes, seconds = divmod(round((moment - SEEN).total_seconds()), 60)
    return f"{minutes}:{seconds:02}"


def write(incident: Incident, wish: Write, at: datetime) -> tuple[i.Draft, i.Edit]:
    """Words without a template."""
    round_ = incident.statement(wish.statement).next_round()
    words = f"We know of it, {wish.statement} {round_}. We speak again at {at + timedelta(minutes=20):%H:%M}."
    corrects = round_ - 1 if wish.corrects else 0
    return i.Draft(wish.statement, "[[ what we know ]]", corrects=corrects), i.Edit(wish.statement, words)
