"""A playbook that belongs to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, advice

RULE = "no-owner"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    unreadable = "\nowner" in playbook.text  # an owner that cannot be read has its finding already
    if not playbook.owner and not unreadable:
        message = "nothing says who keeps this playbook up to date"
        yield advice(RULE, ("owner",), message, "add owner: and a position, such as Head of communications")
