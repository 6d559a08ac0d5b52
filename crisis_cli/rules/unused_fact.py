"""A fact that nothing hangs on, no template prints and no text asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Playbook
from crisis_cli.rules.rule import Subject, warning

RULE = "unused-fact"


def check(subject: Subject) -> Iterator[Finding]:
    playbook, templates = subject.playbook, subject.templates
    if templates is None:
        return
    wanted = {statement.template for statement in playbook.statements.values()}
    if not wanted <= templates.keys():
        return  # what a missing template would print is not known
    used = _hung_on(playbook).union(*(templates[name].facts for name in wanted))
    left = [name for name, fact in playbook.facts.items() if name not in used and not fact.required]
    said = _words_said(playbook) if left else set()
    for name in left:
        if name not in said:
            message = f'nobody needs the fact "{name}": no condition, template or step names it'
            yield warning(RULE, ("facts", name), message, "use it in a template or a condition, or delete it")


def _hung_on(playbook: Playbook) -> set[str]:
    used = set(playbook.crisis_when.names())
    for step in playbook.steps.values():
        used |= step.when.names()
        if step.repeat:
            used |= step.repeat.until.names()
            used.update(step.repeat.on_change)
    for statement in playbook.statements.values():
        if statement.preapproved:
            used.update(statement.preapproved.slots)
    return used


def _words_said(playbook: Playbook) -> set[str]:
    """Every word that is said to whoever does a step: "record `mentions`" is a use too."""
    steps = playbook.steps.values()
    lines = [line for step in steps for line in (step.title, step.guidance, *step.checklist)]
    return set(re.findall(r"\w+", "\n".join(lines)))
