"""Links that nobody meant, and links that run into the words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.statements.channels.as_sent import as_sent
from crisis_cli.statements.channels.counting import platform
from crisis_cli.statements.channels.links import links
from crisis_cli.statements.channels.x import LINK
from crisis_cli.statements.written import Written

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_MAY_STAND_BEFORE = re.compile(r"[\s(\[{<\"'«“‘„]")
_AFTER = re.compile(r"[.,;:!?)\]}>\"'»”’…]*(?=\s|$)")
"""What closes a sentence or a bracket, up to the next space: no counter takes it for part of the link."""


def glued_and_bare(written: Written, channel: str) -> Iterator[Finding]:
    """On the channels that make links of what looks like one."""
    how = platform(channel)
    if not how.links:
        return
    sent = as_sent(written.text)
    text = sent.text
    found = links(text)
    ends = {link.start: link.end for link in found}
    position = 0
    for scheme in _SCHEME.finditer(text):
        start = scheme.start()
        if start < position:
            continue  # an address within the address of another link
        position = end = ends.get(start, scheme.end())
        before = start == 0 or _MAY_STAND_BEFORE.match(text, start - 1)
        typed = sent.typed(start), sent.typed(end)
        if (before and (start not in ends or _AFTER.match(text, end))) or written.is_in_a_gap(*typed):
            continue
        side = "behind" if before else "before"
        message = f'the link "{_short(text[start:end])}" has no space {side} it: counters disagree where it is'
        hint = f"put a space {side} it, or {how.title} may link too much, too little or not at all"
        yield Finding("glued-link", Severity.WARNING, message, hint, place=written.place(*typed))
    for link in found:
        typed = sent.typed(link.start), sent.typed(link.end)
        if link.bare and how.name == "x" and not written.is_in_a_gap(*typed):
            word = _short(text[link.start : link.end])
            message = f'X makes a link of "{word}" and counts it as {LINK} characters'
            hint = "write https:// in front if a link is meant; if not, put a space behind the full stop"
            yield Finding("bare-domain", Severity.WARNING, message, hint, place=written.place(*typed))


def _short(word: str) -> str:
    return word if len(word) <= 60 else word[:57] + "..."
