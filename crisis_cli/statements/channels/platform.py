"""What a channel is to a counter: its name, its limit, and how it takes a text apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from crisis_cli.statements.channels.counted import Atom, Counted
from crisis_cli.statements.channels.graphemes import clusters


class Platform(NamedTuple):
    """`title`: how people write its name. `limit` in `unit`; None: nothing limits it. `atoms`: the text in the
    pieces that it counts. `exact`: whether the platform itself says how it counts. `more`: puts into the count
    what else it limits. `links`: it makes links of what looks like one. `threads`: a longer text can go out as
    several posts."""

    name: str
    title: str
    limit: int | None
    unit: str
    atoms: Callable[[str], Iterable[Atom]]
    exact: bool = True
    more: Callable[[str, Counted], Counted] | None = None
    links: bool = False
    threads: bool = False


def by_character(text: str) -> list[Atom]:
    """Each code point costs one."""
    return [Atom(index, index + 1, 1) for index in range(len(text))]


def by_grapheme(text: str) -> list[Atom]:
    """Each grapheme cluster costs one: what a reader takes for a character."""
    return by_cluster(text, lambda _: 1)


def by_utf16(text: str) -> list[Atom]:
    """Each 16-bit unit costs one, as JavaScript and most web forms count; clusters are kept together."""
    return by_cluster(text, utf16)


def by_cluster(text: str, cost: Callable[[str], int]) -> list[Atom]:
    """The clusters of the text, each at its cost."""
    atoms: list[Atom] = []
    start = 0
    for cluster in clusters(text):
        atoms.append(Atom(start, start + len(cluster), cost(cluster)))
        start += len(cluster)
    return atoms


def utf16(text: str) -> int:
    """16-bit units; a character beyond the first 65,536 takes two."""
    return len(text) + sum(one > "\uffff" for one in text)
