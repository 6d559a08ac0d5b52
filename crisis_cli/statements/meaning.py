"""What a figure in a text means, as keys under which the same figure of another text is found."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple


class Meaning(NamedTuple):
    """`takes`: what it may mean, any of which backs it; `gives`: what it backs. Keys read `n:1200`, `t:14:05`,
    `d:2027-05-03`, `c:l2345`, `l:host/path`. `value`: of a number. `loose`: a word such as `one` or `both`, which
    backs a number and is seldom one itself. `unit`: what it counts, when that is a measure."""

    kind: str
    takes: frozenset[str]
    gives: frozenset[str]
    value: float | None = None
    loose: bool = False
    unit: str = ""


Reader = Callable[[re.Match[str]], Meaning | None]
"""Reads what a pattern found; None when it is something else after all."""
