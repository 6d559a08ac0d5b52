"""A playbook that should have been looked at again by now."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, warning

RULE = "review-past"


def check(subject: Subject) -> Iterator[Finding]:
    day = subject.playbook.review_by
    if day is not None and day < subject.today:
        ago = (subject.today - day).days
        message = f"this playbook was to be looked at again by {day}, {ago} day{'' if ago == 1 else 's'} ago"
        hint = "go through it with those it names, run it as a drill, then write the next date"
        yield warning(RULE, ("review_by",), message, hint)
