"""A ladder that ends at a role for which nobody stands in."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Playbook
from crisis_cli.rules.rule import Subject, error

RULE = "ladder-without-deputy"


def last_rungs(playbook: Playbook) -> dict[str, list[tuple[str, int]]]:
    """The roles at which ladders end, each with the steps whose ladders those are and the number of the rung."""
    found: dict[str, list[tuple[str, int]]] = {}
    for step in playbook.steps.values():
        if step.ladder:
            found.setdefault(step.ladder[-1].page, []).append((step.id, len(step.ladder) - 1))
    return found


def check(subject: Subject) -> Iterator[Finding]:
    roles = subject.playbook.roles
    for role, ends in last_rungs(subject.playbook).items():
        if role in roles and roles[role].deputy is None:
            others = f" (and {len(ends) - 1} more)" if len(ends) > 1 else ""
            message = f'the ladder of step "{ends[0][0]}"{others} ends at the role "{role}", which has no deputy'
            hint = f'give "{role}" a deputy, or end the ladder at a role that has one'
            related = [Related("the ladder ends here", ("steps", step, "ladder", rung)) for step, rung in ends[:6]]
            yield error(RULE, ("roles", role), message, hint, related)
