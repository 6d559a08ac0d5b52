"""What a condition may still be while some of its answers and facts are open: a set of truths, as bits."""

from __future__ import annotations

from collections.abc import Iterable

from crisis_cli.domain.conditions import Known, Test, Truth

FALSE, WAITING, TRUE = 1, 2, 4
"""The truths of `Truth`, in its order, as bits of a set. A set of one is certain."""

_BITS = {Truth.FALSE: FALSE, Truth.WAITING: WAITING, Truth.TRUE: TRUE}


def truths(test: Test, values: Iterable[Known]) -> int:
    """What one line of a condition may be, if its answer or fact may have these values."""
    found = 0
    for value in values:
        found |= _BITS[test.truth(value)]
    return found


def all_of(sets: Iterable[int]) -> int:
    """What several lines may be together: the least of what each is."""
    union, least_of_largest = 0, TRUE
    for found in sets:
        union |= found
        least_of_largest = min(least_of_largest, 1 << found.bit_length() - 1)
    return union & (2 * least_of_largest - 1) or TRUE


def any_of(sets: Iterable[int]) -> int:
    """What several mappings may be together: the largest of what each is."""
    union, largest_of_least = 0, FALSE
    for found in sets:
        union |= found
        largest_of_least = max(largest_of_least, found & -found)
    return union & -largest_of_least


def certain(found: int) -> bool:
    """Whether it can be one thing only."""
    return found & (found - 1) == 0
