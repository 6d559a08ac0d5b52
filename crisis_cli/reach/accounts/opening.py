"""From what a channels file says to an account that can post."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from crisis_cli.clocks import Clock
from crisis_cli.domain.accounts import AccountSpec
from crisis_cli.domain.delivery import NOT_SET_UP
from crisis_cli.domain.posting import Answer, Checked, Looked, Outgoing


class UnknownService:
    """Stands for a service that this version has no way to: it refuses everything and says so."""

    remembers: timedelta | None = None
    finds = False

    def __init__(self, spec: AccountSpec) -> None:
        self.service, self.account = spec.service, spec.account
        self._why = f"{spec.channel}: no service is called {spec.service} here"

    def post(self, outgoing: Outgoing) -> Answer:  # noqa: ARG002 - whatever it is
        """Certainly not out."""
        return Answer(failed_as=NOT_SET_UP, why=self._why)

    def find(self, outgoing: Outgoing, since: datetime) -> Answer:  # noqa: ARG002 - whatever it is
        """Nobody can tell."""
        return Answer(failed_as=NOT_SET_UP, why=self._why, unknown=True)

    def look(self, post_id: str, url: str) -> Looked:  # noqa: ARG002 - wherever it is
        """It cannot be looked at."""
        return Looked(why=self._why)

    def check(self) -> Checked:
        """It is not set up."""
        return Checked(failed_as=NOT_SET_UP, why=self._why)


def open_account(spec: AccountSpec, clock: Clock, folder: Path) -> UnknownService:  # noqa: ARG001 - as yet none
    """The account, its secrets filled in already. `folder`: where the channels file lies; a file's `path` is from
    there. Nothing is sent by opening it."""
    return UnknownService(spec)
