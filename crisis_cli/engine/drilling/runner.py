"""Runs a drill: timers, injects, pages and the tool's players, each at its own moment of the drill's clock.

One look does all that is due by now, in order, and holds the hands at each moment meanwhile; then a tick puts them
back. At full speed the same goes on to the end. Everything is decided from the journal, for one version of it: any
number of runners may look at once, and one that is killed is followed by another.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Event
from crisis_cli.domain.exercise import Exercise
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.scenario import Inject, Scenario
from crisis_cli.domain.statement import gaps
from crisis_cli.engine.drilling.acts import PlayerAct, Write
from crisis_cli.engine.drilling.clock import DrillJournal
from crisis_cli.engine.drilling.injects import Timeline, occurs, play
from crisis_cli.engine.drilling.players import next_acts
from crisis_cli.engine.drilling.why import could_not_go_on, never_came
from crisis_cli.engine.outbox import send
from crisis_cli.engine.ports import Sink
from crisis_cli.engine.session import KEEPER, Session
from crisis_cli.engine.timers import timers
from crisis_cli.errors import CrisisError, JournalConflict, Refused, SurroundingsFailed

TICK = timedelta(seconds=10)
"""How often a runner says that the drill's clock is kept, by ours (domain.exercise.UNKEPT_AFTER is half as long
again)."""

MOST_AT_ONCE = 100_000
"""A belt: no scenario within the loader's limits comes near it."""

TIME_IS_UP = "the drill's time is up"

Writes = Callable[[Incident, Write, datetime], tuple[i.Draft, i.Edit]]
"""Puts words to what a player of the tool wants to write at that moment: a draft, and what they make of it."""

Thing = tuple[datetime, Callable[[], list[Event]]]
"""When something is due, and what lets it happen."""


