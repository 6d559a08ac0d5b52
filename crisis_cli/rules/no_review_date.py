"""A playbook that nobody has to look at again."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, warning

RULE = "no-review-date"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    unreadable = "\nreview_by" in playbook.text  # a date that is wrong has its finding already
    if playbook.review_by is None and not unreadable:
        message = "nothing says by when somebody must look at this playbook again"
        yield warning(RULE, ("review_by",), message, "add review_by: and a date, half a year from now at most")
