"""Who was paged about what, and how fast the answer came: one pass over the journal with the pages that wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import Kind
from crisis_cli.review.reading import BLANK, InForce, blanked, told
from crisis_cli.review.rows_done import PageRow

NO_ANSWER_EXPECTED = ("heads_up", "notify", "promise", "shift")
"""Pages that only tell."""


def page_rows(incident: Incident, history: Sequence[e.Event], in_force: InForce) -> tuple[PageRow, ...]:
    """Every page in the order in which they were queued."""
    book = _Book(incident, history, in_force)
    for event in told(history):
        book.take(event)
    return tuple(book.rows.values())


class _Book:
    """`rows` by page; `_waiting` are those that nobody has answered yet."""

    def __init__(self, incident: Incident, history: Sequence[e.Event], in_force: InForce) -> None:
        self.rows: dict[str, PageRow] = {}
        self._incident = incident
        self._in_force = in_force
        self._waiting: dict[str, None] = {}
        self._giver: dict[str, str] = {}
        self._blanked = blanked(history)
        added = (event for event in history if isinstance(event.data, e.StepAdded))
        self._blank_steps = {
            event.data.step
            for event in added
            if isinstance(event.data, e.StepAdded) and event.seq in self._blanked
        }

    def take(self, event: e.Event) -> None:
        """Fold one event in; most kinds say nothing about a page."""
        self._take_sending(event)
        self._take_step(event)
        self._take_statement(event)
        self._take_handover(event)

    def _settled(self, event: e.Event, answer: str, step: str) -> None:
        """The step is settled: every page about it has its answer, whoever gave it. An approve step is settled by
        who said yes, not by who typed it."""
        found = self._in_force.step(step, event.seq)
        approves = found is not None and found.kind is Kind.APPROVE and answer == "done"
        by = self._giver.get(found.target, event.actor) if found is not None and approves else event.actor
        for page in self._about([step]):
            self._answered(page, event, by, "said yes" if approves else answer)

    def _acted(self, event: e.Event, person: str, answer: str, steps: Sequence[str]) -> None:
        """A first sign of the person who was paged."""
        for page in self._about(steps):
            if self._same(self.rows[page].person, person):
                self._answered(page, event, person, answer)

    def _about(self, steps: Sequence[str]) -> Iterator[str]:
        for page in list(self._waiting):
            if self.rows[page].step in steps and self.rows[page].about != "handover":
                yield page

    def _same(self, paged: str, person: str) -> bool:
        """Somebody is also named by the role they hold."""
        return paged == person or self._incident.holders.get(person) == paged

    def _answered(self, page: str, event: e.Event, person: str, answer: str) -> None:
        row = self.rows[page]
        after = event.moment - row.queued_at
        self.rows[page] = replace(
            row, answer=answer, answered_by=person, answered_at=event.moment, answered_after=after
        )
        self._waiting.pop(page)

    def _over(self, step: str) -> None:
        """What it asked for is not asked for any more."""
        for page in self._about([step]):
            self.rows[page] = replace(self.rows[page], answer="no longer needed")
            self._waiting.pop(page)

    def _steps_of(self, statement: str, *kinds: Kind) -> list[str]:
        return [step.id for step in self._incident.playbook.steps_of(statement) if step.kind in kinds]

    def _queued(self, event: e.Event, body: e.PageQueued) -> None:
        expected = body.about not in NO_ANSWER_EXPECTED
        text = BLANK if event.seq in self._blanked or body.step in self._blank_steps else body.text
        self.rows[body.page] = PageRow(
            page=body.page,
            about=body.about,
            step=body.step,
            title=self._in_force.title(body.step, event.seq) if body.step else "",
            person=body.person,
            text=text,
            queued_at=event.at,
            late=timedelta(seconds=body.late_seconds) if body.late_seconds else None,
            state="queued",
            channel="",
            sent_at=None,
            attempts=0,
            failure="",
            answer_expected=expected,
            answer="",
            answered_by="",
            answered_at=None,
            answered_after=None,
        )
        if expected:
            self._waiting[body.page] = None

    def _sending(self, page: str, **changes: object) -> None:
        if page in self.rows:
            self.rows[page] = replace(self.rows[page], **changes)  # type: ignore[arg-type]  # by name

    def _take_sending(self, event: e.Event) -> None:
        match event.data:
            case e.PageQueued() as body:
                self._queued(event, body)
            case e.PageAttempted(page=page, attempt=attempt):
                self._sending(page, state="attempted", attempts=attempt)
            case e.PageSent(page, channel):
                self._sending(page, state="sent", channel=channel, sent_at=event.moment)
            case e.PageFailed(page, reason, retry_at):
                self._sending(page, state="queued" if retry_at else "failed", failure=reason)
            case e.PageDropped(page, reason):
                self._sending(page, state="dropped", failure=reason)
            case e.PageAcknowledged(page, person) if page in self._waiting:
                self._answered(page, event, person, "read")

    def _take_step(self, event: e.Event) -> None:
        match event.data:
            case e.StepAcknowledged(step=step, person=person):
                self._acted(event, person, "acknowledged", [step])
            case e.ItemChecked(step=step):
                self._acted(event, event.actor, "ticked a line", [step])
            case e.StepDone(step=step):
                self._settled(event, "done", step)
            case e.StepAnswered(step=step):
                self._settled(event, "answered", step)
            case e.StepSkipped(step=step):
                self._settled(event, "skipped", step)
            case e.StepNotNeeded(step=step) | e.StepSetBack(step=step) | e.RepetitionEnded(step=step):
                self._over(step)

    def _take_statement(self, event: e.Event) -> None:
        match event.data:
            case e.StatementDrafted(statement=name):
                self._acted(event, event.actor, "made a draft", self._steps_of(name, Kind.DRAFT))
            case e.StatementEdited(statement=name):
                self._acted(event, event.actor, "wrote", self._steps_of(name, Kind.DRAFT, Kind.APPROVE))
            case e.StatementApproved(statement=name, giver=giver):
                self._giver[name] = giver
                self._acted(event, giver, "said yes", self._steps_of(name, Kind.APPROVE))
            case e.StatementRejected(statement=name, giver=giver):
                self._acted(event, giver, "said no", self._steps_of(name, Kind.APPROVE))
            case e.StatementPosted(statement=name):
                self._acted(event, event.actor, "published", self._steps_of(name, Kind.PUBLISH))
            case e.ChannelSkipped(statement=name):
                self._acted(event, event.actor, "left a channel out", self._steps_of(name, Kind.PUBLISH))

    def _take_handover(self, event: e.Event) -> None:
        match event.data:
            case e.HandedOver(what, person):
                self._offer_answered(event, person, "accepted")
                for page in self._about([what]):
                    if self.rows[page].about == "unheld":
                        self._answered(page, event, event.actor, "gave it to somebody")
            case e.HandoverDeclined(person=person):
                self._offer_answered(event, person, "declined")

    def _offer_answered(self, event: e.Event, person: str, answer: str) -> None:
        for page in list(self._waiting):
            if self.rows[page].about == "handover" and self.rows[page].person == person:
                self._answered(page, event, person, answer)
