"""What a count is made of: atoms, each with its cost, and what their sum means on a channel."""

from __future__ import annotations

from typing import NamedTuple


class Atom(NamedTuple):
    """What a counter takes as one (a character, an emoji, a whole URL): indices into the text, and its cost."""

    start: int
    end: int
    cost: int


class Measure(NamedTuple):
    """A second thing that a platform limits in the same text."""

    length: int
    limit: int
    unit: str


class Counted(NamedTuple):
    """A text as a channel counts it.

    `length` and `limit` are in `unit`; no limit: None. `parts`: the messages it is sent and paid as (SMS), else 1.
    `encoding`: `GSM-7` or `UCS-2` for an SMS, else empty. `part_limit`: what one of these parts holds.
    `others`: what is limited beside it. `exact`: whether the platform itself says how it counts.
    """

    channel: str
    length: int
    limit: int | None
    unit: str
    parts: int = 1
    encoding: str = ""
    part_limit: int | None = None
    others: tuple[Measure, ...] = ()
    exact: bool = True

    @property
    def over(self) -> int:
        """By how much it is too long, in `unit`; 0 when it fits or nothing limits it."""
        return max(0, self.length - self.limit) if self.limit is not None else 0

    @property
    def fits(self) -> bool:
        """Whether it is within every limit of the channel."""
        return not self.over and all(one.length <= one.limit for one in self.others)
