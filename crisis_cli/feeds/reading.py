"""From lines to mentions of what is listened for: nothing is made of the lines that say nothing about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from crisis_cli.domain.mention import Mention, folded
from crisis_cli.feeds import plain
from crisis_cli.feeds.lines import Lines, loads

EVERY = 64
"""Of posts about something else, one in so many is asked when it was written: time passes in their silence too."""

Find = Callable[[str], Sequence[int]]
Hear = Callable[[Mention, Sequence[int]], None]


def read(batch: Iterable[bytes], lines: Lines, find: Find, hear: Hear) -> None:
    """Hand on each mention with the numbers of the terms in it, none for one that only says what time it is.

    `find`: the terms in a text that was `folded`. Which of the others are asked for their time goes by the number
    of the line, so that the same lines give the same alerts however they came in.
    """
    for line in batch:
        # Most lines are flat objects that say nothing of ours: those are through after these three.
        try:
            found = loads(line)
            text = found["text"]
            terms = find(text.lower() if text.isascii() else folded(text))
        except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
            said = lines.words(line)
            if said is None:
                continue
            text, shape, found = said
            terms = find(folded(text))
        else:
            shape = plain.mention
            lines.number += 1
            lines.rejects.read += 1
        if terms or not lines.number % EVERY:
            made = lines.mention(shape, found, line)
            if made is not None:
                hear(made, terms)
