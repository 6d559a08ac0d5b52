"""A role and its deputy in the hands of one and the same person."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.rules.rule import Subject, warning

RULE = "deputy-is-same-person"


def check(subject: Subject) -> Iterator[Finding]:
    if subject.team is None:
        return
    roles = subject.playbook.roles
    held = {name: subject.team.usual_holders(name) for name in roles}
    said: set[frozenset[str]] = set()
    for name, role in roles.items():
        deputy = role.deputy or ""
        holders = {*held.get(name, ()), *held.get(deputy, ())}
        both = frozenset((name, deputy))
        if len(holders) == 1 and held.get(name) and held.get(deputy) and both not in said:
            said.add(both)
            message = f'"{next(iter(holders))}" holds the role "{name}" and is its deputy "{deputy}" too'
            hint = "name somebody else for one of the two in the team file: who sleeps, sleeps twice"
            other = (Related(f'"{deputy}" is defined here', ("roles", deputy)),)
            yield warning(RULE, ("roles", name, "deputy"), message, hint, other)
