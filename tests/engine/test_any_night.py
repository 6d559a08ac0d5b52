"""Whatever people do on whatever playbook, in whatever order: what must always hold."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Event
from crisis_cli.domain.evolve import replay
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import Playbook
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.decide import decide
from crisis_cli.engine.flow import settle
from crisis_cli.engine.session import KEEPER
from crisis_cli.engine.timers import next_due
from crisis_cli.errors import Refused, UsageError
from crisis_cli.files.playbook.reader import load_playbook
from tests.engine.builder import Night
from tests.engine.random_nights import random_move, random_playbook
from tests.engine.witness import check_history, check_publications, check_standing

NUMBERS = st.integers(0, 2**20)
STEPS = st.lists(NUMBERS, min_size=1, max_size=8)
MOVES = st.lists(NUMBERS, min_size=5, max_size=80)
SHIPPED = sorted((Path(__file__).parents[2] / "playbooks").glob("*.yaml"))


class AnyNight(Night):
    """A night of which everything is checked after each move."""

    def __init__(self, book: Playbook, other: Playbook) -> None:
        super().__init__(book)
        self.other = other
        self.books[other.text] = other

    def move(self, seed: int) -> None:
        move = random_move(seed, self.run, self.other)
        self.clock.advance(move.wait)
        if Random(seed + 1).random() < 0.05:
            self.clock.set_wall(self.now - timedelta(minutes=2))
        happened_at = self.now - move.ago if move.ago else None
        due = self.journal.heads()[0].next_due
        wrote: list[Event] = []
        with suppress(Refused, UsageError):
            wrote = self.session.act(move.intent, actor=move.actor, happened_at=happened_at)
        if isinstance(move.intent, i.Tick) and (due is None or due > self.session.now()):
            assert not wrote, f"the keeper was told to look at {due}"
        if wrote:
            self.check(move.intent)

    def check(self, intent: i.Intent) -> None:
        incident = self.run
        at = incident.last_at
        assert at is not None
        assert_same(incident, replay(self.session.history, self.read_playbook))
        assert not follows(incident, None, at), "settling twice adds something"
        check_standing(incident, at)
        if isinstance(intent, i.Tick):
            assert not follows(incident, intent, at), "a second look at the same moment fires something"
            waiting = [page.retry_at or page.queued_at for page in incident.unsent_pages()]
            due = next_due(incident, at)
            assert due is None or due > at or due in waiting


def assert_same(one: Incident, other: Incident | None) -> None:
    assert other is not None
    for name, value in vars(one).items():
        assert value == getattr(other, name), name


def follows(incident: Incident, intent: i.Intent | None, at: datetime) -> list[e.Body]:
    """What would come of the intent, or of nothing at all."""
    batch = Batch(incident, at=at, actor="nobody", read_playbook=lambda _: incident.playbook)
    if intent is None:
        settle(batch)
        return [body for body, _ in batch.bodies]
    decision = decide(incident, intent, at=at, actor=KEEPER, read_playbook=lambda _: incident.playbook)
    return [body for body, _ in decision.bodies]


QUICK = settings(max_examples=120, deadline=None, database=None, suppress_health_check=list(HealthCheck))
THOROUGH = settings(QUICK, max_examples=10_000)


@QUICK
@given(steps=STEPS, other=STEPS, moves=MOVES)
def test_nothing_that_people_do_breaks_a_run(steps: list[int], other: list[int], moves: list[int]) -> None:
    live_through(AnyNight(random_playbook(steps), random_playbook(other)), moves)


@pytest.mark.chaos
@THOROUGH
@given(steps=STEPS, other=STEPS, moves=MOVES)
def test_nothing_that_people_do_in_a_very_long_time_breaks_a_run(
    steps: list[int], other: list[int], moves: list[int]
) -> None:
    live_through(AnyNight(random_playbook(steps), random_playbook(other)), moves)


@settings(QUICK, max_examples=8)
@given(
    book=st.sampled_from(SHIPPED),
    other=st.sampled_from(SHIPPED),
    moves=st.lists(NUMBERS, min_size=40, max_size=120),
)
def test_nothing_that_people_do_breaks_a_run_of_what_is_shipped(book: Path, other: Path, moves: list[int]) -> None:
    live_through(AnyNight(shipped(book), shipped(other)), moves)


@cache
def shipped(path: Path) -> Playbook:
    playbook = load_playbook(path).playbook
    assert playbook is not None
    return playbook


def live_through(night: AnyNight, moves: list[int]) -> None:
    for seed in moves:
        night.move(seed)
    check_history(night.session.history, night.read_playbook)
    check_publications(night.session.history, night.read_playbook)
    assert night.journal.verify(night.session.name) is None
