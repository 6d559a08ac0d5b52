"""What a rule is handed, and the short hand in which it says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from crisis_cli.domain.findings import Finding, Related, Route, Severity
from crisis_cli.domain.playbook import Playbook, Promise, Step
from crisis_cli.proof.all_paths import AllPaths
from crisis_cli.proof.graph import Graph
from crisis_cli.proof.standing import Standing, before_it_begins
from crisis_cli.rules.step_order import StepOrder

if TYPE_CHECKING:
    from crisis_cli.domain.team import Team
    from crisis_cli.domain.template_use import TemplateUse


@dataclass(frozen=True)
class Subject:
    """A playbook and what lies around it.

    `today`: the day on which it is looked at. `file_name`: without folder and ending, empty for text that came
    through a pipe. `templates`: by name, those that its statements could use; None when nobody looked. `others`:
    the ids of all playbooks that can be run; None when nobody looked. `team`: who holds which role, None without
    a file.
    """

    playbook: Playbook
    today: date
    file_name: str = ""
    templates: Mapping[str, TemplateUse] | None = None
    unusable: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] | None = None
    team: Team | None = None

    @cached_property
    def standing(self) -> Standing:
        """Where the proof begins: nothing is known or done. The day is as good as any other."""
        return before_it_begins(self.playbook, datetime(2026, 1, 1, tzinfo=UTC))

    @cached_property
    def kept_by_steps(self) -> tuple[Promise, ...]:
        """The promises that a step keeps; any correction keeps the others, and no plan can know when."""
        playbook = self.playbook
        return tuple(promise for promise in playbook.promises.values() if promise.kept_by in playbook.steps)

    @cached_property
    def in_whens(self) -> frozenset[str]:
        """The answers and facts on which the `when` of any step hangs; of all others a path may choose freely."""
        return frozenset(name for step in self.playbook.steps.values() for name in step.when.names())

    @cached_property
    def graph(self) -> Graph:
        """Who waits for whom before it begins, for questions about paths of answers."""
        return Graph(self.playbook, self.standing)

    @cached_property
    def paths(self) -> AllPaths:
        """What is so on all paths of it, and what on some."""
        return AllPaths(self.graph)

    def owed(self, step: Step) -> tuple[str, ...]:
        """The promises that hang on a step: it is settled before what keeps them, or is that."""
        return self._owed.get(step.id, ())

    @cached_property
    def _owed(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for promise in self.kept_by_steps:
            for name in {name for name, _ in self.graph.hung_on((promise.kept_by, False))}:
                found[name] = (*found.get(name, ()), promise.name)
        return found

    @cached_property
    def order(self) -> StepOrder:
        """Which steps come before which, worked out once for all rules."""
        return StepOrder(self.graph)


Rule = Callable[[Subject], Iterator[Finding]]


def error(rule: str, route: Route, message: str, hint: str, related: Iterable[Related] = ()) -> Finding:
    """A finding that keeps the playbook from its promise."""
    return Finding(rule, Severity.ERROR, message, hint, route, related=tuple(related))


def warning(rule: str, route: Route, message: str, hint: str, related: Iterable[Related] = ()) -> Finding:
    """A finding that asks for eyes."""
    return Finding(rule, Severity.WARNING, message, hint, route, related=tuple(related))


def advice(rule: str, route: Route, message: str, hint: str, related: Iterable[Related] = ()) -> Finding:
    """A finding of the severity hint."""
    return Finding(rule, Severity.HINT, message, hint, route, related=tuple(related))
