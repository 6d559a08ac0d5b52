"""A text too long for one post, as a thread: numbered posts, each within the limit by the channel's own count."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

from crisis_cli.statements.channels.as_sent import as_sent
from crisis_cli.statements.channels.counting import count, platform
from crisis_cli.statements.channels.graphemes import emoji_spans
from crisis_cli.statements.channels.links import links
from crisis_cli.statements.written import Written

LONGEST_THREAD = 10
"""So many times the limit, and a thread is no answer any more: nobody reads on to the advice at its end."""

_WORD, _CLAUSE, _SENTENCE = 1, 2, 3

_BREAK = re.compile(
    r"(?<![«\s])(?P<clause>[,;:]|\s[-\u2013\u2014])?"
    r"[ \t\n]+(?![\s!?:;»%€])(?!(?<=\d\s)\d{3}(?!\d))"
    r"|(?<=[\u3001-\u3029\u3041-\u30ff\u4e00-\u9fff])(?=[\u3007\u3041-\u30ff\u4e00-\u9fff])"
)
"""Where a post may end within a sentence: between words, not before a French « ! » and not between the groups of a
number (1 200); a no-break space never breaks. Chinese and Japanese have no spaces and break between characters."""


class _Break(NamedTuple):
    """Where a post may end, where the next then begins, and how good a place it is."""

    end: int
    next: int
    rank: int


def offered(text: str, channel: str, limits: Mapping[str, int] | None = None) -> tuple[str, ...]:
    """The thread to go out in place of a text that is too long for its channel; empty where it fits, where the
    channel knows no threads, or where nobody would read to its end."""
    counted = count(channel, text, limits)
    limit = counted.limit or 0
    if not platform(channel).threads or not counted.over or counted.length > LONGEST_THREAD * limit:
        return ()
    return as_thread(text, channel, limits)


def as_thread(text: str, channel: str, limits: Mapping[str, int] | None = None) -> tuple[str, ...]:
    """The posts, numbered `(1/3)`, or the text alone where it fits or nothing limits it. Empty where no thread can
    be made, because one word alone is longer than a post. Split at sentences; a sentence that fits into no post is
    split at its clauses, then between words, never inside a word, a link or an emoji."""
    sent = as_sent(text).text.strip()
    limit = platform(channel, limits).limit
    if limit is None or count(channel, sent, limits).fits:
        return (sent,)
    for digits in range(1, 6):
        number = f" ({'9' * digits}/{'9' * digits})"
        pieces = _split(sent, channel, limits, limit - len(number))
        if len(str(len(pieces))) <= digits:
            posts = tuple(f"{piece} ({at}/{len(pieces)})" for at, piece in enumerate(pieces, start=1))
            return posts if all(count(channel, post, limits).fits for post in posts) else ()
    return ()


def _split(sent: str, channel: str, limits: Mapping[str, int] | None, room: int) -> list[str]:
    """Greedily: as much as goes in, up to the best place to end that is within reach."""
    atoms = list(platform(channel, limits).atoms(sent))
    costs = [0, *accumulate(atom.cost for atom in atoms)]
    starts = [*(atom.start for atom in atoms), len(sent)]
    breaks = _breaks(sent, set(starts))
    ends = [one.end for one in breaks]
    pieces: list[str] = []
    start = 0
    while start < len(sent):
        spent = costs[bisect_right(starts, start) - 1]
        reach = starts[bisect_right(costs, spent + room) - 1]
        within = breaks[bisect_right(ends, start) : bisect_right(ends, reach)]
        if not within:
            return []
        last = within[-1] if within[-1].end == len(sent) else max(within, key=lambda one: (one.rank, one.end))
        pieces.append(sent[start : last.end])
        start = last.next
    return pieces


def _breaks(sent: str, between: set[int]) -> list[_Break]:
    """Every place where a post may end, in order; only between two things that the channel counts."""
    sentences = {span.end for span in Written("", sent, "").sentences()}
    inside = {index for link in links(sent) for index in range(link.start + 1, link.end)}
    found: list[_Break] = []
    for one in _BREAK.finditer(sent):
        end = one.end(1) if one["clause"] else one.start()
        if end in inside or one.end() in inside or not {end, one.end()} <= between:
            continue
        rank = _SENTENCE if end in sentences or "\n\n" in one[0] else _CLAUSE if one["clause"] else _WORD
        found.append(_Break(end, one.end(), rank))
    found += [_Break(start, start, _WORD) for start in _between_emoji(sent) if start in between]
    return [*sorted(found), _Break(len(sent), len(sent), _SENTENCE)]


def _between_emoji(sent: str) -> Iterator[int]:
    """Where one emoji ends and the next begins: there is no space between them to break at."""
    ends = set[int]()
    for start, end in emoji_spans(sent):
        if start in ends:
            yield start
        ends.add(end)
