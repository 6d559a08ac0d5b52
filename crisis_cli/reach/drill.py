"""The sink and the accounts of a drill: other objects than any that send, made without any credentials."""

from __future__ import annotations

from datetime import datetime, timedelta

from crisis_cli.domain.incident import Incident, Page
from crisis_cli.domain.posting import FOREVER, Answer, Checked, Looked, Outgoing


class DrillSink:
    """A page is in the journal, and so on the boards of the drill; it goes nowhere else."""

    def deliver(self, page: Page, incident: Incident) -> str:  # noqa: ARG002 - the page is in the journal
        """Nothing leaves; returns the channel's name."""
        return "drill board"


class DrillAccount:
    """Takes a post as a service would, and shows it to nobody: the round is in the drill's journal."""

    service = "drill"
    remembers: timedelta | None = FOREVER
    finds = True

    def __init__(self, channel: str) -> None:
        self.account = f"DRILL {channel}"

    def post(self, outgoing: Outgoing) -> Answer:
        """Nothing leaves; always out, under a name that says DRILL."""
        return self._taken(outgoing)

    def find(self, outgoing: Outgoing, since: datetime) -> Answer:  # noqa: ARG002 - it is always there
        """The same: a try cannot be lost on a way that it never goes."""
        return self._taken(outgoing)

    def look(self, post_id: str, url: str) -> Looked:  # noqa: ARG002 - there is nowhere to look
        """Nothing stands anywhere."""
        return Looked(why="DRILL: nothing was published")

    def check(self) -> Checked:
        """There is nothing to be logged in to."""
        return Checked(self.account)

    @staticmethod
    def _taken(outgoing: Outgoing) -> Answer:
        return Answer(f"DRILL-{outgoing.key}", "in the drill's feed")
