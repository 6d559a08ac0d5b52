"""An acknowledgement that holds a ladder for longer than a promise can wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import ACK_FOR, Step
from crisis_cli.rules.promise_words import length
from crisis_cli.rules.rule import Subject, warning

RULE = "long-hold"


def check(subject: Subject) -> Iterator[Finding]:
    for step in subject.playbook.steps.values():
        if not step.ladder or step.ack_for <= ACK_FOR:
            continue
        for name in subject.owed(step):
            slack = subject.paths.worst(subject.playbook.promises[name]).slack
            if slack is not None and timedelta() <= slack < step.ack_for:
                yield _said(step, name, slack)
                break


def _said(step: Step, promise: str, slack: timedelta) -> Finding:
    spare = f"{length(slack)} to spare" if slack else "no time to spare"
    message = f'one tap on step "{step.id}" holds its ladder for {length(step.ack_for)} ("ack_for"), while promise'
    message += f' "{promise}" has {spare}'
    hint = 'give it a shorter "ack_for", or leave it out: then it is 10m'
    related = [Related(f'"{promise}" hangs on it', ("promises", promise))]
    return warning(RULE, ("steps", step.id, "ack_for"), message, hint, related)
