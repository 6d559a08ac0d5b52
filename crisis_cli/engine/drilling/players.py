"""What those whom the tool plays do next, each at a moment of their own. Pure: the same state, the same acts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from crisis_cli.domain import intents as i
from crisis_cli.domain.conditions import Truth
from crisis_cli.domain.exercise import Exercise
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.next_word import word_given
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.scenario import ObjectiveKind, Scenario
from crisis_cli.domain.statement import gaps
from crisis_cli.engine.approvals import Entry, approval_standing, may_countersign, may_fill
from crisis_cli.engine.drilling.acts import PlayerAct, Write
from crisis_cli.engine.drilling.presence import Presence
from crisis_cli.engine.drilling.told import acceptances, decisions, facts_told
from crisis_cli.engine.drilling.turns import Turns

ADDRESS = "https://drill.invalid/{channel}/{statement}-{round}"
"""Where the tool's players say that they posted: a domain that can never exist (RFC 2606)."""


def next_acts(incident: Incident, scenario: Scenario, at: datetime, zone: tzinfo = UTC) -> list[PlayerAct]:
    """Everything that they would do as things stand at `at`, in order of its moments (which may lie in the past).
    `zone`: in which texts name the hour."""
    exercise = incident.exercise
    if exercise is None or incident.closed is not None or not exercise.auto:
        return []
    presence = Presence(incident, exercise, scenario)
    acts = [
        *acceptances(incident, presence, at),
        *facts_told(incident, exercise, scenario, presence),
        *decisions(incident, exercise, scenario, presence),
    ]
    table = _Table(incident, exercise, scenario, presence, at, zone)
    for step in incident.steps():
        if incident.state(step.id).status is Status.OPEN:
            acts += table.of_step(step)
    return sorted(acts, key=lambda act: act.moment)


