"""The sheets for a drill on paper: the players' one tells them the game and nothing of what is coming, the
facilitator's one all of it."""

from __future__ import annotations

from typing import NamedTuple

from crisis_cli.domain.playbook import Playbook
from crisis_cli.domain.scenario import Scenario
from crisis_cli.ui.report.blocks import Document
from crisis_cli.ui.report.html_format import as_page
from crisis_cli.ui.report.markdown import as_text
from crisis_cli.ui.sheets.facilitator import facilitators_document
from crisis_cli.ui.sheets.players import players_document

__all__ = ["Sheets", "pages", "sheets"]


class Sheets(NamedTuple):
    """One for each player, and the one that stays with the facilitator."""

    players: str
    facilitator: str


def _documents(scenario: Scenario, playbook: Playbook, language: str) -> tuple[Document, Document]:
    return players_document(scenario, playbook, language), facilitators_document(scenario, playbook, language)


def sheets(scenario: Scenario, playbook: Playbook, language: str) -> Sheets:
    """Both as Markdown; the scenario's words in `language`, the headings too where we have them in it."""
    return Sheets(*map(as_text, _documents(scenario, playbook, language)))


def pages(scenario: Scenario, playbook: Playbook, language: str) -> Sheets:
    """Both as HTML pages for the printer, with DRILL across every sheet of paper."""
    return Sheets(*(as_page(document, {}) for document in _documents(scenario, playbook, language)))
