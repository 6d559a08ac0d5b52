"""A playbook in a file of another name."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, warning

RULE = "file-name"


def check(subject: Subject) -> Iterator[Finding]:
    name = subject.playbook.id
    if subject.file_name and subject.file_name != name:
        message = f'the playbook "{name}" is in a file called "{subject.file_name}"'
        hint = f"crisis run looks for the name of the file: call it {name}.yaml"
        yield warning(RULE, ("playbook",), message, hint)
