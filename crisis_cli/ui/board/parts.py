"""What the board is handed: the run, the clocks, and the few things that it cannot do by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crisis_cli.clocks import Clock
from crisis_cli.domain.findings import Finding
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Draft
from crisis_cli.domain.scenario import Scenario
from crisis_cli.engine.session import Session

if TYPE_CHECKING:  # loaded with the first text that goes out
    from crisis_cli.engine.ports import Account
    from crisis_cli.engine.publishing import Tell
    from crisis_cli.ui.sent import Result


@dataclass(frozen=True, slots=True)
class FacilitatorParts:
    """What the facilitator's board does beside acting in the run: `jump` moves the drill's clock ahead, and lets
    happen what falls between; `run` starts what keeps that clock, `keep` too unless somebody does."""

    jump: Callable[[timedelta], None]
    run: Callable[[], None]
    keep: Callable[[], None]


@dataclass(frozen=True, slots=True)
class SendingParts:
    """What sends from the board. `account`: who posts on a channel of a run, None where a person does; it may
    raise CrisisError. `send`: a statement by these accounts, for that person, the text of that hash, in whatever
    thread asks for it; it tells of each post, and yields what came of each channel."""

    account: Callable[[Incident, str], Account | None]
    send: Callable[[str, Mapping[str, Account], str, str, Tell], Iterator[Result]]


class Tool(NamedTuple):
    """What a team can hold still by a tool of its own. `does`: by act (of domain.freezing) what is run or called;
    `tell`: let it, for that person, in whatever thread asks for it; it is handed what hears each line to be said,
    of which those that begin with `crisis:` tell of trouble."""

    name: str
    title: str
    does: Mapping[str, str]
    tell: Callable[[str, str, Callable[[str], None]], object]


@dataclass(frozen=True, slots=True)
class BoardParts:
    """Everything `run_board` needs.

    `number`: the run's short name `#n`. `keeper_seen`: the latest sign of life of any keeper, None for none.
    `draft` makes a statement's text from its template and the facts, `correct` one that says what of a published
    text no longer holds, `wording` one for a channel or in a language beside the others; they may raise
    CrisisError. `check`: what is found in a statement's text as it is typed.
    `edit_elsewhere` lets $EDITOR change a text and returns what was saved; it may raise CrisisError.
    `brief`: the run on one page, as text. `scratch`: a folder for what is typed and not yet in the journal.
    `scenario`: what a drill follows; `room`: one keyboard for all of its players; `facilitator`: the
    board that shows what is coming. `go_to` opens the board of
    another run once this one is left. `ask_who`: ask once, when the board opens, who is sitting there.
    `team_trouble`: what is wrong with the team file by which pages go out; empty when nothing is.
    `sending`: what publishes from here; None: a person does, elsewhere. `tools`: what can be held still in a run;
    it may raise CrisisError.
    `known_people`: names to offer beside those who hold a role, such as the team file's.
    """

    session: Session
    clock: Clock
    zone: tzinfo
    me: str
    number: int
    keeper_seen: Callable[[], datetime | None]
    draft: Callable[[str], Draft]
    correct: Callable[[str], Draft]
    wording: Callable[[str, str, str], Draft]
    check: Callable[[str, str], Sequence[Finding]]
    edit_elsewhere: Callable[[str], str]
    brief: Callable[[], str]
    scratch: Path
    ask_who: bool = False
    scenario: Scenario | None = None
    room: bool = False
    go_to: Callable[[str], int] | None = None
    facilitator: FacilitatorParts | None = None
    team_trouble: Callable[[], str] = lambda: ""
    known_people: tuple[str, ...] = ()
    sending: SendingParts | None = None
    tools: Callable[[Incident], Sequence[Tool]] | None = None
