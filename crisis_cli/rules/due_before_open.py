"""A step whose "by" is over before it opens, so that it has no time of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind, Playbook, Step
from crisis_cli.proof.bounds import NEVER
from crisis_cli.rules.promise_words import length
from crisis_cli.rules.rule import Subject, error

RULE = "due-before-open"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    early = [step for step in playbook.steps.values() if step.by is not None and step.kind is not Kind.NOTIFY]
    for step in early:
        by = step.by or timedelta()
        opens, related = _first(playbook, step)
        when, hint = "at the earliest", 'give it a later "by", or a "within" instead'
        if opens < by and (promises := subject.owed(step)):
            opens = _last(subject, step)
            when, hint = "if everybody uses all their time", f"{hint}, or shorten what comes before it"
            related = [Related(f'"{promises[0]}" hangs on it', ("promises", promises[0]))]
        if opens >= by:
            message = (
                f'step "{step.id}" has no time: it is due {length(by)} after it was seen ("by"), and it opens'
            )
            message += f" {length(opens)} after it was seen {when}"
            yield error(RULE, ("steps", step.id, "by"), message, hint, related)


def _first(playbook: Playbook, step: Step) -> tuple[timedelta, list[Related]]:
    """How long after it was seen it opens at the earliest, even if everybody is quick; and what says so."""
    if step.not_before is not None and step.not_before >= playbook.noticed_within:
        return step.not_before, [Related("it does not open before this", ("steps", step.id, "not_before"))]
    return playbook.noticed_within, [Related('"noticed_within" is set here', ("noticed_within",))]


def _last(subject: Subject, step: Step) -> timedelta:
    """How long after it was seen it opens at the latest; nothing where that has no bound, or is too tangled."""
    moment = subject.paths.opens_at_latest(step)
    return moment - subject.standing.seen_at if moment < NEVER else timedelta()
