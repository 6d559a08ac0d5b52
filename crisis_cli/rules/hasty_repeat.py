"""A repetition faster than anybody can follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.promise_words import length
from crisis_cli.rules.rule import Subject, warning

RULE = "hasty-repeat"

LEAST = timedelta(minutes=1)
"""A round asks a person to do something: nobody reads, does and ticks off in less. Our own judgement."""


def check(subject: Subject) -> Iterator[Finding]:
    for step in subject.playbook.steps.values():
        fastest = min((cadence.every for cadence in step.repeat.every), default=LEAST) if step.repeat else LEAST
        if fastest < LEAST:
            message = f'step "{step.id}" comes again every {length(fastest)}: nobody can follow that'
            hint = "repeat it every few minutes at most; what changes at once belongs into on_change"
            yield warning(RULE, ("steps", step.id, "repeat", "every"), message, hint)
