"""Playbooks made without a file, and a night in which people act on one: short words for the tests beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from crisis_cli.domain import intents as i
from crisis_cli.domain.conditions import Condition, Test
from crisis_cli.domain.events import Body, Event
from crisis_cli.domain.incident import Incident, Status, StepState
from crisis_cli.domain.playbook import (
    Approval,
    Cadence,
    FactSpec,
    FactType,
    Kind,
    Playbook,
    Promise,
    Repeat,
    Role,
    Rung,
    StatementSpec,
    Step,
)
from crisis_cli.domain.records import Page
from crisis_cli.domain.timing import parse_duration
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.ports import unchecked
from crisis_cli.engine.session import KEEPER, open_run
from crisis_cli.errors import CrisisError, Refused
from crisis_cli.journal.memory import MemoryJournal
from tests.fakes import FakeClock

SEEN = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
"""First seen, and the run begins at once: T+0 of every night."""

DEPUTIES = {"lead": "duty", "duty": "lead", "ceo": "coo", "coo": "ceo", "legal": "coo"}


def long(text: str | None) -> timedelta | None:
    return None if text is None else parse_duration(text)


def step(id_: str, kind: str = "do", **more: Any) -> Step:
    """A step of the lead's. `ladder` is words such as "2m coo", or "1m coo 3m" with the person's `within`."""
    for name in ("within", "by", "not_before"):
        more[name] = long(more.get(name))
    if "ack_for" in more:
        more["ack_for"] = parse_duration(more["ack_for"])
    if "choices" in more:
        more["choices"] = {choice: choice.title() for choice in more["choices"].split()}
    more["ladder"] = tuple(_rung(words) for words in more.pop("ladder", ()))
    if "after" in more:
        more["after"] = tuple(more["after"].split())
    return Step(id_, Kind(kind), more.pop("role", "lead"), more.pop("title", id_), **more)


def _rung(words: str) -> Rung:
    after, role, *within = words.split()
    return Rung(parse_duration(after), role, parse_duration(within[0]) if within else None)


def do(id_: str, **more: Any) -> Step:
    return step(id_, "do", **more)


def ask(id_: str, choices: str = "yes no", **more: Any) -> Step:
    return step(id_, "ask", choices=choices, **more)


def draft(target: str, id_: str = "", **more: Any) -> Step:
    return step(id_ or f"write-{target}", "draft", target=target, **more)


def approve(target: str, id_: str = "", **more: Any) -> Step:
    return step(id_ or f"yes-to-{target}", "approve", target=target, role=more.pop("role", "ceo"), **more)


def publish(target: str, id_: str = "", **more: Any) -> Step:
    return step(id_ or f"publish-{target}", "publish", target=target, **more)


def notify(id_: str, *roles: str, **more: Any) -> Step:
    return step(id_, "notify", notify=roles, **more)


def when(*mappings: Mapping[str, Any]) -> Condition:
    """`when({"size-up": "crisis"})`: a value, a tuple of values, or a Test's own fields."""
    return Condition(tuple(tuple(_test(name, asked) for name, asked in lines.items()) for lines in mappings))


def _test(name: str, asked: Any) -> Test:
    if isinstance(asked, Mapping):
        return Test(name, **asked)
    return Test(name, one_of=asked if isinstance(asked, tuple) else (asked,))


def every(*cadence: str, until: Condition | None = None, on_change: str = "") -> Repeat:
    """`every("20m for 2h", "1h")`: comes again until `until` holds."""
    parts = (words.split(" for ") for words in cadence)
    stretches = tuple(Cadence(parse_duration(part[0]), long(part[1] if part[1:] else None)) for part in parts)
    return Repeat(stretches, until or Condition(), tuple(on_change.split()))


def statement(name: str, *approvals: str, channels: str = "x website", **more: Any) -> StatementSpec:
    """`statement("holding", "ceo|coo", "legal? 5m")`: any of them says yes; with ? only consulted."""
    return StatementSpec(
        name=name,
        template=name,
        speaker="ceo",
        approvals=tuple(_approval(words) for words in approvals),
        channels=tuple(channels.split()),
        **more,
    )


def _approval(words: str) -> Approval:
    roles, *within = words.split()
    return Approval(tuple(roles.rstrip("?").split("|")), roles.endswith("?"), long(within[0] if within else None))


def fact(name: str, type_: str = "boolean", **more: Any) -> FactSpec:
    return FactSpec(name, f"What is {name}?", FactType(type_), **more)


def promise(kept_by: str, within: str, counts_from: str = "seen", name: str = "first_word") -> Promise:
    return Promise(name, parse_duration(within), kept_by, counts_from)


_TEXTS = count(1)


def playbook(
    *steps: Step,
    statements: Iterable[StatementSpec] = (),
    facts: Iterable[FactSpec] = (),
    promises: Iterable[Promise] = (),
    id_: str = "spilled-paint",
) -> Playbook:
    """A playbook of these parts with the roles lead, duty, ceo, coo and legal; each has a text of its own."""
    return Playbook(
        id=id_,
        title="Spilled paint",
        roles={name: Role(name, name.title(), deputy) for name, deputy in DEPUTIES.items()},
        promises={one.name: one for one in promises},
        facts={one.name: one for one in facts},
        statements={one.name: one for one in statements},
        steps={one.id: one for one in steps},
        text=f"playbook {next(_TEXTS)}",
    )


