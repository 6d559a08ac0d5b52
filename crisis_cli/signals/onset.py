"""When did it begin: the bin from which on more came than is usual, looked for backwards from an alert."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

LEAST, MOST = 2.0, 5.0
"""The rise that is looked for, in times the expected. A higher one would pass over how a storm begins."""


def began(values: Sequence[float], expected: Sequence[float], ratio: float) -> int:
    """Which of the bins is the first of a rise that lasts to the last of them and is `ratio` times the expected.

    It is where the sum of what lies beyond a reference becomes greatest, counted from the end. The reference for
    counts that rise from one level to another, (second - first) / (ln second - ln first), is that of Lucas,
    "Counted Data CUSUM's", Technometrics 27 (1985).
    """
    rise = min(max(ratio, LEAST), MOST)
    reference = (rise - 1) / log(rise)
    first, beyond, most = len(values) - 1, 0.0, 0.0
    for place in range(len(values) - 1, -1, -1):
        beyond += values[place] - reference * expected[place]
        if beyond > most:
            first, most = place, beyond
    return first
