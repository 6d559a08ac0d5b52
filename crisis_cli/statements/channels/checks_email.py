"""A subject that is no single line, or that no phone shows whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.statements.channels.counting import platform_name
from crisis_cli.statements.channels.email import SUBJECT_LONG, subject_of
from crisis_cli.statements.written import Written

_LINE_END = re.compile(r"[\r\n\u0085\u2028\u2029]+")
_HEADER = re.compile(
    r"(?:\r\n|\r|\n)(?=[!-9;-~]+:[ \t]*\S*@|(?:b?cc|to|reply-to|from|content-type):)", re.IGNORECASE
)


def subjects(written: Written, channel: str) -> Iterator[Finding]:
    """For the channel `email-subject`, and for a mail that begins with `Subject: ...`."""
    name, text = platform_name(channel), written.text
    if name == "email-subject":
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        broken = _LINE_END.search(text, start, end)
    elif name == "email" and (found := subject_of(text)):
        start, end = found
        broken = _HEADER.match(text, end)
    else:
        return
    if broken:
        message = (
            "the subject goes on in a second line; a mail program takes that for another address or a command"
        )
        hint = "one line for the subject, then an empty line, then the text"
        place = written.place(broken.start(), max(broken.end(), end))
        yield Finding("subject-break", Severity.ERROR, message, hint, place=place)
    elif end - start > SUBJECT_LONG:
        message = f"the subject has {end - start} characters; a phone shows about {SUBJECT_LONG}"
        hint = "say in the first words what happened and to whom"
        place = written.place(start + SUBJECT_LONG, end)
        yield Finding("long-subject", Severity.HINT, message, hint, place=place)
