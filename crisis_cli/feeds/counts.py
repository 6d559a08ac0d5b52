"""Counts that another tool exported: CSV of timestamp,value, one row a bin."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite

from crisis_cli.feeds.moments import seconds_of
from crisis_cli.feeds.rejects import Rejects

MOST = 1e12
"""More mentions than there are in the world."""


@dataclass(frozen=True, slots=True)
class Count:
    """One row: `timestamp` and `value` as they were written, `start` in seconds since 1970."""

    timestamp: str
    value: str
    start: int
    count: float


def counts(lines: Iterable[str], rejects: Rejects) -> Iterator[Count]:
    """The rows that can be read, in order; the others, and those that go back in time, are counted as rejects."""
    last: int | None = None
    for number, row in enumerate(_rows(lines), 1):
        if not any(row) or (number == 1 and not _is_number(row[-1])):
            continue
        try:
            count = _count(row)
        except (ValueError, OverflowError) as wrong:
            rejects.add(number, str(wrong) if type(wrong) is _Wrong else "no timestamp,value", ",".join(row))
            continue
        if last is not None and count.start <= last:
            rejects.add(number, "not later than the row before it", ",".join(row))
            continue
        last = count.start
        rejects.read += 1
        yield count


class _Wrong(ValueError):
    """Says in words what is wrong with a row."""


def _count(row: list[str]) -> Count:
    if len(row) < 2:
        raise _Wrong("one field, where timestamp,value was expected")
    timestamp, value = row[0].strip(), row[1].strip()
    try:
        start = round(seconds_of(timestamp))
    except (ValueError, OverflowError):
        raise _Wrong("a timestamp that is no time") from None
    count = float(value) if _is_number(value) else -1.0
    if not 0 <= count < MOST:
        raise _Wrong("a value that is no count")
    return Count(timestamp, value, start, count)


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False


def _rows(lines: Iterable[str]) -> Iterator[list[str]]:
    """Rows of a CSV file, whatever is in it."""
    reader = csv.reader(line.replace("\0", "").lstrip("\ufeff") for line in lines)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield ["", "", "unreadable"]
