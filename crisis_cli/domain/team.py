"""Who is there: people, how to reach each, and who holds which role now or by rotation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """`loud` wakes somebody at night, `quiet` does not; both are addresses in the order in which they are tried,
    secrets left as `${NAME}`. `zone`: an IANA time zone. `reviewed`: the day on which somebody checked this."""

    id: str
    name: str
    loud: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    zone: str = ""
    reviewed: date | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """`holders`: for each role the people who hold it, at least now and then (a rotation has several)."""

    people: Mapping[str, Person] = field(default_factory=dict)
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
