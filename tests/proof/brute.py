"""The proof's model played out minute by minute, one assignment of all answers and facts after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import product

from crisis_cli.domain.conditions import Known, Truth, Unknown
from crisis_cli.domain.playbook import Kind, Playbook, Promise, Step
from crisis_cli.proof.standing import Standing

INTEGERS = range(6)
TEXTS = ("red", "green", "something else")


class Run:
    """One path. `done`, `passed`, `over` (repetitions) say when; what is `open` ends then, or never (None)."""

    def __init__(self, playbook: Playbook, standing: Standing, values: Mapping[str, Known]) -> None:
        self.playbook, self.seen, self.values = playbook, standing.seen_at, values
        self.at = max(standing.at, standing.started_at)
        self.passed = {name: at for name, at in standing.settled.items() if name in standing.not_needed}
        self.done = {name: at for name, at in standing.settled.items() if name not in standing.not_needed}
        self.old = set(standing.settled)
        self.open = {name: at and max(at, self.at) for name, at in standing.ends.items()}
        self.over: dict[str, datetime] = {}
        self.fresh: set[str] = set()

    def play(self, until: datetime | None = None) -> None:
        """To the end, or to a moment in between."""
        while True:
            while self._something_happens():
                pass
            moments = [at for at in self.open.values() if at and at > self.at]
            for step in self._waiting():
                if step.not_before is not None and self.seen + step.not_before > self.at:
                    moments.append(self.seen + step.not_before)
            if not moments or (until and min(moments) > until):
                return
            self.at = min(moments)

    def _waiting(self) -> list[Step]:
        known = {*self.done, *self.passed, *self.open}
        return [step for step in self.playbook.steps.values() if step.id not in known]

    def _something_happens(self) -> bool:
        for name, end in list(self.open.items()):
            if end is not None and end <= self.at:
                del self.open[name]
                self.done[name] = self.at
                self.fresh.add(name)
                return True
        for step in self.playbook.steps.values():
            if step.repeat and step.id in self.done and step.id not in self.over:
                until = step.repeat.until
                if until.any_of and until.truth(self.known()) is Truth.TRUE:
                    self.over[step.id] = self.at
                    return True
        return any(self._advance(step) for step in self._waiting())

    def known(self) -> dict[str, Known]:
        found = dict(self.values)
        for step in self.playbook.steps.values():
            if step.kind is Kind.ASK and step.id not in self.done:
                found[step.id] = Unknown.NEVER_ASKED if step.id in self.passed else Unknown.UNANSWERED
        return found

    def _advance(self, step: Step) -> bool:
        if not all(self._behind(step, name) for name in self.playbook.predecessors[step.id]):
            return False
        drafts, yeses = self._drafts(step), self._yeses(step)
        if not all(name in self.done or name in self.passed for name in drafts + yeses):
            return False
        truth = step.when.truth(self.known())
        if truth is Truth.FALSE or (drafts and all(draft in self.passed for draft in drafts)):
            self.passed[step.id] = self.at
        elif truth is Truth.TRUE and self.at >= self.seen + (step.not_before or self.at - self.at):
            self.open[step.id] = self._end(step)
        else:
            return False
        return True

    def _drafts(self, step: Step) -> list[str]:
        texts = self.playbook.drafts_for(step) if step.kind in (Kind.APPROVE, Kind.PUBLISH) else ()
        return [draft.id for draft in texts]

    def _yeses(self, step: Step) -> list[str]:
        texts = self.playbook.path_of(step) if step.kind is Kind.PUBLISH else ()
        return [other.id for other in texts if other.kind is Kind.APPROVE]

    def _behind(self, step: Step, name: str) -> bool:
        if name in self.passed or name not in self.done:
            return name in self.passed
        owner = self._round(self.playbook.steps[name])
        if owner is None or owner == self._round(step):
            return True
        return owner in self.over or owner in self.passed

    def _round(self, step: Step) -> str | None:
        draft = self.playbook.draft_that_repeats(step)
        return step.id if step.repeat else draft.id if draft else None

    def _end(self, step: Step) -> datetime | None:
        due = step.due(opened_at=self.at, seen_at=self.seen)
        if step.kind is Kind.NOTIFY:
            return self.at
        if step.kind is Kind.APPROVE and step.ladder and due:
            within = step.ladder[-1].within or step.within
            due = due + step.ladder[-1].after + within if within else None
        return due and max(due, self.at)

    # --- what becomes of the promise -------------------------------------------------------------------------

    def logic(self, name: str, seen: frozenset[str] = frozenset()) -> Truth:
        """Whether a step is needed, as far as that will ever be known, whatever it waits for."""
        step = self.playbook.steps[name]
        if name in self.done or name in self.open or name in seen:
            return Truth.TRUE
        if name in self.passed:
            return Truth.FALSE
        drafts = [self.logic(draft, seen | {name}) for draft in self._drafts(step)]
        if drafts and all(draft is Truth.FALSE for draft in drafts):
            return Truth.FALSE
        values = self.known()
        for ask in step.when.names():
            unasked = ask in self.playbook.steps and ask not in self.passed
            if unasked and self.logic(ask, seen | {name}) is Truth.FALSE:
                values[ask] = Unknown.NEVER_ASKED
        return step.when.truth(values)

    def before(self, name: str) -> set[str]:
        """All unsettled steps that this one is behind, by order and by its statement."""
        found: set[str] = set()
        todo = [name] if name not in self.old else []
        while todo:
            step = self.playbook.steps[todo.pop()]
            if step.id in self.passed and step.id in self.old:
                continue
            for other in (*self.playbook.predecessors[step.id], *self._drafts(step), *self._yeses(step)):
                behind = [other]
                owner = self._round(self.playbook.steps[other])
                if owner and owner != self._round(step) and other in self.playbook.predecessors[step.id]:
                    behind.append(owner)
                new = set(behind) - found - self.old
                found |= new
                todo.extend(new)
        return found

    def outcome(self, promise: Promise, standing: Standing) -> tuple[str, datetime | None, datetime | None]:
        """("kept", when, when due), ("unbounded", None, None) or ("released", None, None)."""
        goal, start = promise.kept_by, promise.counts_from
        began = {"seen": standing.seen_at, "start": standing.started_at}.get(start) or self.done.get(start)
        closing = [s.id for s in self.playbook.steps.values() if s.ends and s.id != goal and s.id not in self.old]
        hidden = goal in standing.ends
        first = [name for name in closing if not hidden and name in self.before(goal)]
        race = [self.done[c] for c in closing if c in self.fresh and goal not in self.before(c) and c not in first]
        if self.logic(goal) is Truth.FALSE or (start in self.playbook.steps and self.logic(start) is Truth.FALSE):
            return "released", None, None
        if any(self.logic(name) is Truth.TRUE for name in first):
            return "released", None, None
        if goal not in self.done:
            return ("released" if race else "unbounded"), None, None
        if race and self.done[goal] > min(race):
            return "released", None, None
        return "kept", self.done[goal], began + promise.within if began else None


def assignments(playbook: Playbook, standing: Standing) -> Iterator[dict[str, Known]]:
    """Every answer to every ask and every value of every fact; what is known already stays as it is."""
    options: dict[str, list[Known]] = {}
    for name, fact in playbook.facts.items():
        integers = [n for n in INTEGERS if fact.min is None or n >= fact.min]
        of_type = {"boolean": [True, False], "integer": integers, "choice": list(fact.choices)}
        options[name] = [*of_type.get(fact.type.value, TEXTS), Unknown.FACT]
    for step in playbook.steps.values():
        if step.kind is Kind.ASK:
            options[step.id] = list(step.choices)
    for name, value in standing.values.items():
        if not isinstance(value, Unknown):
            options[name] = [value]
    for combination in product(*options.values()):
        yield dict(zip(options, combination, strict=True))
