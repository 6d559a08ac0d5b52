"""The sink that every machine has: a page is shown, and belled, on the boards and by the keeper."""

from __future__ import annotations

from crisis_cli.domain.incident import Incident, Page


class ScreenSink:
    """The journal is what boards read, so a page that stands there has been shown."""

    def deliver(self, page: Page, incident: Incident) -> str:  # noqa: ARG002 - the page is in the journal
        """Nothing leaves this machine; returns the channel's name."""
        return "board"
