"""The facts as the checks of a text know them, and which of them backs a figure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from crisis_cli.statements.figures import Figure, figures
from crisis_cli.statements.written import Written


class KnownFact(NamedTuple):
    """A fact as it stands now, or another word that a text may rest on (who speaks, when we speak next).

    `shown`: ways its value reads, in any language. `status`: confirmed, unconfirmed or unknown. `number`: its
    value when it is one. `changed_since`: the text was made from another value; `before`: ways that one read."""

    name: str
    shown: tuple[str, ...] = ()
    status: str = "confirmed"
    number: int | None = None
    changed_since: bool = False
    before: tuple[str, ...] = ()


class Ledger:
    """Facts by the keys of their figures (see `Meaning`)."""

    def __init__(self, facts: Sequence[KnownFact], language: str) -> None:
        self._counts: defaultdict[str, list[KnownFact]] = defaultdict(list)
        self._measures: defaultdict[str, list[KnownFact]] = defaultdict(list)
        self._before: dict[str, KnownFact] = {}
        values: list[tuple[float, int]] = []
        for number, fact in enumerate(facts):
            if fact.number is not None and fact.status != "unknown":
                self._counts[f"n:{fact.number}"].append(fact)
                values.append((float(fact.number), number))
            for shown in fact.shown if fact.status != "unknown" else ():
                for figure in figures(Written("", shown, language)):
                    kept = self._measures if figure.means.unit not in _NO_MEASURE else self._counts
                    for key in figure.means.gives:
                        kept[key].append(fact)
                    if figure.means.value is not None and figure.means.unit in _NO_MEASURE:
                        values.append((figure.means.value, number))
            for shown in fact.before if fact.changed_since else ():
                for figure in figures(Written("", shown, language)):
                    self._before |= dict.fromkeys(figure.means.gives, fact)
        self._facts = facts
        self._values = sorted(values)

    def backing(self, figure: Figure, text: str, people: bool) -> list[KnownFact]:
        """The facts that this figure may rest on; a count of people on no measure, such as of grams. "More than"
        and "about" leave room for a round number. `text`: the flow that the figure stands in."""
        found = [fact for key in figure.means.takes for fact in self._counts.get(key, ())]
        if not people:
            found += [fact for key in figure.means.takes for fact in self._measures.get(key, ())]
        if found or figure.means.value is None or figure.means.unit not in _NO_MEASURE:
            return found
        before = text[max(0, figure.at.start - 24) : figure.at.start]
        for pattern, least, most in _ROUND:
            if pattern.search(before):
                low = bisect_left(self._values, (least * figure.means.value, -1))
                high = bisect_right(self._values, (most * figure.means.value, len(self._facts)))
                return [self._facts[number] for _, number in self._values[low:high]]
        return found

    def changed(self, figure: Figure) -> KnownFact | None:
        """The fact of which this figure is an earlier value."""
        return next((self._before[key] for key in sorted(figure.means.takes) if key in self._before), None)


_NO_MEASURE = {"", "%", "percent", "per cent", "pour cent"}

_ROUND = (
    (re.compile(r"(?<!\w)(?:more than|over|at least|plus d[e']|au moins) ?$"), 1.0, 1.34),
    (
        re.compile(r"(?<!\w)(?:nearly|almost|up to|fewer than|less than|près d[e']|presque|jusqu'à|moins de) ?$"),
        0.75,
        1.0,
    ),
    (re.compile(r"(?<!\w)(?:about|around|some|roughly|environ|quelque) ?$"), 0.9, 1.1),
)
"""How far the real number may lie from the round one, as a share of it; a choice, not measured."""
