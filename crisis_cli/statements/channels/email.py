"""E-mail: a body that nothing limits, and a subject that is one line."""

from __future__ import annotations

import re

from crisis_cli.statements.channels.platform import Platform, by_character

SUBJECT_LONG = 60
"""About what a phone shows of a subject; advice, not a limit: RFC 5322, 2.1.1 lets a line have 998 characters,
and a longer one is folded."""

EMAIL = Platform("email", "E-mail", None, "characters", by_character)
SUBJECT = Platform("email-subject", "An e-mail's subject", None, "characters", by_character)

_SUBJECT_LINE = re.compile(r"\s*(?:subject|objet)[ \u00a0\u202f]?:[ \t\u00a0\u202f]*([^\r\n]*)", re.IGNORECASE)


def subject_of(text: str) -> tuple[int, int] | None:
    """Start and end of the subject of a mail whose first line is `Subject: …` (or `Objet : …`), else None."""
    found = _SUBJECT_LINE.match(text)
    return found.span(1) if found else None
