"""Every rule about a playbook, by family; which of them also look at a playbook that has errors already."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Rule, Subject

REFERENCES: tuple[Rule, ...] = ()
FLOW: tuple[Rule, ...] = ()
PROMISES: tuple[Rule, ...] = ()
SAFETY: tuple[Rule, ...] = ()
CARE: tuple[Rule, ...] = ()
"""Care hangs on no other part being right, so it is looked at even in a playbook with errors."""


def findings(subject: Subject, *, sound: bool) -> Iterator[Finding]:
    """What the rules find; `sound`: reading found no error, so that nothing here follows from another mistake."""
    for rule in (*REFERENCES, *FLOW, *PROMISES, *SAFETY, *CARE) if sound else CARE:
        yield from rule(subject)
