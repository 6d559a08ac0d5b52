"""A step that hands over to a playbook that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, error
from crisis_cli.rules.words import did_you_mean

RULE = "unknown-playbook"


def check(subject: Subject) -> Iterator[Finding]:
    if subject.others is None:
        return
    known = subject.others | {subject.playbook.id, "choose"}
    for step in subject.playbook.steps.values():
        if step.leads_to and step.leads_to not in known:
            message = f'step "{step.id}" leads to the playbook "{step.leads_to}", which is not there'
            otherwise = "name a playbook that is there, or write choose to be asked then"
            hint = did_you_mean(step.leads_to, sorted(known), otherwise)
            yield error(RULE, ("steps", step.id, "leads_to"), message, hint)
