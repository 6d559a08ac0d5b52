"""Everything that can be wrong with a text on its channel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from crisis_cli.domain.findings import Finding
from crisis_cli.statements.channels.checks_email import subjects
from crisis_cli.statements.channels.checks_length import lengths
from crisis_cli.statements.channels.checks_links import glued_and_bare
from crisis_cli.statements.channels.checks_sms import letters_and_parts
from crisis_cli.statements.channels.invisible import invisible_characters
from crisis_cli.statements.written import Written


def check_channel(
    written: Written, channel: str, limits: Mapping[str, int] | None = None, in_thread: bool = False
) -> Iterator[Finding]:
    """What the channel refuses, does to the text, or counts in a way that surprises. `limits`: by name of the
    channel, what a server or a paid account allows; `in_thread`: the text is a post of a thread."""
    return chain(
        invisible_characters(written),
        lengths(written, channel, limits, in_thread),
        glued_and_bare(written, channel),
        letters_and_parts(written, channel),
        subjects(written, channel),
    )
