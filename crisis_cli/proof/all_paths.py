"""What can be asked of all paths of a playbook; each thing is worked out once, and only when asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from crisis_cli.domain.conditions import Test, Truth
from crisis_cli.domain.playbook import Promise, Step
from crisis_cli.proof.bounds import NEVER, later
from crisis_cli.proof.ceiling import ceilings
from crisis_cli.proof.choices import Choice, split
from crisis_cli.proof.examples import Examples, examples
from crisis_cli.proof.graph import Graph
from crisis_cli.proof.reach import Question, Unclear, find_path

if TYPE_CHECKING:  # a playbook without anything suspicious is never walked
    from crisis_cli.proof.walk import Budget
    from crisis_cli.proof.worst import Worst


LOOKS_EACH = 500
"""How many sets of choices are looked at for one question; ten that take more, and no more are asked."""


_TESTS = 2_000
"""With so many tests in all conditions a question takes some 0.1 s; beyond that few are asked."""


class AllPaths:
    """All paths of one playbook, from one standing before the run begins."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.playbook, self.standing = graph, graph.playbook, graph.standing
        self._worst: dict[str, Worst] = {}
        self._budget: Budget | None = None
        self._looks = 10 * LOOKS_EACH

    @cached_property
    def ceilings(self) -> Mapping[str, datetime]:
        """For every step a moment at which it is settled for sure, whatever is answered."""
        return ceilings(self.graph)

    @cached_property
    def examples(self) -> Examples:
        """What a few paths show."""
        return examples(self.graph)

    def where(self, question: Question) -> tuple[Choice, ...] | None:
        """The choices on which it is so, None if there are none. Raises Unclear, always after ten hard ones."""
        if self._looks <= 0:
            raise Unclear
        self._looks -= self._burden
        try:
            return find_path(self.graph, question, looks=min(LOOKS_EACH, max(self._looks, 1)))
        except Unclear:
            self._looks -= LOOKS_EACH
            raise

    @cached_property
    def _burden(self) -> int:
        """What one question costs before the first look: nothing unless a program wrote the conditions."""
        tests = sum(len(list(step.when.tests())) for step in self.playbook.steps.values())
        return max(0, tests - _TESTS)

    def nowhere(self, question: Question) -> bool:
        """Whether it is so on no path for sure; False too where nobody knows."""
        try:
            return self.where(question) is None
        except Unclear:
            return False

    def somewhere(self, question: Question) -> bool:
        """Whether it is so on some path for sure; False too where nobody knows."""
        try:
            return self.where(question) is not None
        except Unclear:
            return False

    def may_hold(self, test: Test) -> bool:
        """Whether an answer or a fact can have a value for which this line holds, taken by itself."""
        if test.unknown:
            return True  # whether a question is always asked is one about paths
        choices = split(self.playbook, test.name, (test,))
        return any(test.truth(choice.values[0]) is Truth.TRUE for choice in choices)

    def surely_kept(self, promise: Promise) -> bool:
        """Whether no path can be too late for a promise; False where only the walk over all paths can tell."""
        began = {"seen": self.standing.seen_at, "start": self.standing.started_at}.get(promise.counts_from)
        if began is None or promise.kept_by not in self.ceilings:
            return False
        return self.ceilings[promise.kept_by] <= later(began, promise.within)

    def opens_at_latest(self, step: Step) -> datetime:
        """When a step with a `by` opens if everybody uses all their time; NEVER without a bound. The start of the
        run where it opens before it is due for sure, on no path, or nobody knows since the paths are tangled."""
        from crisis_cli.proof import worst as w
        from crisis_cli.proof.walk import Budget

        if (
            step.by is not None
            and ceilings(self.graph, frozenset({step.id}))[step.id] < self.standing.seen_at + step.by
        ):
            return self.standing.started_at
        self._budget = self._budget or Budget(w.LOOKS)
        asked = Promise("", timedelta(), step.id)
        found = w.worst(
            self.playbook,
            self.standing,
            asked,
            instant=frozenset({step.id}),
            graph=self.graph,
            budget=self._budget,
        )
        return NEVER if found.verdict is w.Verdict.UNBOUNDED else found.at or self.standing.started_at

    def worst(self, promise: Promise) -> Worst:
        """The worst moment of a promise. After a tangle no other is walked: they count as tangled as well."""
        from crisis_cli.proof import worst as w
        from crisis_cli.proof.walk import Budget

        if promise.name not in self._worst:
            if (twin := self._twin(promise)) is not None and twin.due_at is not None:
                found = replace(
                    twin, promise=promise, due_at=later(twin.due_at - twin.promise.within, promise.within)
                )
            elif any(found.tangled for found in self._worst.values()):
                found = w.Worst(promise, w.Verdict.TANGLED)
            else:
                self._budget = self._budget or Budget(w.LOOKS)
                found = w.worst(self.playbook, self.standing, promise, graph=self.graph, budget=self._budget)
            self._worst[promise.name] = found
        return self._worst[promise.name]

    def _twin(self, promise: Promise) -> Worst | None:
        """What was found for a promise that differs in nothing but its length."""
        same = (promise.kept_by, promise.counts_from)
        found = self._worst.values()
        return next((one for one in found if (one.promise.kept_by, one.promise.counts_from) == same), None)

    def best_saving(self, promise: Promise) -> tuple[str, timedelta | None] | None:
        """The step on the worst path that would buy most if it took no time, and how much (None: a bound)."""
        from crisis_cli.proof.savings import savings

        worst = self.worst(promise)
        found = savings(self.playbook, self.standing, promise, now=worst, most=1, budget=self._budget)
        return (found[0].step, found[0].gain) if found else None
