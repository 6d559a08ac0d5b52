"""Too long for its channel, or so near that counters may disagree."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping

from crisis_cli.domain.findings import Finding, Place, Severity
from crisis_cli.statements.channels.as_sent import AsSent, as_sent
from crisis_cli.statements.channels.counted import Atom, Counted
from crisis_cli.statements.channels.counting import count, platform
from crisis_cli.statements.channels.links import links
from crisis_cli.statements.channels.platform import Platform
from crisis_cli.statements.thread import offered
from crisis_cli.statements.written import STDIN, Written

NEAR = 5
"""From so few characters under the limit on, a counter that is off by one emoji refuses the text."""

_DISPUTED = re.compile("[\u200d\ufe0e\ufe0f©®\u203c\u2049™\U0001f000-\U0001ffff]")
"""Emoji, above all joined ones, and signs that are an emoji to some counters."""


def lengths(
    written: Written, channel: str, limits: Mapping[str, int] | None, in_thread: bool = False
) -> Iterator[Finding]:
    """Over a limit of the channel, or near to it. `in_thread`: the text is a post of a thread already."""
    how, sent = platform(channel, limits), as_sent(written.text)
    counted = count(channel, written.text, limits)
    if counted.limit is not None:
        if counted.over:
            yield _over(written, sent, how, counted, _way_out(written, how, counted.over, limits, in_thread))
        elif counted.limit - counted.length <= NEAR and _is_disputed(sent.text, how):
            yield _near(written, sent, how, counted)
    for other in counted.others:
        if other.length > other.limit and other.unit == "links":
            yield _too_many_links(written, sent, how, other.limit, other.length)
        elif other.length > other.limit:
            place = _from(written, sent, _first_beyond(_in_bytes(sent.text), other.limit))
            said = f"{how.title} counts {other.length:,} bytes, {other.length - other.limit:,} too many"
            message = f"{said}: it takes {other.limit:,}, and an emoji or an accent is several"
            yield Finding("over-the-limit", Severity.ERROR, message, "shorten it from here on", place=place)


def _over(written: Written, sent: AsSent, how: Platform, counted: Counted, hint: str) -> Finding:
    limit = counted.limit or 0
    what = "bytes" if counted.unit == "bytes" else "characters"
    message = (
        f"{how.title} counts {counted.length:,} {what}, {counted.over:,} too many: it takes {limit:,}"
        f"{'' if how.exact else ', as far as is known'}; what stands from here on does not fit"
    )
    start = _first_beyond(how.atoms(sent.text), limit)
    return Finding("over-the-limit", Severity.ERROR, message, hint, place=_from(written, sent, start))


def _way_out(written: Written, how: Platform, over: int, limits: Mapping[str, int] | None, in_thread: bool) -> str:
    if in_thread:
        return f"shorten it by {over:,}, or move a sentence to another post of the thread"
    posts = offered(written.text, how.name, limits)
    if not posts:
        return f"shorten it by {over:,}"
    name = "-" if written.file == STDIN else written.file
    command = shlex.join(("crisis", "thread", name, "--channel", how.name))
    return f"shorten it by {over:,}, or let it go out as a thread of {len(posts)}: {command}"


def _near(written: Written, sent: AsSent, how: Platform, counted: Counted) -> Finding:
    spare = (counted.limit or 0) - counted.length
    why = (
        "the text holds emoji or a link, which some count differently"
        if how.exact
        else "it does not say how it counts"
    )
    message = (
        f"only {spare} left of the {counted.limit:,} that {how.title} takes, and counters may disagree: {why}"
    )
    hint = f"leave {NEAR + 1} or more free, so that no app refuses it at the last moment"
    place = _from(written, sent, max(0, len(sent.text) - 1))
    return Finding("near-the-limit", Severity.WARNING, message, hint, place=place)


def _is_disputed(text: str, how: Platform) -> bool:
    return not how.exact or _DISPUTED.search(text) is not None or (how.links and bool(links(text)))


def _too_many_links(written: Written, sent: AsSent, how: Platform, limit: int, number: int) -> Finding:
    seen: set[str] = set()
    place = None
    for link in links(sent.text):
        seen.add(sent.text[link.start : link.end])
        if len(seen) > limit:
            place = written.place(sent.typed(link.start), sent.typed(link.end))
            break
    message = (
        f"{number} different links, and {how.title} refuses a post with more than {limit}; this is one too many"
    )
    hint = "keep the one page that answers most, and put the others there"
    return Finding("too-many-links", Severity.ERROR, message, hint, place=place)


def _first_beyond(atoms: Iterable[Atom], limit: int) -> int:
    """Where the first stands that is beyond the limit."""
    spent = 0
    for atom in atoms:
        spent += atom.cost
        if spent > limit:
            return atom.start
    return 0


def _in_bytes(text: str) -> Iterator[Atom]:
    return (Atom(index, index + 1, len(one.encode("utf-8", "replace"))) for index, one in enumerate(text))


def _from(written: Written, sent: AsSent, start: int) -> Place:
    """From this character of the text as sent to its end, in the text as typed."""
    return written.place(sent.typed(start), sent.typed(len(sent.text)))
