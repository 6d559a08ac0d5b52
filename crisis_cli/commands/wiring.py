"""Chooses the real parts: journal, clock, zone, files. Heavy ones are loaded when they are first used."""

from __future__ import annotations

import os
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, tzinfo
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_cli.clocks import Clock, LocalZone, SystemClock

if TYPE_CHECKING:
    from crisis_cli.domain.findings import Finding
    from crisis_cli.domain.incident import Incident
    from crisis_cli.domain.intents import Draft
    from crisis_cli.domain.playbook import Playbook
    from crisis_cli.engine.ports import Checks, Sink
    from crisis_cli.engine.run import Run
    from crisis_cli.engine.session import Session
    from crisis_cli.journal.copying import Store

JOURNAL_FILE = "journal.db"
STORE = "CRISIS_STORE"
"""The variable that says where the journal is; the processes that are started here find it there too."""


def clock() -> Clock:
    """The machine's clocks."""
    return SystemClock()


_ZONE: ContextVar[tzinfo | None] = ContextVar("zone", default=None)


def zone() -> tzinfo:
    """The zone that times are shown in."""
    return _ZONE.get() or LocalZone()


def show_in(other: tzinfo) -> None:
    """Show all times in that zone, as long as this context lasts."""
    _ZONE.set(other)


@contextmanager
def anywhere() -> Iterator[None]:
    """Show all times in UTC meanwhile: what is made then is the same to the byte wherever it is made."""
    before = _ZONE.set(UTC)
    try:
        yield
    finally:
        _ZONE.reset(before)


def new_id() -> str:
    """A name for an event that nobody else makes."""
    return str(uuid.uuid4())


def home() -> Path:
    """Where the journal lies: CRISIS_HOME, else the platform's data folder."""
    from crisis_cli.files import library

    return library.home(os.environ)


@cache
def journal() -> Store:
    """The journal that CRISIS_STORE names, else that of this machine; opened once a process."""
    from crisis_cli.journal.places import prepare_folder

    place = os.environ.get(STORE, "")
    if not place:
        return store_at(str(home() / JOURNAL_FILE))
    prepare_folder(home())  # for what is not in the journal yet
    if "://" not in place:
        os.environ[STORE] = place = str(Path(place).expanduser().absolute())  # a keeper starts in another folder
    return store_at(place)


def store_at(place: str) -> Store:
    """The journal at a PostgreSQL URL or in a file; raises UsageError for what is neither."""
    from crisis_cli.errors import SurroundingsFailed, UsageError

    if is_postgresql(place):
        try:
            from crisis_cli.journal.postgresql import PostgresJournal
        except ImportError:
            raise SurroundingsFailed(
                "a journal in PostgreSQL needs the library psycopg, which is not installed here",
                "pip install 'crisis-cli[postgresql]'",
            ) from None
        return PostgresJournal(place, clock())
    if "://" in place:
        raise UsageError(
            "the store is named by an address that is none of PostgreSQL's",
            "postgresql://USER@HOST/DATABASE, or the path of a journal's file",
        )
    from crisis_cli.journal.sqlite import SqliteJournal

    return SqliteJournal(Path(place).expanduser().absolute(), clock())


def is_postgresql(place: str) -> bool:
    """Whether a store's name is a PostgreSQL URL."""
    return place.startswith(("postgresql://", "postgres://"))


@contextmanager
def using_store(place: str) -> Iterator[None]:
    """Let this be the store meanwhile, here and in the processes that are started; empty: as it was."""
    before = os.environ.get(STORE)
    if place:
        os.environ[STORE] = place
    try:
        yield
    finally:
        if place and before is None:
            del os.environ[STORE]
        elif place:
            os.environ[STORE] = str(before)


@lru_cache(maxsize=8)
def read_playbook(text: str) -> Playbook:
    """A pinned text as its playbook again; the loader is the same as for every other command. The last few are
    remembered: a playbook never changes, and most runs of a journal are pinned to one of few."""
    from crisis_cli.errors import SurroundingsFailed
    from crisis_cli.files.playbook.reader import read_playbook as read

    playbook = read(text, "the pinned playbook").playbook
    if playbook is None:
        raise SurroundingsFailed(
            "The playbook that this run is pinned to cannot be read by this version.",
            "Install the version that began the run; the journal is whole.",
        )
    return playbook


def session(name: str) -> Session:
    """The run of that name, to act in."""
    from crisis_cli.engine.drilling.clock import by_its_own_clock
    from crisis_cli.engine.session import Session

    found = Session(journal(), name, read_playbook=read_playbook, new_id=new_id, checks=checks())
    by_its_own_clock(found)
    return found


def checks() -> Checks:
    """What keeps a text from going out, and what it says."""
    from crisis_cli.commands.checking.statement import StatementChecks

    return StatementChecks(zone())


def findings(
    incident: Incident, statement: str, text: str | None = None, channels: Collection[str] = ()
) -> list[Finding]:
    """What a check finds in the statement's present text, or in one that is typed at this moment."""
    from crisis_cli.commands.checking.statement import findings_in

    return findings_in(incident, statement, zone(), text, channels)


def run(name: str) -> Run:
    """The run of that name, to read."""
    from crisis_cli.engine.drilling.clock import by_its_own_clock
    from crisis_cli.engine.run import Run

    found = Run(journal(), name, read_playbook=read_playbook)
    by_its_own_clock(found)
    return found


def me(given: str, incident: Incident | None = None) -> str:
    """Who is acting: what was said, CRISIS_AS, else the login. In a run, by the short name of its team file."""
    if said := given or os.environ.get("CRISIS_AS"):
        from crisis_cli.commands.reaching.team_file import short_name

        return said if incident is None else short_name(said, incident)
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def known_by_name(given: str) -> bool:
    """Whether somebody said who they are; a jump host's login is everybody."""
    return bool(given or os.environ.get("CRISIS_AS"))


def sink_for(drill: bool) -> Sink:
    """Where pages go: by the addresses of the team file, else to the boards. Those of a drill go to another
    object, which has nothing to send by."""
    if drill:
        from crisis_cli.reach.drill import DrillSink

        return DrillSink()
    return _team_sink(journal().where)


@cache
def _team_sink(_: str) -> Sink:
    """One for each place of a journal: it remembers the numbers of the incidents."""
    from crisis_cli.commands.reaching.paging import TeamSink

    return TeamSink(journal(), clock(), zone)


def draft(run: Run, statement: str, channel: str = "", language: str = "") -> Draft:
    """A text for the statement, made from its template and the facts, in a child process; with a channel or a
    language a wording beside those that it has."""
    from crisis_cli.files.drafting import draft_statement

    now = run.now()
    return draft_statement(run.incident, statement, at=now, zone=zone(), channel=channel, language=language)


def correction(run: Run, statement: str) -> Draft:
    """A text that says what of the statement's published one no longer holds, from the facts of now."""
    from crisis_cli.files.drafting import correction as draft_correction

    return draft_correction(run.incident, statement, at=run.now(), zone=zone())
