"""A night on the real engine on which everybody takes all the time they have: each step ends when it is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from crisis_cli.domain import intents as i
from crisis_cli.domain.conditions import Known, Unknown
from crisis_cli.domain.incident import SETTLED, Incident, Status
from crisis_cli.domain.playbook import Approval, Kind, Playbook, Role, StatementSpec, Step
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.engine.decide import decide
from crisis_cli.engine.forecast import end_if_all_time_is_used
from crisis_cli.engine.opening import Opening, begin

STARTER = "anna"
ROLES = ("lead", "ceo", "coo")
TEXT = "What we know."


def with_people(plan: Playbook) -> Playbook:
    """A plan made for the proof alone, with the roles and statements that the engine needs as well."""
    targets = {step.target for step in plan.steps.values() if step.target}
    yes = Approval(("ceo",))
    statements = {name: StatementSpec(name, name, "ceo", (yes,), ("x",)) for name in sorted(targets)}
    roles = {name: Role(name, name.title()) for name in ROLES}
    return replace(plan, roles=roles, statements=statements, text="a plan")


class WorstNight:
    """`values`: the answers and facts of a path; facts are known from the start, asks are answered when due.
    What only ends repetitions becomes known as late as the proof has it: when the first round of one is done."""

    def __init__(self, playbook: Playbook, seen: datetime, values: Mapping[str, Known]) -> None:
        self.playbook, self.values = playbook, values
        self.at = seen + playbook.noticed_within
        self.late = self._only_ends_repetitions()
        known = [i.RecordFact(name, value, "confirmed") for name, value in self._facts() if name not in self.late]
        opening = Opening(playbook, seen, STARTER, facts=known)
        self.incident: Incident = begin("worst", opening, at=self.at).after

    def _facts(self) -> list[tuple[str, str | int | bool]]:
        found = [(name, self.values.get(name, Unknown.FACT)) for name in self.playbook.facts]
        return [(name, value) for name, value in found if not isinstance(value, Unknown)]

    def _only_ends_repetitions(self) -> set[str]:
        steps = self.playbook.steps.values()
        until = {name for step in steps if step.repeat for name in step.repeat.until.names()}
        return (until - {name for step in steps for name in step.when.names()}) & self.playbook.facts.keys()

    def play(self, goal: str, *, turns: int = 400) -> datetime | None:
        """When the step is done; None when it never is."""
        for _ in range(turns):
            self._do_what_is_due(goal)
            state = self.incident.state(goal)
            if state.status is Status.DONE or state.rounds_done:
                return state.settled_at
            if state.status in SETTLED or self.incident.closed is not None:
                return None
            later = [moment for moment in self._moments() if moment > self.at]
            if not later:
                return None
            self.at = min(later)
            self._act(i.Tick())
        return None

    def _moments(self) -> list[datetime]:
        """When something ends or opens by itself."""
        ends = [self._end(step) for step in self._open()]
        opens = [
            self.incident.seen_at + step.not_before
            for step in self.playbook.steps.values()
            if step.not_before is not None and self.incident.state(step.id).status is Status.WAITING
        ]
        return [*(end for end in ends if end is not None), *opens]

    def _do_what_is_due(self, goal: str) -> None:
        """What keeps the promise goes first, what closes the run last: at one moment the proof takes it so."""
        while self.incident.closed is None:
            due = [step for step in self._open() if (end := self._end(step)) is not None and end <= self.at]
            if not due:
                return
            due.sort(key=lambda step: (step.id != goal, step.ends is not None))
            before = self.incident.version
            self._do(due[0])
            assert self.incident.version > before, due[0]
            if due[0].id == goal:
                return

    def _open(self) -> list[Step]:
        steps = self.playbook.steps.values()
        return [step for step in steps if self.incident.state(step.id).status is Status.OPEN]

    def _end(self, step: Step) -> datetime | None:
        opened = self.incident.state(step.id).opened_at
        return end_if_all_time_is_used(self.incident, step, opened or self.at)

    def _do(self, step: Step) -> None:
        match step.kind:
            case Kind.ASK:
                self._act(i.Answer(step.id, str(self.values.get(step.id) or next(iter(step.choices)))))
            case Kind.DRAFT:
                self._act(i.Edit(step.target, f"{TEXT} {self.incident.version}"))
                self._act(i.Complete(step.id))
            case Kind.APPROVE:
                self._say_yes(step.target)
            case Kind.PUBLISH:
                if not approval_standing(self.incident, step.target, self.at).complete:
                    self._say_yes(step.target)  # no approve step was needed on this path; the yes is
                self._act(i.Post(step.target))
            case _:
                self._act(i.Complete(step.id))
        if step.repeat is not None:
            for name, value in self._facts():
                if name in self.late and name in step.repeat.until.names():
                    self._act(i.RecordFact(name, value, "confirmed"))

    def _say_yes(self, statement: str) -> None:
        for _ in self.playbook.statements[statement].approvals:
            entries = approval_standing(self.incident, statement, self.at).entries
            needed = next((one for one in entries if one.open and not one.approval.consult), None)
            if needed is not None:
                self._act(i.Approve(statement, for_=needed.approval.roles[0], via="phone"))

    def _act(self, intent: i.Intent) -> None:
        if self.incident.closed is None:
            decision = decide(
                self.incident, intent, at=self.at, actor=STARTER, read_playbook=lambda _: self.playbook
            )
            self.incident = decision.after
