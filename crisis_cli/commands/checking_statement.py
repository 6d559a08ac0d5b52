"""A statement of a run, with what is known around its text when it is checked."""

from __future__ import annotations

from crisis_cli.commands import wiring
from crisis_cli.commands.checking_text import About
from crisis_cli.commands.picking import pick
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import StatementSpec
from crisis_cli.engine.decide_texts import current, find
from crisis_cli.statements.elements import Kind, Known

_KINDS = {
    "holding": Kind.HOLDING,
    "ceo_apology": Kind.APOLOGY,
    "update": Kind.UPDATE,
    "all_clear": Kind.ALL_CLEAR,
    "outcome": Kind.ALL_CLEAR,
    "staff_note": Kind.STAFF,
    "customer_mail": Kind.MAIL,
    "press_lines": Kind.PRESS,
    "reply": Kind.REPLY,
}
"""What the shipped templates are for, by how their names begin; of another nobody knows what must be in it."""


def statement(name: str, incident: str) -> tuple[str, str, About]:
    """The name under which it is shown, its present text, and what is known of it; Refused without a text."""
    run = wiring.run(pick(incident, reading=True).incident)
    spec = find(run.incident, name)
    _, version = current(run.incident, name)
    return name, version.text, about(run.incident, spec)


def about(incident: Incident, spec: StatementSpec) -> About:
    """What a check must know of this statement."""
    kind = next((kind for start, kind in _KINDS.items() if spec.template.startswith(start)), None)
    known = Known(_anchors(incident), (), incident.closed is None)
    return About(incident.playbook.language, spec.channels, kind, known)


def _anchors(incident: Incident) -> dict[str, tuple[str, ...]]:
    """The values of facts that show an element where they stand in a text."""
    found: dict[str, tuple[str, ...]] = {}
    for element, names in _SHOWN_BY.items():
        records = [incident.fact(name) for name in names if name in incident.playbook.facts]
        values = [str(record.value) for record in records if record is not None and record.value is not None]
        if values:
            found[element] = tuple(values)
    return found


_SHOWN_BY = {
    "what_happened": ("situation", "product", "cause", "where", "shop"),
    "affected": ("people_ill", "people_hurt", "product", "shop", "where"),
    "action": ("doing", "advice"),
    "contact": ("contact",),
}
"""The facts of the shipped playbooks whose value in a text shows an element."""
