"""A shift that changed while a run goes on: who is on duty by the team file, who has it here, and the one act."""

from __future__ import annotations

from crisis_cli.domain.incident import Incident
from crisis_cli.ui.safe import safe_line


def on_shift(incident: Incident, role: str) -> str:
    """Who has the role by the team file, where that is somebody else than here by now; else empty."""
    said = incident.shifts.get(role, ())
    person = said[-1].person if said and incident.closed is None else ""
    return person if person != incident.holders.get(role) else ""


def shift_words(incident: Incident, me: str) -> tuple[str, ...]:
    """One line for each role that nobody has handed over yet, nor offered."""
    found: list[str] = []
    for role in incident.playbook.roles.values():
        person = on_shift(incident, role.id)
        if not person or incident.offers.get(role.id) == person:
            continue
        holder = incident.holders.get(role.id, "nobody")
        now = "yours" if person == me else f"{person}'s"
        here = "you have it here" if holder == me else f"{holder} has it here"
        act = f"crisis handoff {role.id} {person}"
        found.append(safe_line(f"SHIFT: {role.title} is {now} by the team file, {here}. Hand over: {act}"))
    return tuple(found)
