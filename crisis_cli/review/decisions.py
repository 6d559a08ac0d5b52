"""Who decided what, and why: answers, skips, yeses and noes, escalations, handovers, and what was taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.posting import FAILED, OUT
from crisis_cli.domain.timing import iso
from crisis_cli.review.reading import InForce, private, told
from crisis_cli.review.rows_done import DecisionRow


def decision_rows(incident: Incident, history: Sequence[e.Event], in_force: InForce) -> tuple[DecisionRow, ...]:
    """Every decision in the order in which it was written down, in the words of its time."""
    log = _Log(incident, history, in_force)
    rows: list[DecisionRow] = []
    for event in told(history):
        for row in log.rows(event):
            if not rows or replace(row, seq=rows[-1].seq) != rows[-1]:  # one yes may fill several entries
                rows.append(row)
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Said:
    """What an event says as a decision; `by` empty: whoever typed it."""

    kind: str
    subject: str = ""
    choice: str = ""
    why: str = ""
    by: str = ""
    via: str = ""
    role: str = ""


class _Log:
    """Remembers what was answered before, so that a change of mind is told as one."""

    def __init__(self, incident: Incident, history: Sequence[e.Event], in_force: InForce) -> None:
        self._incident = incident
        self._in_force = in_force
        self._answered: set[str] = set()
        self._kinds = {event.seq: event.kind for event in history}
        self._private = private(history)

    def rows(self, event: e.Event) -> Iterator[DecisionRow]:
        """The event's row, if it was a decision."""
        body = event.data
        said = self._step(body, event.seq) or self._statement(body, event.seq)
        said = said or self._people(body, event.seq) or self._run(body)
        if said is not None:
            yield DecisionRow(
                seq=event.seq,
                kind=said.kind,
                moment=event.moment,
                typed_at=event.at,
                by=said.by or event.actor,
                recorded_by=event.actor,
                via=said.via,
                role=said.role,
                subject=said.subject,
                choice=said.choice,
                why=said.why,
                taken_back=event.seq in self._incident.undone,
            )

    def _step(self, body: e.Body, seq: int) -> _Said | None:
        """A rung that its time brought is no decision; one that somebody pulled forward is."""
        match body:
            case e.StepAnswered(step, choice):
                words = self._in_force.choice(step, choice, seq)
                kind = "answer_changed" if step in self._answered else "answer"
                self._answered.add(step)
                return _Said(kind, self._in_force.title(step, seq), choice, words)
            case e.StepSkipped(step, reason):
                return _Said("skip", self._in_force.title(step, seq), why=reason)
            case e.RungFired(step=step, person=person, why=why) if why != "due":
                reason = "no answer before" if why == "unanswered" else ""
                return _Said("escalation", self._in_force.title(step, seq), person, reason)
            case _:
                return None

    def _statement(self, body: e.Body, seq: int) -> _Said | None:
        match body:
            case e.StatementApproved(name, round_, sha256, entry, role, giver, via):
                kind = "countersignature" if entry < 0 else "approval"
                title = self._in_force.role(role, seq)
                return _Said(kind, _text(name, round_), sha256, "", giver, via, title)
            case e.StatementRejected(name, round_, sha256, giver, reason, via, objection):
                kind = "objection" if objection else "rejection"
                return _Said(kind, _text(name, round_), sha256, reason, giver, via)
            case e.ConsultLapsed(name, round_, _, roles):
                titles = ", ".join(self._in_force.role(role, seq) for role in roles)
                return _Said("silence", _text(name, round_), by=titles)
            case e.FindingWaived(name, round_, rule, words, reason):
                return _Said("waiver", _text(name, round_), f"{rule}: {words}" if words else rule, reason)
            case e.PostWithdrawn(name, round_, channel, reason):
                return _Said("withdrawal", _text(name, round_), channel, reason)
            case e.ChannelSkipped(name, round_, channel, reason):
                return _Said("channel_skip", _text(name, round_), channel, reason)
            case e.PostFailed(name, round_, channel, _, why, _, unknown):
                return _Said("send_unknown" if unknown else "send_failed", _text(name, round_), channel, why)
            case e.PostLookedFor(name, round_, channel, _, state):
                seen = {OUT: "seen_out", FAILED: "seen_not_out"}.get(state)
                return _Said(seen, _text(name, round_), channel) if seen else None
            case e.NextWordPromised(name, next_at):
                return _Said("next_word", name, iso(next_at) if next_at else "")
            case _:
                return None

    def _people(self, body: e.Body, seq: int) -> _Said | None:
        match body:
            case e.HandoverOffered(what, person):
                return _Said("handover_offered", self._what(what, seq), person)
            case e.HandedOver(what, person, before, via):
                return _Said("handover_accepted", self._what(what, seq), before, by=person, via=via)
            case e.HandoverDeclined(what, person):
                return _Said("handover_declined", self._what(what, seq), by=person)
            case e.PersonWentAway(person, until_at):
                return _Said("away", person, iso(until_at) if until_at else "")
            case e.PersonCameBack(person):
                return _Said("back", person)
            case _:
                return None

    def _run(self, body: e.Body) -> _Said | None:
        match body:
            case e.PlaybookSwitched(playbook=playbook, title=title):
                return _Said("switch", title, playbook)
            case e.SightingCorrected(seen_at, before_at):
                return _Said("sighting", iso(before_at), iso(seen_at))
            case e.ActUndone(act, what) if act not in self._private:
                return _Said("undo", self._kinds.get(act, what), str(act))
            case e.IncidentClosed(outcome):
                return _Said("close", why=outcome)
            case e.IncidentReopened(reason):
                return _Said("reopen", why=reason)
            case _:
                return None

    def _what(self, what: str, seq: int) -> str:
        """A role or a step, by its title."""
        is_role = self._in_force.is_role(what, seq)
        return self._in_force.role(what, seq) if is_role else self._in_force.title(what, seq)


def _text(statement: str, round_: int) -> str:
    return statement if round_ == 1 else f"{statement}, round {round_}"
