"""From lines to mentions of what is listened for: nothing is made of the lines that say nothing about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from crisis_cli.domain.mention import Mention
from crisis_cli.feeds.lines import Lines

EVERY = 16
"""Of posts about something else, one in so many is asked when it was written: time passes in their silence too."""

Find = Callable[[str], Sequence[int]]
Hear = Callable[[Mention, Sequence[int]], None]


def read(batch: Iterable[bytes], lines: Lines, find: Find, hear: Hear) -> None:
    """Hand on each mention with the numbers of the terms in it, none for one that only says what time it is.

    `find`: the terms in a text. Which of the others are asked for their time goes by the number of the line, so
    that the same lines give the same alerts however they came in.
    """
    words, mention = lines.words, lines.mention
    for line in batch:
        said = words(line)
        if said is None:
            continue
        text, shape, found = said
        terms = find(text)
        if terms or not lines.number % EVERY:
            made = mention(shape, found, line)
            if made is not None:
                hear(made, terms)
