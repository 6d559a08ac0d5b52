"""What a live source is: lines as they come, where to go on after them, and how it may be lost."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines that came together; none is a sign of life. `mark`: where to go on after them, in values that JSON
    has; None when that did not change."""

    lines: tuple[bytes, ...] = ()
    mark: Any = None


class Trouble(StrEnum):
    """Why a connection is no more; each has its own back-off."""

    NETWORK = "network"
    REFUSED = "refused"
    TOO_MANY = "too many"


class Lost(Exception):
    """The connection is no more, or never was. `why` is for people and holds no address and no key; `after`:
    seconds that the server asked to be left alone."""

    def __init__(self, trouble: Trouble, why: str, after: float = 0.0) -> None:
        super().__init__(why)
        self.trouble, self.why, self.after = trouble, why, after


class Stream(Protocol):
    """One live source."""

    polled: bool
    """Whether it is asked now and then; else its server speaks by itself."""

    resumes: bool
    """Whether its mark is a moment, in microseconds since 1970, and what was missed since then comes first."""

    def batches(self, mark: Any) -> Generator[Batch, None, None]:
        """Connect and go on at `mark` (None: from now on). The first batch says that it is connected. Ends when
        there is nothing more, for ever; raises Lost for everything else."""
