"""Whose words a new draft would replace."""

from __future__ import annotations

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.variants import variants


def writer_of(incident: Incident, statement: str, channel: str = "", language: str = "") -> str:
    """Who typed the wording of this round that a draft of it would replace, of all of it without a channel and a
    language; empty when it was only drafted, or is not there."""
    state = incident.statement(statement)
    now = state.current
    if now is None or now.drafted or state.next_round() != state.round:
        return ""
    spoken = language or incident.playbook.language
    channels = (channel,) if channel else ()
    there = any(part.channels == channels and part.language == spoken for part in variants(now.text))
    return now.by if there or not (channel or language) else ""
