"""The lines above the wordings of a text: what is no heading, leads nowhere, or stands there twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator

from crisis_cli.domain.findings import Finding, Place, Related, Severity
from crisis_cli.domain.headings import Heading, headings, lines_like_headings, titled
from crisis_cli.domain.nearest import nearest
from crisis_cli.domain.variants import Variant, variants
from crisis_cli.statements.channels.counting import PLATFORMS, channel_name, platform_name
from crisis_cli.statements.written import Written

MOST_WORDINGS = 40
"""More than any statement has: a choice, so that a text of headings alone costs no minute."""

_MOST_SHOWN = 20
_RULE = "wording-heading"


def check_headings(written: Written, channels: Collection[str] = (), language: str = "") -> Iterator[Finding]:
    """Findings in the whole text, in writing order. `channels`: all that the statement has, none outside of a
    run; `language`: of a heading that says none."""
    above = list(headings(written.text))
    for start, end in list(lines_like_headings(written.text))[:_MOST_SHOWN]:
        yield _no_heading(written, start, end, channels)
    for heading in above[:_MOST_SHOWN]:
        yield from _nowhere(written, heading, channels)
    yield from _twice(written, above, language)
    if len(above) > MOST_WORDINGS:
        place = _place(written, above[MOST_WORDINGS])
        message = f"this text has {len(above):,} wordings; the first {MOST_WORDINGS} are looked at"
        hint = "let one wording go to several channels: === x, website · en ==="
        yield Finding(_RULE, Severity.ERROR, message, hint, place=place)


def _no_heading(written: Written, start: int, end: int, channels: Collection[str]) -> Finding:
    line = written.text[start:end]
    named = " ".join(line.split())
    message = f'"{named[:60]}" looks like the line above a wording and is none, so it would go out as it stands'
    hint = f"write it like this, alone on its line: === {_meant(line, channels)} ==="
    indent = len(line) - len(line.lstrip())
    return Finding(
        _RULE, Severity.ERROR, message, hint, place=written.place(start + indent, start + len(line.rstrip()))
    )


def _meant(line: str, channels: Collection[str]) -> str:
    """What stood between the `===`, as far as that can be told."""
    words = re.findall(r"[A-Za-z][\w-]*", line[:200])
    known = [*channels] or [*PLATFORMS]
    where = [name for word in words if (name := channel_name(word)) in known or word.lower() in known]
    said = [word.lower() for word in words if word.lower() in ("en", "fr")]
    thread = any(word.lower() == "thread" for word in words)
    return titled(tuple(dict.fromkeys(where)) or (next(iter(known)),), next(iter(said), "en"), thread)


def _nowhere(written: Written, heading: Heading, channels: Collection[str]) -> Iterator[Finding]:
    """Channels that the statement does not have; outside of a run those that are known by another name, and, as
    a team may have any, a word about those that nobody knows."""
    for channel in heading.channels[:_MOST_SHOWN]:
        if channel in channels or (not channels and _is_known(channel)):
            continue
        meant = channel_name(channel)
        meant = meant if meant in (channels or PLATFORMS) else nearest(channel, channels or PLATFORMS)
        severity = Severity.ERROR if channels or meant else Severity.WARNING
        if channels:
            message = f'this statement has no channel "{channel}": what stands below goes nowhere'
            hint = f"its channels: {', '.join(channels)}"
        else:
            message = f'nobody here knows a channel "{channel}": its length is not checked'
            hint = f"--limit {channel}=NUMBER says how much it takes; known are: {', '.join(PLATFORMS)}"
        if meant:
            where = tuple(meant if one == channel else one for one in heading.channels)
            hint = f"did you mean this? === {titled(where, heading.language, heading.thread)} ==="
        yield Finding(_RULE, severity, message, hint, place=_place(written, heading))


def _is_known(channel: str) -> bool:
    """By the name that we use ourselves, or one that begins with it."""
    return channel == channel_name(channel) and platform_name(channel) in PLATFORMS


def _twice(written: Written, above: list[Heading], language: str) -> Iterator[Finding]:
    """Two wordings for one channel in one language, both of which would go out."""
    first: dict[tuple[str, str], Variant] = {}
    for part in variants(written.text)[: MOST_WORDINGS + 1]:
        keys = [(channel, part.language or language) for channel in part.channels or ("",)]
        other = next((first[key] for key in keys if key in first), None)
        first |= {key: part for key in keys if key not in first}
        if other is not None:
            message = f'a second wording for "{part.title}": both would go out'
            related = (Related("the first one", place=_above(written, above, other)),)
            place = _above(written, above, part)
            yield Finding(_RULE, Severity.ERROR, message, "keep one of the two", place=place, related=related)


def _above(written: Written, headings: list[Heading], part: Variant) -> Place:
    """The line above a wording, else its first character."""
    before = bisect_right(headings, part.start, key=lambda one: one.end) - 1
    return _place(written, headings[before]) if before >= 0 else written.place(part.start, part.start + 1)


def _place(written: Written, heading: Heading) -> Place:
    line = written.text[heading.start : heading.end]
    return written.place(heading.start + len(line) - len(line.lstrip()), heading.start + len(line.rstrip()))
