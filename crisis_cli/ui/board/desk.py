"""What lies on a writer's desk: the text as the journal has it, and what was typed and is only put aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Status
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.statement import Version, canonical
from crisis_cli.ui.board.performing import perform
from crisis_cli.ui.board.scratch import Scratch
from crisis_cli.ui.safe import safe

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board


class Desk:
    """One round of one statement. `saved`: the text that the journal had last; `found`: what to begin with."""

    def __init__(self, board: Board, statement: str) -> None:
        self.board = board
        self.statement = statement
        self.round = board.incident.statement(statement).next_round()
        self.saved, self._base = "", ""
        self.take(self.current())
        key = (board.incident.id, statement, str(self.round), board.me)
        self._scratch = Scratch(board.parts.scratch, "text", *key)
        aside = self._scratch.read()
        self.came_back = bool(aside.get("text")) and aside["text"] != self.saved
        self.found = aside["text"] if self.came_back else self.saved
        self._base = aside.get("base", self._base) if self.came_back else self._base
        self._aside = self.found

    def current(self) -> Version | None:
        """The text of this round in the journal."""
        version = self.board.incident.statement(self.statement).current
        return version if version is not None and version.round == self.round else None

    def take(self, version: Version | None) -> None:
        """Go on from this text."""
        self.saved = safe(version.text) if version is not None else ""
        self._base = version.sha256 if version is not None else ""

    def drafted(self, text: str) -> bool:
        """Whether this is the draft as the template made it, with nothing typed into it."""
        version = self.current()
        return version is not None and version.drafted and canonical(text) == canonical(version.text)

    def theirs(self) -> Version | None:
        """The text that somebody wrote meanwhile; None when the journal's is the one that was begun with."""
        version = self.current()
        return version if version is not None and version.sha256 != self._base else None

    def put_aside(self, text: str) -> str:
        """Keep unsaved text on this machine; returns why that failed, empty when it did not."""
        if text == self._aside:
            return ""
        self._aside = text
        return self._scratch.write({"base": self._base, "text": text})

    async def save(self, text: str) -> None:
        """Put the text into the journal, if it is not there; raises CrisisError when it was not stored."""
        if canonical(text) != canonical(self.saved) or self.theirs() is not None:
            await perform(self.board, i.Edit(self.statement, text))
            self.take(self.current())
            self.saved = text
        self._aside = text
        self._scratch.forget()

    async def draft_anew(self) -> str:
        """A new text from the template and the facts of now; raises CrisisError."""
        corrects = self.board.incident.statement(self.statement).corrects(self.round)
        make = self.board.parts.correct if corrects else self.board.parts.draft
        return await self._drafted(lambda: make(self.statement))

    async def draft_wording(self, channel: str, language: str) -> str:
        """The text with a wording more, or one made anew; raises CrisisError."""
        return await self._drafted(lambda: self.board.parts.wording(self.statement, channel, language))

    async def _drafted(self, make: Callable[[], i.Draft]) -> str:
        draft = await self.board.store.call(make)
        await self.board.store.act(draft, actor=self.board.me)
        self.take(self.current())
        self._aside = self.saved
        return self.saved

    def draft_step(self) -> Step | None:
        """The open step that asks for this text."""
        incident = self.board.incident
        drafts = (step for step in incident.playbook.steps_of(self.statement) if step.kind is Kind.DRAFT)
        return next((step for step in drafts if incident.state(step.id).status is Status.OPEN), None)

    async def done(self) -> None:
        """The writer is finished: the approvers' turn; raises CrisisError, such as for gaps in the text."""
        step = self.draft_step()
        if step is not None:
            await perform(self.board, i.Complete(step.id))
