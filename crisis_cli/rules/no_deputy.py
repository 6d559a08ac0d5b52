"""A role for which nobody stands in."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.ladder_without_deputy import last_rungs
from crisis_cli.rules.rule import Subject, warning

RULE = "no-deputy"


def check(subject: Subject) -> Iterator[Finding]:
    ends = last_rungs(subject.playbook)  # at the end of a ladder it is worse, and has a rule of its own
    for name, role in subject.playbook.roles.items():
        if role.deputy is None and name not in ends:
            message = f'nobody stands in for the role "{name}"'
            yield warning(RULE, ("roles", name), message, "add deputy: and the role that takes over")
