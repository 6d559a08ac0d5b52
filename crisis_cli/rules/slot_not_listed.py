"""A text approved beforehand that prints a fact which was not among what may be filled in."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, error
from crisis_cli.rules.words import listed

RULE = "slot-not-listed"


def check(subject: Subject) -> Iterator[Finding]:
    templates = subject.templates or {}
    for name, statement in subject.playbook.statements.items():
        given, template = statement.preapproved, templates.get(statement.template)
        if given is None or template is None:
            continue
        extra = sorted(template.facts - set(given.slots))
        if extra:
            facts = f"the fact{'s' if len(extra) > 1 else ''} {listed(extra)}"
            message = f'the standing approval of "{name}" never counts: its template prints {facts} too'
            hint = f"add {listed(extra)} to its slots, if {given.by} agrees, or take it out of {template.file}"
            yield error(RULE, ("statements", name, "preapproved", "slots"), message, hint)
