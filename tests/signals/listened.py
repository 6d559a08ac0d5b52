"""Streams of posts, and what a listener says to them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from crisis_cli.domain.alert import Alert
from crisis_cli.domain.mention import Mention
from crisis_cli.domain.watch import Term, Watch
from crisis_cli.signals.listener import Listener

NOON = 1_790_000_000 // 86_400 * 86_400 + 43_200.0
HOUR, DAY = 3_600.0, 86_400.0


def listener() -> Listener:
    return Listener(Watch("walrus", terms=(Term("Walrus Burger", "brands", ("Walrus Burger",)),)), b"key")


def post(at: float, author: str) -> Mention:
    return Mention(f"{author}{at}", at, f"{author} had a Walrus Burger", author)


def normal(begin: float, end: float, an_hour: float, seed: str = "normal") -> Iterator[Mention]:
    """Posts of many people, evenly enough that chance alone alerts nobody."""
    chance = random.Random(seed)
    at, number = begin, 0
    while at < end:
        number += 1
        yield post(at, f"{seed}{number}")
        at += chance.uniform(0.2, 1.8) * HOUR / an_hour


def storm(begin: float, posts: int = 300, minutes: float = 20) -> Iterator[Mention]:
    return (post(begin + minutes * 60 * number / posts, f"angry{number}") for number in range(posts))


def heard(by: Listener, *parts: Iterable[Mention]) -> list[Alert]:
    """The alerts on it; those that were held are not among them."""
    said = [alert for part in parts for mention in part for alert in by.hear(mention, (0,))]
    return [alert for alert in said if alert.tier != "held"]
