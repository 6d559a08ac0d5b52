"""A role that nobody of the team holds."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, error
from crisis_cli.rules.words import did_you_mean

RULE = "role-without-holder"


def check(subject: Subject) -> Iterator[Finding]:
    if subject.team is None:
        return
    held = subject.team.holders
    for role in subject.playbook.roles:
        if not held.get(role) and role not in subject.team.duties:  # else the team file has the finding
            message = f'nobody of the team holds the role "{role}"'
            hint = did_you_mean(role, held.keys() - subject.playbook.roles.keys(), "")
            hint = f"the team file has another name: {hint}" if hint else "name who holds it in the team file"
            yield error(RULE, ("roles", role), message, hint)
