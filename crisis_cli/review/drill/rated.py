"""An objective as it was rated: by the journal, by the facilitator beside it; and the rule for what has a limit.

HSEEP's scale: P performed without challenges, S with some challenges, M with major challenges, U unable to be
performed; empty: not evaluated. HSEEP leaves it to the evaluator where one ends and the next begins. For what has
a time limit the rule is ours: done with a quarter of its time to spare, or more, is P; done in the last quarter
S; late by less than a quarter M; later, or not at all, U. An objective is met when it is P or S.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from crisis_cli.domain.scenario import Objective
from crisis_cli.domain.timing import spoken

MET = ("P", "S")
"""The ratings at which an objective is met."""

SCALE = {
    "P": "performed without challenges",
    "S": "performed with some challenges",
    "M": "performed with major challenges",
    "U": "unable to be performed",
    "": "not evaluated",
}

_SHARE = 4
"""The last of so many parts of a time limit is the one in which it was close."""


class Verdict(NamedTuple):
    """What the journal says of an objective. `strengths` and `improvements`: an observation each, with the numbers
    of the events that show it; `evidence`: all of those numbers."""

    rating: str
    why: str
    evidence: tuple[int, ...] = ()
    strengths: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rated:
    """`rating`: P, S, M or U by the journal, empty when it cannot tell. `override`: the facilitator's own rating
    and their reason; it counts, and the journal's stays beside it."""

    objective: Objective
    rating: str
    why: str
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    evidence: tuple[int, ...]
    override: tuple[str, str] | None = None

    @property
    def counts(self) -> str:
        """The rating that counts: the facilitator's, else the journal's."""
        return self.override[0] if self.override is not None else self.rating

    @property
    def met(self) -> bool | None:
        """Whether it was achieved; None when nobody evaluated it."""
        return self.counts in MET if self.counts else None


def all_met(rated: Iterable[Rated]) -> bool:
    """Whether every objective that was evaluated is met. A drill in which none was has shown nothing: False."""
    found = [one.met for one in rated if one.met is not None]
    return bool(found) and all(found)


def worst(ratings: Iterable[str]) -> str:
    """The worst of several; empty for none."""
    return max((rating for rating in ratings if rating), key="PSMU".index, default="")


def by_time(spare: timedelta, limit: timedelta) -> str:
    """The rating of what was done with `spare` of its `limit` left (negative: late by that much)."""
    close = limit / _SHARE
    if spare >= timedelta():
        return "P" if spare >= close else "S"
    return "M" if -spare < close else "U"


def margin(spare: timedelta) -> str:
    """`13 min before its time was up` or `4 min too late`."""
    return f"{spoken(spare)} before its time was up" if spare >= timedelta() else f"{spoken(-spare)} too late"


def shown(seqs: Sequence[int]) -> str:
    """` (event 7)`, ` (events 7, 9)`; empty for none."""
    if not seqs:
        return ""
    events = sorted(set(seqs))
    return f" (event{'s' if len(events) > 1 else ''} {', '.join(map(str, events))})"


def not_evaluated(why: str, evidence: Sequence[int] = ()) -> Verdict:
    """What the journal cannot tell, and why."""
    return Verdict("", why, tuple(evidence))


def observed(rating: str, sentence: str, evidence: Sequence[int], *more: str) -> Verdict:
    """One observation: a strength at P, an area for improvement otherwise; at S both are in it. `more`: further
    areas for improvement."""
    told = sentence + shown(evidence)
    strengths = (told,) if rating in MET else ()
    improvements = () if rating == "P" else ((told, *more) if rating != "S" else more)
    return Verdict(rating, told, tuple(evidence), strengths, improvements)
