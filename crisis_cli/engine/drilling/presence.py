"""Who of those whom the tool plays is there, and how fast: silences, phones that are off, delays. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import sqrt

from crisis_cli.domain.exercise import Exercise
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.scenario import Delay, InjectKind, Player, Scenario

ACK = Delay(timedelta(seconds=20), timedelta(minutes=3), timedelta(minutes=1))
ACT = Delay(timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=2))
"""How fast people are where a scenario does not say it; our own choice."""


def drawn(delay: Delay, key: str) -> float:
    """Seconds from that distribution (a triangle about `usual`, else all between alike), the same for the same key
    on every machine: the number comes from the key's hash."""
    from hashlib import sha256  # loading it costs every command 10 ms; most draw nothing

    chance = int.from_bytes(sha256(key.encode()).digest()[:8], "big") / 2**64
    least, most = delay.least.total_seconds(), delay.most.total_seconds()
    if delay.usual is None or most <= least:
        return least + (most - least) * chance
    usual = delay.usual.total_seconds()
    if chance < (usual - least) / (most - least):
        return least + sqrt(chance * (most - least) * (usual - least))
    return most - sqrt((1 - chance) * (most - least) * (most - usual))


class Presence:
    """The players of one drill, as things stand."""

    def __init__(self, incident: Incident, exercise: Exercise, scenario: Scenario) -> None:
        self._incident = incident
        self._exercise = exercise
        self._scenario = scenario

    def is_played(self, person: str | None) -> bool:
        """Whether the tool acts for this person: it plays a role of theirs."""
        return bool(person) and bool(self._incident.roles_of(person or "") & set(self._exercise.auto))

    def free_from(self, person: str, moment: datetime) -> datetime | None:
        """The first moment from `moment` on at which they answer; None: never."""
        silences = sorted(self._silences(person), key=lambda one: one[0])
        for since, until in silences:
            if since <= moment and (until is None or moment < until):
                if until is None:
                    return None
                moment = until
        return moment

    def ack(self, person: str, key: str) -> timedelta:
        """How long they take to say "mine"."""
        player = self._player(person)
        return self._drawn((player.ack if player else None) or self._scenario.ack or ACK, f"{key} {person} ack")

    def act(self, person: str, key: str) -> timedelta:
        """How long they take from the opening of something to its end."""
        return self._drawn(self._act(person), f"{key} {person} act")

    def slowest(self, person: str) -> timedelta:
        """The longest that this can be."""
        return self._act(person).most

    def _act(self, person: str) -> Delay:
        player = self._player(person)
        return (player.act if player else None) or self._scenario.act or ACT

    def _drawn(self, delay: Delay, key: str) -> timedelta:
        """From a number of its own, so that it is the same whatever was drawn before it."""
        return timedelta(seconds=round(drawn(delay, f"{self._exercise.seed} {key}")))

    def _player(self, person: str) -> Player | None:
        roles = self._incident.roles_of(person)
        return next((found for role, found in self._scenario.players.items() if role in roles), None)

    def _silences(self, person: str) -> Iterator[tuple[datetime, datetime | None]]:
        roles, starts = self._incident.roles_of(person), self._scenario.starts
        if roles & set(self._exercise.silent):
            yield starts, None
        for role in roles & self._scenario.players.keys():
            if window := self._scenario.players[role].silent:
                yield starts + window[0], starts + window[1] if window[1] is not None else None
        for inject in self._scenario.acted_on:
            moment = self._exercise.played.get(inject.id)
            if moment is not None and inject.kind is InjectKind.OFF and inject.role in roles:
                yield moment, moment + inject.lasts if inject.lasts is not None else None
