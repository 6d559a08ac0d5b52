"""The sink of a drill: another object than any that sends, made without settings and without credentials."""

from __future__ import annotations

from crisis_cli.domain.incident import Incident, Page


class DrillSink:
    """A page is in the journal, and so on the boards of the drill; it goes nowhere else."""

    def deliver(self, page: Page, incident: Incident) -> str:  # noqa: ARG002 - the page is in the journal
        """Nothing leaves; returns the channel's name."""
        return "drill board"