class Runner:
    """`look` does what is due now; `run_to` all up to a moment. `on_trouble` is told, once each, what a player of
    the tool could not do: that is a fault of the scenario, and never waived."""

    def __init__(
        self,
        session: Session,
        scenario: Scenario,
        *,
        sink: Sink,
        writes: Writes,
        zone: tzinfo,
        on_events: Callable[[list[Event]], None],
        on_trouble: Callable[[str], None],
    ) -> None:
        if not isinstance(session.journal, DrillJournal):
            raise TypeError("a drill is run by its own clock")
        self._session = session
        self._journal = session.journal
        self._scenario = scenario
        self._timeline = Timeline(scenario)
        self._sink = sink
        self._writes = writes
        self._zone = zone
        self._on_events = on_events
        self._on_trouble = on_trouble
        self._in_vain: set[str] = set()
        self._no_timers_at = 0

    @property
    def ends_at(self) -> datetime:
        """When the drill's time is up."""
        return self._scenario.starts + self._scenario.length

    def look(self) -> bool:
        """Do what is due by now; returns whether the drill is still open."""
        self._session.refresh()
        exercise = self._session.incident.exercise
        if self._session.incident.closed is not None or exercise is None:
            return False
        if exercise.paused:
            return True
        if not self._journal.is_kept():
            self._session.act(i.TickDrill(), actor=KEEPER)
            return True
        now, began = self._journal.now(), self._journal.below.now()
        if self.run_to(self.ends_at if exercise.factor == 0 else now):
            self._go_on_from(now + (self._journal.below.now() - began) * exercise.factor)
        elif self._is_tick_due():
            self._session.act(i.TickDrill(), actor=KEEPER)
        return self._session.incident.closed is None

    def jump(self, length: timedelta) -> None:
        """Move the clock ahead; what falls between happens meanwhile, each at its own moment."""
        target = self._session.now() + length
        self.run_to(target)
        if self._session.incident.closed is None:
            self._journal.held = target
            self._tell(self._session.act(i.TickDrill(int(length.total_seconds())), actor=KEEPER))
            self._journal.held = None

    def run_to(self, limit: datetime) -> bool:
        """Let all that is due up to `limit` happen, in order; returns whether anything did."""
        happened = False
        try:
            for _ in range(MOST_AT_ONCE):
                found = self._next()
                if found is None or found[0] > limit:
                    return happened
                self._journal.held = max(found[0], self._session.incident.last_at or found[0])
                try:
                    events = found[1]()
                except JournalConflict:
                    continue
                self._tell(events)
                happened = True
            raise SurroundingsFailed("This drill does not get on: there is always something due at once.")
        finally:
            self._journal.held = None

    def _go_on_from(self, moment: datetime) -> None:
        """Put the hands where they would be had nothing been stored meanwhile."""
        if self._session.incident.closed is None:
            self._journal.held = moment
            self._session.act(i.TickDrill(), actor=KEEPER)
            self._journal.held = None

    def _is_tick_due(self) -> bool:
        head = self._journal.head()
        return head is not None and self._journal.below.now() - head.stored_at >= TICK

    def _tell(self, events: list[Event]) -> None:
        if events:
            self._on_events(events)

    # --- what comes next ---------------------------------------------------------------------------------

    def _next(self) -> Thing | None:
        """What is due first, None once the drill is closed or paused; of several at one moment timers go first."""
        self._session.refresh()
        incident = self._session.incident
        exercise = incident.exercise
        if incident.closed is not None or exercise is None or exercise.paused:
            return None
        at = incident.last_at or self._scenario.starts
        things = [self._timers(incident, at), self._page(incident, at), self._inject(incident, exercise)]
        things += [self._player(incident, at), (self.ends_at, lambda: self._end(incident))]
        return min((thing for thing in things if thing is not None), key=lambda thing: thing[0])

    def _end(self, incident: Incident) -> list[Event]:
        return self._session.act(i.EndDrill(TIME_IS_UP), actor=KEEPER, only_after=incident.version)

    def _timers(self, incident: Incident, at: datetime) -> Thing | None:
        moments = [timer.moment for timer in timers(incident, at)]
        if not moments or self._no_timers_at == incident.version:
            return None

        def fire() -> list[Event]:
            events = self._session.act(i.Tick(), actor=KEEPER)
            if not events:
                self._no_timers_at = incident.version
            return events

        return min(moments), fire

    def _page(self, incident: Incident, at: datetime) -> Thing | None:
        waiting = [(page.retry_at or page.queued_at, page.id) for page in incident.unsent_pages()]
        if not waiting:
            return None
        moment, page = min(waiting)

        def deliver() -> list[Event]:
            send(self._session, page, lambda _: self._sink, "drill", self._tell)
            return []

        return max(moment, at), deliver

    def _inject(self, incident: Incident, exercise: Exercise) -> Thing | None:
        found = self._timeline.next(incident)
        if found is None or found.due_at is None:
            return None
        inject, due = found.inject, found.due_at
        return due, lambda: self._let_happen(incident, inject, exercise.language, due)

    def _let_happen(self, incident: Incident, inject: Inject, language: str, due: datetime) -> list[Event]:
        """At the moment it was due, however late this is; what looks once and finds otherwise never happens."""
        intent: i.Intent = play(inject, language, due)
        if not occurs(incident, inject, due):
            intent = i.DropInject(inject.id, never_came(inject))
        return self._session.act(intent, actor=KEEPER, happened_at=due, only_after=incident.version)

    def _player(self, incident: Incident, at: datetime) -> Thing | None:
        acts = next_acts(incident, self._scenario, at, self._zone)
        act = next((act for act in acts if self._name(incident, act) not in self._in_vain), None)
        return (max(act.moment, at), lambda: self._play(incident, act)) if act is not None else None

    def _name(self, incident: Incident, act: PlayerAct) -> str:
        """What makes a try the same try: who, what, with which text."""
        statement = getattr(act.intent, "statement", "")
        version = incident.statement(statement).current if statement else None
        return f"{act.person} {act.intent!r} {version.sha256 if version is not None else ''}"

    def _play(self, incident: Incident, act: PlayerAct) -> list[Event]:
        try:
            if isinstance(act.intent, Write):
                events = self._write(incident, act, act.intent)
            else:
                events = self._session.act(act.intent, actor=act.person, only_after=incident.version)
        except JournalConflict:
            raise
        except CrisisError as refused:
            if isinstance(refused, SurroundingsFailed) and not isinstance(act.intent, Write):
                raise
            return self._say_in_vain(incident, act, refused)
        if not events:
            self._in_vain.add(self._name(incident, act))
        return events

    def _write(self, incident: Incident, act: PlayerAct, wish: Write) -> list[Event]:
        """A draft, and what they make of it; raises Refused for a gap: it would be written over for ever."""
        draft, edit = self._writes(incident, wish, self._session.now())
        if left := gaps(edit.text):
            raise Refused(f"The text for {wish.statement} has a gap: {left[0][:80]}")
        events = self._session.act(draft, actor=act.person, only_after=incident.version)
        return events + self._session.act(edit, actor=act.person)

    def _say_in_vain(self, incident: Incident, act: PlayerAct, refused: CrisisError) -> list[Event]:
        self._in_vain.add(self._name(incident, act))
        words = could_not_go_on(incident, self._scenario, act, refused.message)
        self._on_trouble(words)
        return self._session.act(i.TakeNote(words), actor=KEEPER)
