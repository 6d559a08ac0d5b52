"""One run of a playbook, as its events have left it, and what can be read off it at a moment."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime

from crisis_cli.domain.conditions import Known, Unknown
from crisis_cli.domain.exercise import Exercise
from crisis_cli.domain.freezing import Held
from crisis_cli.domain.playbook import Kind, Playbook, Step
from crisis_cli.domain.records import Act, Closed, FactRecord, NextWord, Note, Page, Shift, Try
from crisis_cli.domain.statement import StatementState
from crisis_cli.domain.step_state import SETTLED, Status, StepState

__all__ = ["SETTLED", "Incident", "Page", "Status", "StepState"]


@dataclass(eq=False)
class Incident:
    """The fold of an incident's events. Only `evolve` changes it; everybody else reads, or copies first.

    `missed` holds every promise with each due time that passed; `people_moved_at` is when a role or a step last
    changed hands or somebody came or went; `shifts` is what the team file said of a role since it changed hands;
    `mended_at` is the moment of the latest undo. `exercise` is there in a drill that follows a scenario, and then
    all times are those of the drill's own clock.
    """

    id: str
    playbook: Playbook
    title: str
    seen_at: datetime
    opened_at: datetime
    starter: str
    drill: bool
    item: str = ""
    linked: str = ""
    team: str = ""
    version: int = 0
    last_at: datetime | None = None
    too_new: bool = False
    holders: dict[str, str] = field(default_factory=dict)
    step_owners: dict[str, str] = field(default_factory=dict)
    offers: dict[str, str] = field(default_factory=dict)
    away: dict[str, datetime | None] = field(default_factory=dict)
    shifts: dict[str, tuple[Shift, ...]] = field(default_factory=dict)
    states: dict[str, StepState] = field(default_factory=dict)
    added: dict[str, Step] = field(default_factory=dict)
    facts: dict[str, tuple[FactRecord, ...]] = field(default_factory=dict)
    statements: dict[str, StatementState] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    waiting_pages: dict[str, None] = field(default_factory=dict)
    missed: set[tuple[str, datetime]] = field(default_factory=set)
    words: list[NextWord] = field(default_factory=list)
    notes: dict[int, Note] = field(default_factory=dict)
    tries: list[Try] = field(default_factory=list)
    frozen: dict[str, Held] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)
    people_moved_at: datetime | None = None
    mended_at: datetime | None = None
    closed: Closed | None = None
    exercise: Exercise | None = None

    def copy(self) -> Incident:
        """A twin that can be evolved without touching this one."""
        twin = copy.copy(self)
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, dict | list | set):
                setattr(twin, item.name, value.copy())
        return twin

    # --- steps -------------------------------------------------------------------------------------------

    def steps(self) -> Iterator[Step]:
        """The playbook's steps in listed order, then those that came in."""
        yield from self.playbook.steps.values()
        yield from self.added.values()

    def step(self, name: str) -> Step | None:
        """The step of that id, or None."""
        return self.playbook.steps.get(name) or self.added.get(name)

    def state(self, step: str) -> StepState:
        """What happened to it so far; a step nothing happened to is waiting."""
        return self.states.get(step, _UNTOUCHED)

    def status(self, step: str, at: datetime) -> Status:
        """Acknowledged only while an acknowledgement holds; open again after."""
        state = self.state(step)
        if state.status is Status.OPEN and self.ack_until(step, at):
            return Status.ACKNOWLEDGED
        return state.status

    def ack_until(self, step: str, at: datetime) -> datetime | None:
        """Until when somebody's acknowledgement holds, None if none does at `at`."""
        return max((ack.until for ack in self.state(step).acks if ack.until > at), default=None)

    def acked_by(self, step: str, at: datetime) -> str | None:
        """Whose acknowledgement holds at `at`: the latest one."""
        holding = [ack for ack in self.state(step).acks if ack.until > at]
        return holding[-1].person if holding else None

    def overdue(self, step: str, at: datetime) -> bool:
        """Open past its due time, whether or not a keeper noticed."""
        state = self.state(step)
        return state.status is Status.OPEN and state.due_at is not None and at >= state.due_at

    def is_settled(self, step: str) -> bool:
        """Whether what follows it may open. A repeated step is settled when its repetition has ended; one that is
        not needed takes no time, but does not overtake what it follows."""
        waiting, seen = [step], set[str]()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            if not self._is_over(name):
                return False
            if self.state(name).status is Status.NOT_NEEDED:
                waiting += self.playbook.predecessors.get(name, ())
        return True

    def _is_over(self, step: str) -> bool:
        found = self.step(step)
        state = self.state(step)
        if found is not None and found.repeat is not None:
            return state.ended or state.status is Status.NOT_NEEDED
        draft = self.playbook.draft_that_repeats(found) if found is not None else None
        if draft is not None and not self._is_over(draft.id):
            return False
        return state.status in SETTLED

    # --- people ------------------------------------------------------------------------------------------

    def is_away(self, person: str, at: datetime) -> bool:
        """Whether somebody said that this person cannot act at `at`."""
        if person not in self.away:
            return False
        until = self.away[person]
        return until is None or until > at

    def holder(self, role: str, at: datetime) -> str | None:
        """The person who holds the role and is not away; a deputy stands in; None: nobody does."""
        for candidate in (role, *self.playbook.deputies(role)):
            person = self.holders.get(candidate)
            if person and not self.is_away(person, at):
                return person
        return None

    def owner(self, step: str, at: datetime) -> str | None:
        """Whose step it is: who was handed it, else who holds its role; None: nobody does."""
        handed = self.step_owners.get(step)
        if handed and not self.is_away(handed, at):
            return handed
        found = self.step(step)
        return self.holder(found.role, at) if found is not None and found.role else None

    def roles_of(self, person: str) -> frozenset[str]:
        """The roles a person plays. Somebody who goes by a role's own name plays it, until a person took it over
        from whoever began the run."""
        held = {role for role, holder in self.holders.items() if holder == person}
        unclaimed = person in self.playbook.roles and self.holders.get(person, self.starter) == self.starter
        return frozenset(held | ({person} if unclaimed else set()))

    # --- facts -------------------------------------------------------------------------------------------

    def fact(self, name: str) -> FactRecord | None:
        """What is known of it now; None or status unknown: nothing."""
        records = self.facts.get(name)
        return records[-1] if records else None

    def values(self) -> Mapping[str, Known]:
        """Every answer and fact, as conditions see them."""
        found: dict[str, Known] = {}
        for step in self.steps():
            if step.kind is Kind.ASK:
                state = self.state(step.id)
                never = state.status in (Status.NOT_NEEDED, Status.SKIPPED)
                found[step.id] = state.answer or (Unknown.NEVER_ASKED if never else Unknown.UNANSWERED)
        for name in self.playbook.facts:
            record = self.fact(name)
            known = record is not None and record.status != "unknown" and record.value is not None
            found[name] = record.value if known and record and record.value is not None else Unknown.FACT
        return found

    # --- statements --------------------------------------------------------------------------------------

    def statement(self, name: str) -> StatementState:
        """What happened to the statement so far."""
        return self.statements.get(name) or StatementState(name)

    def round_over(self, name: str) -> bool:
        """Whether the statement's latest round is out, given up, or was never begun."""
        state = self.statement(name)
        out = name in self.playbook.statements and self.round_is_out(name)
        return state.round <= state.shut or out

    def round_is_out(self, name: str) -> bool:
        """Whether each channel of the latest round was posted or left out."""
        state = self.statement(name)
        return state.settled_channels(state.round) >= frozenset(self.round_channels(name))

    def round_channels(self, name: str) -> tuple[str, ...]:
        """Where the latest round of a statement is to go: all its channels; a correction only where the text is
        that it corrects, so long as it is anywhere."""
        state, channels = self.statement(name), self.playbook.statements[name].channels
        carry = {post.channel for post in state.published if post.round < state.round and not post.withdrawn}
        told = tuple(channel for channel in channels if channel in carry)
        return told if told and state.corrects(state.round) else channels

    def standing_words(self) -> list[NextWord]:
        """What was said about when we speak again, and not replaced by a later text to the same public."""
        standing: list[NextWord] = []
        for word in self.words:
            standing = [
                other for other in standing if not self.playbook.same_public(other.statement, word.statement)
            ]
            standing += [word] if word.at is not None else []
        return standing

    @property
    def next_word(self) -> NextWord | None:
        """The earliest public "we speak again at" that stands."""
        return min(self.standing_words(), key=_when, default=None)

    def word_for(self, statement: str) -> NextWord | None:
        """The earliest word that stands towards the public that the statement speaks to."""
        words = self.standing_words()
        same = (word for word in words if self.playbook.same_public(word.statement, statement))
        return min(same, key=_when, default=None)

    # --- pages -------------------------------------------------------------------------------------------

    def unsent_pages(self) -> list[Page]:
        """The outbox: what is queued, being sent, or to be tried again."""
        return [self.pages[name] for name in self.waiting_pages]

    # --- what is held still ------------------------------------------------------------------------------

    def still_frozen(self) -> list[Held]:
        """What is frozen, and what may be as far as anybody knows."""
        return [held for held in self.frozen.values() if held.may_be_frozen]

    def clock_stops(self, at: datetime) -> datetime:
        """`at`, or the moment of the close: a closed run's clocks stand still."""
        return min(at, self.closed.at) if self.closed else at


_UNTOUCHED = StepState()


def _when(word: NextWord) -> datetime:
    return word.at or word.said_at
