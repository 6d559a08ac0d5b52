"""What a keeper is told to look at against a keeper that looks every single second."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Body
from crisis_cli.engine.session import KEEPER
from crisis_cli.errors import Refused, UsageError
from tests.engine.builder import Night
from tests.engine.random_nights import random_move, random_playbook

NUMBERS = st.integers(0, 2**20)
STAMPED = (e.StepFellOverdue, e.RungFired, e.RungPassed, e.PromiseMissed, e.ConsultLapsed, e.StepOpened)


def acted(steps: list[int], moves: list[int]) -> Night:
    """A night on which some things were done; nobody sends pages, so that only timers are left."""
    night = Night(random_playbook(steps))
    for seed in moves:
        move = random_move(seed, night.run, night.run.playbook)
        night.clock.advance(move.wait)
        with suppress(Refused, UsageError):
            night.act(move.intent, by=move.actor)
    return night


def send_all(night: Night) -> None:
    for page in night.run.unsent_pages():
        night.act(i.AttemptPage(page.id, "k", night.now + timedelta(hours=2)))
        night.act(i.SettlePage(page.id, channel="board"))


def watch(night: Night, until: datetime, *, when_told: bool) -> list[tuple[int, Body]]:
    """What fires until then, with the second in which it was written: looking every second, or only when told."""
    wrote: list[tuple[int, Body]] = []
    while night.now < until:
        night.clock.advance(timedelta(seconds=1))
        send_all(night)
        due = night.journal.heads()[0].next_due
        if when_told and (due is None or due > night.now):
            continue
        for event in night.act(i.Tick(), by=KEEPER):
            if isinstance(event.data, STAMPED):
                wrote.append((int((event.at - night.t("0s")).total_seconds()), event.data))
    return wrote


@settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(NUMBERS, min_size=1, max_size=6), moves=st.lists(NUMBERS, max_size=12))
def test_looking_when_told_fires_what_looking_every_second_fires(steps: list[int], moves: list[int]) -> None:
    ever, told = acted(steps, moves), acted(steps, moves)
    until = ever.now + timedelta(minutes=6)
    assert _plain(watch(told, until, when_told=True)) == _plain(watch(ever, until, when_told=False))


def _plain(wrote: list[tuple[int, Body]]) -> list[tuple[int, str]]:
    return [(second, repr(body)) for second, body in wrote]
