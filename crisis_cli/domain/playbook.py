"""A playbook once it has been read: all its parts, who follows whom, and which steps hand one text on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from crisis_cli.domain.conditions import ALWAYS, Condition
from crisis_cli.domain.language import DEFAULT_LANGUAGE
from crisis_cli.domain.parts import (
    ACK_FOR,
    Approval,
    Cadence,
    Checks,
    FactSpec,
    FactType,
    Kind,
    Preapproved,
    Promise,
    Repeat,
    Role,
    Rung,
    StatementSpec,
    Step,
)

__all__ = [
    "ACK_FOR",
    "Approval",
    "Cadence",
    "Checks",
    "FactSpec",
    "FactType",
    "Kind",
    "Playbook",
    "Preapproved",
    "Promise",
    "Repeat",
    "Role",
    "Rung",
    "StatementSpec",
    "Step",
]


@dataclass(frozen=True)
class Playbook:
    """The whole file. `text` is what was read, to pin a run to; equal texts are equal playbooks."""

    id: str
    title: str
    owner: str = ""
    company: str = ""
    language: str = DEFAULT_LANGUAGE
    review_by: date | None = None
    per_item: bool = False
    crisis_when: Condition = ALWAYS
    noticed_within: timedelta = timedelta()
    checks: Checks = Checks()  # noqa: RUF009  (a frozen value)
    promises: Mapping[str, Promise] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    facts: Mapping[str, FactSpec] = field(default_factory=dict)
    statements: Mapping[str, StatementSpec] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)
    text: str = ""

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """Every channel that a statement goes to, in writing order."""
        each = (channel for statement in self.statements.values() for channel in statement.channels)
        return tuple(dict.fromkeys(each))

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """What each step follows: its `after`, else the nearest earlier listed step that does not repeat.

        The approve and publish steps of a repeating draft follow the steps of their own round, so they count
        as repeating here too: a step listed after them does not wait for a repetition to end.
        """
        found: dict[str, tuple[str, ...]] = {}
        nearest: str | None = None
        for step in self.steps.values():
            repeats = self.repeats(step)
            if step.after is not None:
                found[step.id] = step.after
            elif repeats:
                found[step.id] = self._in_round(step) or ((nearest,) if nearest else ())
            else:
                found[step.id] = (nearest,) if nearest else ()
            if not repeats:
                nearest = step.id
        return found

    def _in_round(self, step: Step) -> tuple[str, ...]:
        """For an approve or publish step of a repeating statement: the step just before it in its round."""
        if step.repeat is not None:
            return ()
        earlier = ""
        for other in self.steps.values():
            if other.id == step.id:
                break
            if other.target == step.target:
                earlier = other.id
        return (earlier,) if earlier else ()

    def repeats(self, step: Step) -> bool:
        """Whether it comes again: by its own `repeat`, or because its statement's draft does."""
        return step.repeat is not None or self.draft_that_repeats(step) is not None

    def draft_that_repeats(self, step: Step) -> Step | None:
        """The repeating draft whose rounds this approve or publish step belongs to."""
        if step.kind not in (Kind.APPROVE, Kind.PUBLISH):
            return None
        drafts = (other for other in self.path_of(step) if other.kind is Kind.DRAFT and other.repeat is not None)
        return next(drafts, None)

    def drafts_for(self, step: Step) -> tuple[Step, ...]:
        """The drafts that an approve or publish step waits for: those of its path listed before it, else all."""
        drafts: list[Step] = []
        before = 0
        for other in self.path_of(step):
            if other.id == step.id:
                before = len(drafts)
            if other.kind is Kind.DRAFT:
                drafts.append(other)
        return tuple(drafts[:before] if before else drafts)

    def path_of(self, step: Step) -> tuple[Step, ...]:
        """The steps of one statement that hand one text on: a draft (or several) and the approve and publish
        steps listed behind it, up to the next draft. Nothing for other kinds of step."""
        return self._paths.get(step.id, ())

    @cached_property
    def _paths(self) -> Mapping[str, tuple[Step, ...]]:
        """By the step's id: looking a step up by itself would compare all that is in it."""
        found: dict[str, tuple[Step, ...]] = {}
        for steps in self._by_statement.values():
            paths: list[list[Step]] = [[]]
            for index, step in enumerate(steps):
                goes_on = any(other.kind is not Kind.DRAFT for other in steps[index:])
                kinds = {other.kind for other in paths[-1]}
                if step.kind is Kind.DRAFT and goes_on and Kind.DRAFT in kinds and len(kinds) > 1:
                    paths.append([])
                paths[-1].append(step)
            found.update((step.id, tuple(path)) for path in paths for step in path)
        return found

    def same_public(self, one: str, other: str) -> bool:
        """Whether two statements share a channel. A statement this playbook does not know speaks to everybody."""
        if one == other or one not in self.statements or other not in self.statements:
            return True
        return bool(set(self.statements[one].channels) & set(self.statements[other].channels))

    def steps_of(self, statement: str) -> tuple[Step, ...]:
        """The draft, approve and publish steps of one statement, in listed order."""
        return self._by_statement.get(statement, ())

    @cached_property
    def _by_statement(self) -> Mapping[str, tuple[Step, ...]]:
        found: dict[str, tuple[Step, ...]] = {}
        for step in self.steps.values():
            if step.target:
                found[step.target] = (*found.get(step.target, ()), step)
        return found

    def deputies(self, role: str) -> tuple[str, ...]:
        """The chain of deputies from a role on, each once."""
        chain: dict[str, None] = {}
        deputy = self.roles[role].deputy if role in self.roles else None
        while deputy and deputy not in chain and deputy != role:
            chain[deputy] = None
            deputy = self.roles[deputy].deputy if deputy in self.roles else None
        return tuple(chain)