class _Table:
    """The open steps, and who sits before them."""

    def __init__(
        self,
        incident: Incident,
        exercise: Exercise,
        scenario: Scenario,
        presence: Presence,
        at: datetime,
        zone: tzinfo,
    ) -> None:
        self._incident = incident
        self._scenario = scenario
        self._presence = presence
        self._at = at
        self._zone = zone
        self._turns = Turns(incident, exercise, scenario, presence, at)

    def of_step(self, step: Step) -> Iterator[PlayerAct]:
        """The acknowledgements, and what the first of those who can do it does."""
        if self._is_for_later(step):
            return
        asked = self._turns.asked(step)
        for person, since in asked.items():
            yield from self._acknowledge(step, person, since)
        if step.kind is Kind.APPROVE:
            yield from self._yeses(step, asked)
            return
        doers = [
            (moment, person)
            for person, since in asked.items()
            if (moment := self._turns.ends(step, person, since))
        ]
        if doers:
            moment, person = min(doers)
            yield from self._do(step, person, asked[person], moment)

    def _is_for_later(self, step: Step) -> bool:
        """Whether it is due only once the drill is over, so that nobody does the work of days in minutes; what the
        scenario answers, or an objective wants done, is done all the same."""
        due, scenario = self._incident.state(step.id).due_at, self._scenario
        if step.repeat is not None or due is None or due < scenario.starts + scenario.length:
            return False
        wanted = (one.target for one in scenario.objectives if one.kind is ObjectiveKind.DONE)
        return step.id not in (*scenario.answers, *wanted)

    def _acknowledge(self, step: Step, person: str, since: datetime) -> Iterator[PlayerAct]:
        moment = self._turns.says_mine(step, person, since)
        said = any(ack.person == person for ack in self._incident.state(step.id).acks)
        if moment is not None and not said:
            yield PlayerAct(moment, person, i.Acknowledge(step.id))

    def _do(self, step: Step, person: str, since: datetime, moment: datetime) -> Iterator[PlayerAct]:
        if step.kind is Kind.ASK:
            yield PlayerAct(moment, person, i.Answer(step.id, self._choice(step)))
        elif step.kind is Kind.PUBLISH:
            yield PlayerAct(moment, person, self._post(step, moment))
        elif step.kind is Kind.DRAFT:
            yield self._write(step, person, moment)
        elif step.target:
            yield from self._correct(step, person, moment)
        else:
            yield from self._tick_off(step, person, since, moment)

    def _choice(self, step: Step) -> str:
        """As the scenario answers; else that after which most steps may still come, the first of several."""
        values = dict(self._incident.values())
        chosen = self._scenario.answers.get(step.id, "")
        if chosen in step.choices:
            return chosen

        def left(choice: str) -> int:
            known = {**values, step.id: choice}
            return sum(
                other.when.truth(known) is not Truth.FALSE for other in self._incident.steps() if other.when.any_of
            )

        return max(step.choices, key=left)

    def _tick_off(self, step: Step, person: str, since: datetime, moment: datetime) -> Iterator[PlayerAct]:
        """Its checklist line by line, then done; nothing that ends the run while the public waits for a word."""
        since = self._turns.says_mine(step, person, since) or since
        checked = self._incident.state(step.id).checked
        count = len(step.checklist)
        for item in range(count):
            if item not in checked:
                yield PlayerAct(
                    since + (moment - since) * (item + 1) / (count + 1), person, i.Check(step.id, item)
                )
        if not (step.ends and self._incident.next_word is not None):
            yield PlayerAct(moment, person, i.Complete(step.id))

    def _write(self, step: Step, person: str, moment: datetime) -> PlayerAct:
        """A text, and then that it is finished; what a player wrote meanwhile, as a correction, is so at once."""
        state, version = self._incident.statement(step.target), self._incident.statement(step.target).current
        fresh = version is not None and version.seq > self._incident.state(step.id).opened_seq
        by_us = version is not None and self._presence.is_played(version.by)
        if version is None or not fresh or state.next_round() > state.round or (by_us and gaps(version.text)):
            return PlayerAct(moment, person, Write(step.target))
        return PlayerAct(version.at if by_us else moment, version.by if by_us else person, i.Complete(step.id))

    def _correct(self, step: Step, person: str, moment: datetime) -> Iterator[PlayerAct]:
        """The text that puts right what is out, once; it then goes its own way."""
        state = self._incident.statement(step.target)
        in_work = state.current is not None and state.next_round() == state.round
        if not (in_work and state.current and state.current.seq > self._incident.state(step.id).opened_seq):
            yield PlayerAct(moment, person, Write(step.target, corrects=True))

    def _post(self, step: Step, moment: datetime) -> i.Post:
        """On all channels that remain, on each at an address of its own."""
        version = self._incident.statement(step.target).current
        round_ = version.round if version is not None else 1
        addresses = tuple(
            (channel, ADDRESS.format(channel=channel, statement=step.target, round=round_))
            for channel in self._incident.playbook.statements[step.target].channels
        )
        word = word_given(self._incident, step.target, (), at=moment, zone=self._zone)
        return i.Post(step.target, (), next_word_at=word, addresses=addresses)

    # --- yeses -------------------------------------------------------------------------------------------

    def _yeses(self, step: Step, asked: dict[str, datetime]) -> Iterator[PlayerAct]:
        """The first of those who may give each yes or advice that is open; where the only yes is the writer's own,
        somebody else's beside it."""
        version = self._incident.statement(step.target).current
        standing = approval_standing(self._incident, step.target, self._at)
        if version is None or standing.complete:
            return
        since = max(self._turns.begins(step), version.at)
        for entry in standing.entries:
            if entry.open and entry.yes is None:
                yield from self._first_yes(step, self._may_give(step, entry, asked, since), f" {entry.index}")
        if standing.needs_countersign:
            others = {
                person: since
                for person in dict.fromkeys(self._incident.holders.values())
                if person != version.by
                and self._presence.is_played(person)
                and may_countersign(self._incident, step.target, self._incident.roles_of(person))
            }
            yield from self._first_yes(step, others, " again")

    def _may_give(
        self, step: Step, entry: Entry, asked: dict[str, datetime], since: datetime
    ) -> dict[str, datetime]:
        """Who was asked for it: the first of its roles that somebody holds, and whom a rung paged."""
        incident = self._incident
        holders = [holder for role in entry.approval.roles if (holder := incident.holder(role, self._at))]
        people = dict.fromkeys(holders[:1], since)
        if not entry.approval.consult:
            people |= {person: max(moment, since) for person, moment in asked.items() if person not in people}
        return {
            person: moment
            for person, moment in people.items()
            if self._presence.is_played(person)
            and may_fill(incident, step.target, entry.approval, incident.roles_of(person)) is not None
        }

    def _first_yes(self, step: Step, people: dict[str, datetime], key: str) -> Iterator[PlayerAct]:
        moments = [
            (moment, person)
            for person, since in people.items()
            if (moment := self._turns.ends(step, person, since, key))
        ]
        if moments:
            moment, person = min(moments)
            yield PlayerAct(moment, person, i.Approve(step.target))
