"""Two proofs of one playbook compared: what a change gains or loses for each promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from crisis_cli.domain.conditions import Known
from crisis_cli.proof.worst import Verdict, Worst
from crisis_cli.ui.proof.proven import Proof, Proven, since_seen
from crisis_cli.ui.proof.words import LONG, figure, length, slack, verdict


@dataclass(frozen=True, slots=True)
class Change:
    """One promise before and now; None where there is no such promise. `answers`: those that have changed sides,
    with whether the promise is owed on them now."""

    name: str
    before: Worst | None
    now: Worst | None
    answers: tuple[tuple[str, bool], ...] = ()

    @property
    def gained(self) -> timedelta | None:
        """How much more there is to spare, negative for less; None unless both have a moment."""
        if self.before is None or self.now is None or self.before.slack is None or self.now.slack is None:
            return None
        return self.now.slack - self.before.slack

    @property
    def worse(self) -> bool:
        """Whether the public is worse off than before."""
        if self.before is None or self.now is None:
            return self.now is None
        lost = any(not owed for _, owed in self.answers)
        return lost or _rank(self.now) > _rank(self.before) or (self.gained or timedelta()) < timedelta()

    @property
    def better(self) -> bool:
        """Whether the public is better off in some way, and in none worse."""
        if self.before is None or self.now is None or self.worse:
            return self.before is None
        return bool(self.gained or self.answers) or _rank(self.now) < _rank(self.before)

    def __str__(self) -> str:
        mark = "!" if self.worse else "+" if self.better else "="
        sides = (f"; on {answer} {'owed now' if owed else 'NOT OWED any more'}" for answer, owed in self.answers)
        return f"{mark} {self.name}: {self._words()}{''.join(sides)}"

    def _words(self) -> str:
        before, now = self.before, self.now
        if now is None:
            return f"GONE, was {_outcome(before)}"
        if before is None:
            return f"new, {_outcome(now)}"
        parts = []
        if verdict(before) != verdict(now):
            parts.append(f"{_word(before)} -> {_word(now)}")
        if before.at is not None and now.at is not None:
            parts.append(self._minutes(before, now))
        elif now.at is not None:
            parts.append(slack(now))
        if before.promise.within != now.promise.within:
            parts.append(f"promised within {length(before.promise.within)} -> {length(now.promise.within)}")
        return ", ".join(parts) or f"as before, {_word(now)}"

    def _minutes(self, before: Worst, now: Worst) -> str:
        assert before.at is not None
        assert now.at is not None
        old, new = since_seen(before.at), since_seen(now.at)
        gained = self.gained or timedelta()
        unit = " min" if new < LONG else ""
        moved = f"{figure(old)} -> {figure(new)}{unit}" if old != new else f"{figure(new)}{unit} as before"
        if not gained:
            return moved
        if now.late:
            return f"{moved} ({slack(now)}, {length(abs(gained))} {'worse' if gained < timedelta() else 'better'})"
        return f"{moved} ({length(abs(gained))} {'less' if gained < timedelta() else 'more'} to spare)"


@dataclass(frozen=True, slots=True)
class Against:
    """The comparison with `name`, a file or a git ref; `why`: what keeps it from being one, else empty."""

    name: str
    changes: tuple[Change, ...] = ()
    why: str = ""

    def lines(self) -> list[str]:
        """A line a promise, `!` worse, `+` better, `=` as before; or why there is nothing to compare."""
        return [self.why] if self.why else [str(change) for change in self.changes]


def compare(name: str, before: Proof, now: Proof) -> Against:
    """Every promise of the two, those of now first."""
    old = {proven.promise.name: proven for proven in before.promises}
    new = {proven.promise.name: proven for proven in now.promises}
    names = dict.fromkeys([*new, *old])
    return Against(name, tuple(_change(promise, old.get(promise), new.get(promise)) for promise in names))


def _change(name: str, before: Proven | None, now: Proven | None) -> Change:
    answers = tuple(_answers(before, now)) if before is not None and now is not None else ()
    return Change(name, before.worst if before else None, now.worst if now else None, answers)


def _answers(before: Proven, now: Proven) -> Iterator[tuple[str, bool]]:
    """The answers that have changed sides between owed and not owed."""
    old, new = _owed(before), _owed(now)
    for (name, value), owed in new.items():
        if old.get((name, value), owed) != owed:
            yield f"{name}: {value}", owed


def _owed(proven: Proven) -> dict[tuple[str, Known], bool]:
    rows = [row for row in proven.rows if row.answer is not None]
    return {
        (row.answer.name, value): row.worst.verdict is not Verdict.RELEASED
        for row in rows
        if row.answer
        for value in row.answer.values
    }


def _rank(worst: Worst) -> int:
    """How badly the public is off."""
    return {"+ kept": 0, "- not owed": 1}.get(verdict(worst), 2)


def _word(worst: Worst) -> str:
    return verdict(worst).split(maxsplit=1)[1]


def _outcome(worst: Worst | None) -> str:
    assert worst is not None
    return f"{_word(worst)}{', ' if worst.at else ''}{slack(worst)}"
