"""A standing approval whose last day has passed."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, warning

RULE = "standing-approval-lapsed"


def check(subject: Subject) -> Iterator[Finding]:
    for name, statement in subject.playbook.statements.items():
        given = statement.preapproved
        if given is not None and given.until < subject.today:
            message = f'the standing approval of the statement "{name}" ended on {given.until}'
            hint = f"ask {given.by} to read the template again, and write the new last day"
            yield warning(RULE, ("statements", name, "preapproved", "until"), message, hint)
