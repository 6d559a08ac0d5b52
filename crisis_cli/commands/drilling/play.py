"""A drill that plays itself to its end: by our clock with a line an event, or without waiting, in memory; and the
process that keeps the clock of one that people play."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from crisis_cli.commands import wiring
from crisis_cli.commands.drilling.begin import Wanted, begin, drawn_salts, runner
from crisis_cli.commands.drilling.expecting import Expected
from crisis_cli.commands.report import formats, write
from crisis_cli.commands.scenarios import Playable, scenario_of
from crisis_cli.domain.events import Event, NewEvent
from crisis_cli.domain.timing import clock_time
from crisis_cli.engine.session import Session
from crisis_cli.errors import JournalConflict, SurroundingsFailed
from crisis_cli.journal.codec import as_envelope
from crisis_cli.ui.safe import json_text, safe_line
from crisis_cli.ui.sentences import QUIET, sentence

LOOK = 0.2
"""Seconds between two looks."""

PATIENCE = 50
"""Looks in a row that may fail (the store is away) before a runner gives up; the drill's clock waits by itself."""

COPIES = 10_000
"""A belt: so many drills of one playbook and hour are never kept."""


def without_waiting(
    given: Playable, wanted: Wanted, expected: Expected | None, output: Path, *, keep: bool, as_json: bool
) -> int:
    """All of it at once, in a journal of its own: the same seed gives the same bytes, on whatever machine."""
    from crisis_cli.journal.memory import MemoryJournal

    journal = MemoryJournal(wiring.clock(), salt=drawn_salts(wanted.seed).__next__)
    with wiring.anywhere():
        session = begin(journal, given, wanted, repeatable=True)
        told = _Told(session, as_json=as_json)
        told.tell(session.history)
        playing = runner(session, told.tell, _trouble)
        playing.run_to(playing.ends_at)
        code = _ended(session, expected, output, as_json=as_json)
    if keep:
        print(f"Kept as {_store(session)}.", file=sys.stderr)
    return code


def by_the_wall(session: Session, expected: Expected | None, output: Path, *, as_json: bool) -> int:
    """At its speed, before everybody's eyes."""
    told = _Told(session, as_json=as_json)
    told.tell(session.history)
    playing = runner(session, told.tell, _trouble)
    try:
        while playing.look():
            wiring.clock().sleep(LOOK)
    except KeyboardInterrupt:
        print(
            f"\ncrisis: {session.name} waits. Go on: crisis clock resume; end it: crisis stop-drill",
            file=sys.stderr,
        )
        raise
    told.rest()
    return _ended(session, expected, output, as_json=as_json)


def keep_clock_of(name: str) -> int:
    """Keep that drill's clock until it is over, or paused: then it needs nobody."""
    session = wiring.session(name)
    playing = runner(session, lambda _: None, lambda _: None)
    failed = 0
    while True:
        try:
            if not playing.look() or (session.incident.exercise and session.incident.exercise.paused):
                return 0
            failed = 0
        except SurroundingsFailed:
            failed += 1
            if failed >= PATIENCE:
                raise
        wiring.clock().sleep(LOOK)


class _Told:
    """What was printed of the drill: a line an event, or the envelopes as `crisis log --json` prints them."""

    def __init__(self, session: Session, *, as_json: bool) -> None:
        self._session = session
        self._as_json = as_json
        self._seq = 0

    def tell(self, _: Iterable[Event]) -> None:
        """All that is new: also what others did in between, in order."""
        for event in self._session.history[self._seq :]:
            self._seq = event.seq
            if self._as_json:
                print(json_text(as_envelope(event)))
            elif not isinstance(event.data, QUIET):
                when = clock_time(event.moment, wiring.zone(), seconds=True)
                print(f"{when}  DRILL {sentence(event, self._session.incident, wiring.zone())}", flush=True)

    def rest(self) -> None:
        """What came last."""
        self._session.refresh()
        self.tell(())


def _trouble(words: str) -> None:
    print(f"crisis: {safe_line(words)}", file=sys.stderr)


def _ended(session: Session, expected: Expected | None, output: Path, *, as_json: bool) -> int:
    """Say what came of it and where the report lies; returns the exit code."""
    from crisis_cli.review.drill.stopped import stopped
    from crisis_cli.review.objectives import all_met, rate
    from crisis_cli.ui.drills import stopped_words

    scenario = scenario_of(session.incident)
    rated = rate(session.history, session.incident, scenario)
    talk = sys.stderr if as_json else sys.stdout
    for one in rated:
        print(f"DRILL {one.counts or '-'}  {safe_line(one.objective.title)}: {safe_line(one.why)}", file=talk)
    early = stopped(session.incident, scenario, rated)
    if early is not None:
        print(f"DRILL {stopped_words(early)}", file=talk)
    met = all_met(rated) and early is None
    if expected is not None:
        otherwise = expected.otherwise(session.incident, rated)
        for line in otherwise:
            print(f"crisis: {line}", file=sys.stderr)
        met = not otherwise
    for path in write(session, output, formats(session)):
        print(f"DRILL report: {path}", file=talk)
    return 0 if met else 1


def _store(session: Session) -> str:
    """Put the whole drill into this machine's journal, under the first name that is free."""
    events = [NewEvent(one.id, one.at, one.actor, one.data, one.happened_at) for one in session.history]
    for attempt in range(1, COPIES):
        name = session.name if attempt == 1 else f"{session.name}-{attempt}"
        if wiring.journal().read(name):
            continue
        try:
            wiring.journal().append(name, events, after=0, next_due=None)
        except JournalConflict:
            continue
        return name
    raise SurroundingsFailed(f"{COPIES} drills are called {session.name}.", "Keep them in another journal.")
