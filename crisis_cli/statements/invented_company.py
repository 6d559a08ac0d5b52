"""A real text in the name of a company that does not exist, because its playbook came with the program."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.statements.written import Written


def speaks_for_nobody(written: Written, invented: str) -> Iterator[Finding]:
    """At most one finding: where the invented name stands first; none where `invented` is empty."""
    found = re.search(rf"(?<!\w){re.escape(invented)}(?!\w)", written.text, re.IGNORECASE) if invented else None
    if found is not None:
        message = f"{invented} does not exist: it is the company of the playbook that came with the program"
        hint = "write your own name; a playbook of your own says it: crisis new playbook NAME, then company:"
        yield Finding("invented-company", Severity.ERROR, message, hint, place=written.place(*found.span()))