def on_the_way(*approvals: str, channels: str = "x website", **more: Any) -> Playbook:
    """A playbook that hands one statement on: write it, say yes to it, publish it."""
    spec = statement("holding", *(approvals or ("ceo|coo",)), channels=channels)
    steps = (
        draft("holding", within="8m"),
        approve("holding", within="3m", ladder=["1m coo"]),
        publish("holding", within="2m"),
    )
    return playbook(*steps, *more.pop("and_then", ()), statements=[spec], **more)


def second(moment: datetime | None) -> datetime | None:
    """Without the microseconds that tell two commands of one moment apart."""
    return moment.replace(microsecond=0) if moment else None


class Night:
    """A run in memory, a clock moved by hand, and people who act; anna began it and holds what others do not.

    `cast` says who holds which role. Times are counted from T+0, when it was seen and began.
    """

    def __init__(
        self, book: Playbook, cast: Mapping[str, str] | None = None, *, start: str = "0s", drill: bool = False
    ) -> None:
        self.clock = FakeClock(SEEN + parse_duration(start))
        self.journal = MemoryJournal(self.clock, salt=lambda: "00")
        self.books = {book.text: book}
        self._ids = count(1)
        opening = Opening(book, SEEN, "anna", drill=drill)
        self.session = open_run(
            self.journal, opening, read_playbook=self.read_playbook, new_id=self.new_id, checks=unchecked
        )
        for role, person in (cast or {}).items():
            self.hand_over(role, person)

    def read_playbook(self, text: str) -> Playbook:
        return self.books[text]

    def new_id(self) -> str:
        return f"id-{next(self._ids)}"

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def run(self) -> Incident:
        self.session.refresh()
        return self.session.incident

    # --- acting ------------------------------------------------------------------------------------------

    def act(self, intent: i.Intent, by: str = "anna", *, ago: str | None = None) -> list[Event]:
        happened_at = self.now - parse_duration(ago) if ago else None
        return self.session.act(intent, actor=by, happened_at=happened_at)

    def refusal(self, intent: i.Intent, by: str = "anna", kind: type[CrisisError] = Refused) -> str:
        """What the tool says when it does not let that happen; fails if it does."""
        before = self.run.version
        with pytest.raises(kind) as refused:
            self.act(intent, by)
        assert self.run.version == before
        return f"{refused.value.message} {refused.value.hint}"

    def wait(self, length: str) -> Night:
        self.clock.advance(parse_duration(length))
        return self

    def tick(self) -> list[Body]:
        """A keeper looks now; what it wrote."""
        return [event.data for event in self.act(i.Tick(), by=KEEPER)]

    def watch(self, length: str, every_seconds: int = 1) -> list[Body]:
        """A keeper looks every second for that long; what it wrote."""
        until = self.now + parse_duration(length)
        wrote: list[Body] = []
        while self.now < until:
            self.clock.advance(timedelta(seconds=every_seconds))
            wrote += self.tick()
        return wrote

    def done(self, *steps: str, by: str = "anna", ago: str | None = None) -> Night:
        for name in steps:
            self.act(i.Complete(name), by, ago=ago)
        return self

    def answer(self, name: str, choice: str, by: str = "anna") -> Night:
        self.act(i.Answer(name, choice), by)
        return self

    def know(self, name: str, value: Any, by: str = "anna") -> Night:
        self.act(i.RecordFact(name, value, "confirmed" if value is not None else "unknown"), by)
        return self

    def hand_over(self, what: str, person: str) -> Night:
        self.act(i.Offer((what,), person, via="phone"))
        self.act(i.Accept((what,), person), by=person)
        return self

    def write(self, name: str, text: str = "We know of it.", by: str = "anna", *, say_done: bool = True) -> Night:
        self.act(i.Edit(name, text), by)
        if say_done:
            steps = (one.id for one in self.run.playbook.steps_of(name) if one.kind is Kind.DRAFT)
            for draft_ in [one for one in steps if self.status(one) is Status.OPEN]:
                self.done(draft_, by=by)
        return self

    def yes(self, name: str, by: str = "", *, for_: str = "") -> Night:
        self.act(i.Approve(name, for_=for_, via="phone" if for_ else ""), by or "anna")
        return self

    def post(self, name: str, *channels: str, by: str = "anna", next_word: str | None = None) -> Night:
        self.act(i.Post(name, channels, next_word_at=self.t(next_word) if next_word else None), by)
        return self

    def undo(self, by: str = "anna") -> Night:
        self.act(i.Undo(), by)
        return self

    # --- looking -----------------------------------------------------------------------------------------

    @staticmethod
    def t(length: str) -> datetime:
        """The moment `T+8m`."""
        return SEEN + parse_duration(length)

    def state(self, name: str) -> StepState:
        return self.run.state(name)

    def status(self, name: str) -> Status:
        return self.run.status(name, self.now)

    def statuses(self) -> dict[str, str]:
        return {one.id: self.status(one.id).value for one in self.run.steps()}

    def open(self) -> set[str]:
        return {one.id for one in self.run.steps() if self.run.state(one.id).status is Status.OPEN}

    def due(self, name: str) -> datetime | None:
        return second(self.state(name).due_at)

    def history(self, *kinds: type[Body]) -> list[Any]:
        self.session.refresh()
        return [event.data for event in self.session.history if isinstance(event.data, kinds)]

    def pages(self, about: str = "", person: str = "") -> list[Page]:
        pages = self.run.pages.values()
        return [one for one in pages if about in ("", one.about) and person in ("", one.person)]
