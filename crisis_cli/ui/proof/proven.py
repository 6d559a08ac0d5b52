"""What was proven of a playbook: every promise's worst, a row for each first answer, and what would buy time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from crisis_cli.domain.playbook import Playbook, Promise
from crisis_cli.proof.choices import Choice
from crisis_cli.proof.plan import Plan, plan_for
from crisis_cli.proof.released import Release, Releases, releases
from crisis_cli.proof.savings import Saving, savings
from crisis_cli.proof.standing import Standing, before_it_begins
from crisis_cli.proof.worst import Verdict, Worst, worst

SEEN = datetime(2000, 1, 1, tzinfo=UTC)
"""T+0 of every proof. Only lengths are shown, so any moment far from the calendar's ends will do."""


NONE = Releases(())


@dataclass(frozen=True, slots=True)
class Row:
    """One answer to the first question on which a promise hangs (None: it hangs on none), and its worst.

    `releases`: all that releases it on this answer; of a released row they say why.
    """

    answer: Choice | None
    worst: Worst
    releases: Releases = NONE


@dataclass(frozen=True, slots=True)
class Proven:
    """One promise: its worst over all paths, its rows, the steps that would buy most, the best first."""

    promise: Promise
    worst: Worst
    rows: tuple[Row, ...]
    savings: tuple[Saving, ...]

    @property
    def spare(self) -> timedelta:
        """What is left in the worst case; the most there is where nothing is measured: the tightest sort first."""
        return timedelta.max if self.worst.slack is None else self.worst.slack

    @property
    def broken(self) -> bool:
        """Whether it may be kept too late, or never, or nobody can tell."""
        uncounted = self.worst.verdict is Verdict.NOT_COUNTED and self.promise.counts_from != "change"
        return self.worst.late or uncounted or self.worst.verdict is Verdict.TANGLED


@dataclass(frozen=True, slots=True)
class Proof:
    """A playbook's promises, proven. `problems`: errors in the file, whose places the proof had to leave out."""

    playbook: Playbook
    promises: tuple[Proven, ...]
    problems: int = 0

    @property
    def broken(self) -> tuple[Proven, ...]:
        """The promises that do not hold."""
        return tuple(proven for proven in self.promises if proven.broken)

    @property
    def tested(self) -> tuple[Proven, ...]:
        """The promises that are owed on some path, with a moment at which they are kept."""
        return tuple(proven for proven in self.promises if proven.worst.verdict is Verdict.BOUNDED)

    @property
    def holds(self) -> bool:
        """Whether every promise is kept on every path, at least one is owed, and the whole file was proven."""
        return bool(self.tested) and not self.broken and not self.problems


def prove(playbook: Playbook, *, problems: int = 0) -> Proof:
    """The proof of every promise, in the playbook's order; never raises."""
    standing = before_it_begins(playbook, SEEN)
    promises = (_proven(playbook, standing, promise) for promise in playbook.promises.values())
    return Proof(playbook, tuple(promises), problems)


def since_seen(moment: datetime) -> timedelta:
    """How long after the first sighting."""
    return moment - SEEN


def _proven(playbook: Playbook, standing: Standing, promise: Promise) -> Proven:
    found = worst(playbook, standing, promise)
    if found.verdict in (Verdict.NOT_COUNTED, Verdict.TANGLED):
        return Proven(promise, found, (Row(None, found),), ())
    first = _first_answers(plan_for(playbook, standing, promise))
    if first:
        rows = tuple(_row(playbook, standing, promise, answer) for answer in first)
    else:
        rows = (Row(None, found, releases(playbook, standing, promise)),)
    return Proven(promise, found, rows, savings(playbook, standing, promise, now=found))


def _first_answers(plan: Plan) -> tuple[Choice, ...]:
    """What can be answered to the first question that matters: answers that lead the same way are one."""
    asks = [name for name in plan.splits if name in plan.places]
    return plan.splits[min(asks, key=lambda name: plan.places[name])] if asks else ()


def _row(playbook: Playbook, standing: Standing, promise: Promise, answer: Choice) -> Row:
    given = replace(standing, values={answer.name: answer.values[0]})
    return Row(answer, worst(playbook, given, promise), releases(playbook, given, promise))


def reason(playbook: Playbook, release: Release | None) -> str:
    """Why nobody owes it then: `publish-holding is not needed`."""
    if release is None:
        return "the run is closed before"
    step = playbook.steps.get(release.step)
    if not release.closes:
        return f"{release.step} is not needed"
    ends = f" ({step.ends})" if step is not None and step.ends else ""
    return f"{release.step} closes the run{ends}"
