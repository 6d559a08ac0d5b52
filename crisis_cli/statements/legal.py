"""`[legal]` where it would go out: anywhere but in front of a line, or spelt in another way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.legal_marks import stray_marks
from crisis_cli.statements.written import Written

_MOST_SHOWN = 20


def check_legal_marks(written: Written) -> Iterator[Finding]:
    """An error for each mark in the whole text that does not stand where it is taken away."""
    for start, end in islice(stray_marks(written.text), _MOST_SHOWN):
        shown = written.text[start:end].strip()
        message = f'"{shown}" is no mark here, so it would go out, or leave a sign behind'
        hint = "write [legal] once, in front of the words of a line, and nothing before it"
        start += len(written.text[start:end]) - len(written.text[start:end].lstrip())
        yield Finding("legal-mark", Severity.ERROR, message, hint, place=written.place(start, start + len(shown)))
