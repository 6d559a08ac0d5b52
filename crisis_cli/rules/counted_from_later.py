"""A promise whose clock starts when it has been kept already."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.rules.rule import Subject, error

RULE = "counted-from-later"


def check(subject: Subject) -> Iterator[Finding]:
    for promise in subject.playbook.promises.values():
        start, goal = promise.counts_from, promise.kept_by
        if start not in subject.playbook.steps or (start != goal and not subject.order.is_before(goal, start)):
            continue
        message = f'promise "{promise.name}" promises nothing: its clock starts when "{start}" is done'
        message += f', and "{goal}", which keeps it, {"is that" if start == goal else "comes before that"}'
        related = [Related(f'"{name}" is here', ("steps", name)) for name in dict.fromkeys((start, goal))]
        hint = f'count it from "seen", or from a step before "{goal}"'
        yield error(RULE, ("promises", promise.name, "from"), message, hint, related)
