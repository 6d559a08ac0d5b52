"""From lines to mentions of what is listened for: nothing is made of the lines that say nothing about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from crisis_cli.domain.mention import Mention, folded
from crisis_cli.feeds import plain
from crisis_cli.feeds.lines import Lines, loads

EVERY = 1 << 16
"""Of posts about something else, the one in which each so-manieth byte stands is asked when it was written: time
passes in their silence too. By bytes, so that the same lines give the same alerts however they came in."""

SMALL = 1 << 14
"""Bytes; fewer come slowly, and each line of them is looked at. A pipe gives four times as many at once."""

_NOT_FLAT = (ValueError, RecursionError, KeyError, TypeError, AttributeError, OverflowError)

Find = Callable[[str], Sequence[int]]
Hear = Callable[[Mention, Sequence[int]], None]
Sieve = Callable[[bytes], list[int] | None]


class Block:
    """Whole lines in one piece, without the last line's end; `for line in block` gives each."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.data.split(b"\n"))


def read(batch: Iterable[bytes], lines: Lines, find: Find, hear: Hear, sieve: Sieve | None = None) -> None:
    """Hand on each mention with the numbers of the terms in it, none for one that only says what time it is.

    `find`: the terms in a text that was `folded`. `sieve`: where in raw lines a term may be. With it most lines of
    a large block are not read at all; the mentions are the same. Each line of such a block begins and ends as an
    object, and one in EVERY bytes is read, or the first: if it is no post, each is. What else is wrong in them is
    not counted.
    """
    if sieve is not None and isinstance(batch, Block) and len(batch.data) >= SMALL:
        asked = _asked(batch.data, lines.position)
        probes = [line for _, line in asked] or [batch.data[slice(*_around(batch.data, 0))]]
        if all(map(_good, probes)) and (hits := sieve(batch.data)) is not None:
            _sift(batch.data, lines, find, hear, _wanted(batch.data, hits, asked))
            return
    for line in batch:
        begin = lines.position
        lines.position += len(line) + 1
        _take(line, lines, find, hear, asked=-begin % EVERY <= len(line))


def _take(line: bytes, lines: Lines, find: Find, hear: Hear, *, asked: bool) -> None:
    """One line. `asked`: for its time, even if it says nothing of ours."""
    try:
        made, terms = _flat(line, find, asked=asked)
    except _NOT_FLAT:
        said = lines.words(line)
        if said is None:
            return
        text, shape, found = said
        terms = find(folded(text))
        made = lines.mention(shape, found, line) if terms or asked else None
    else:
        lines.number += 1
        lines.rejects.read += 1
    if made is not None:
        hear(made, terms)


def _flat(line: bytes, find: Find, *, asked: bool) -> tuple[Mention | None, Sequence[int]]:
    """What most lines are: a flat object. Raises one of _NOT_FLAT for all others."""
    found = loads(line)
    text = found["text"]
    terms = find(text.lower() if text.isascii() else folded(text))
    return plain.mention(found) if terms or asked else None, terms


def _asked(data: bytes, position: int) -> list[tuple[int, bytes]]:
    """The lines of a block that are asked for their time: where each begins, and it. `position`: of the block."""
    found = []
    at = -position % EVERY
    while at <= len(data):
        begin, end = _around(data, at)
        found.append((begin, data[begin:end]))
        at += ((end - at) // EVERY + 1) * EVERY
    return found


def _around(data: bytes, at: int) -> tuple[int, int]:
    """Where the line begins and ends that has the byte at that place, its own end among them."""
    end = data.find(b"\n", at)
    return data.rfind(b"\n", 0, at) + 1, len(data) if end < 0 else end


def _ends(data: bytes) -> int:
    """How many lines end in it: what `count` finds, in half the time."""
    return len(data) - len(data.replace(b"\n", b""))


def _good(line: bytes) -> bool:
    """Whether it is a post, or at least no mistake."""
    with suppress(*_NOT_FLAT):
        return _flat(line, lambda _: (), asked=True)[0] is not None
    probe = Lines()
    said = probe.words(line)
    if said is not None:
        probe.mention(*said[1:], line)
    return not probe.rejects.bad


def _sift(data: bytes, lines: Lines, find: Find, hear: Hear, wanted: Iterator[tuple[int, bytes, bool]]) -> None:
    """Take the lines that are `wanted` of a block; count the others."""
    before = lines.number, lines.rejects.read, lines.rejects.bad
    counted = 0
    for begin, line, is_asked in wanted:
        try:
            made, terms = _flat(line, find, asked=is_asked)
        except _NOT_FLAT:
            lines.number += data.count(b"\n", counted, begin)  # a bad line is shown with its number
            _take(line, lines, find, hear, asked=is_asked)
            counted = begin + len(line) + 1
        else:
            if made is not None:
                hear(made, terms)
    number, read, bad = before
    lines.number = number + _ends(data) + 1
    lines.rejects.read = read + lines.number - number - (lines.rejects.bad - bad)
    lines.position += len(data) + 1


def _wanted(data: bytes, hits: list[int], asked: list[tuple[int, bytes]]) -> Iterator[tuple[int, bytes, bool]]:
    """The lines that may say something of ours and those that are asked for their time, as they stand: where each
    begins, it, whether asked. `hits`: where the places end that may be a term."""
    waiting = iter([*asked, (len(data) + 1, b"")])
    begin, line = next(waiting)
    done = 0
    for end in hits:
        if end <= done:
            continue
        while begin < end:
            done = begin + len(line)
            yield begin, line, True
            begin, line = next(waiting)
        if end > done:
            first, done = _around(data, end - 1)
            yield first, data[first:done], False
    while line:
        yield begin, line, True
        begin, line = next(waiting)
