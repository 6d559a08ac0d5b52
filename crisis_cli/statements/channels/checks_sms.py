"""An SMS that holds half as much because of one letter, and one that takes too many messages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.statements.channels.as_sent import as_sent
from crisis_cli.statements.channels.counting import platform_name
from crisis_cli.statements.channels.graphemes import clusters
from crisis_cli.statements.channels.gsm import plain
from crisis_cli.statements.channels.sms import GSM_ONE, UCS_ONE, outside_gsm, sms_parts
from crisis_cli.statements.written import Written

PARTS = 2
"""Beyond so many parts they arrive apart, out of order or not at all (Twilio advises to stay within 320
characters, which is three parts in plain letters at most)."""


def letters_and_parts(written: Written, channel: str) -> Iterator[Finding]:
    """For the channel `sms` only."""
    if platform_name(channel) != "sms":
        return
    sent = as_sent(written.text)
    parts = sms_parts(sent.text)
    odd = _odd(sent.text)
    if odd:
        start, first = odd[0]
        others = list(dict.fromkeys(cluster for _, cluster in odd if cluster != first))
        place = written.place(sent.typed(start), sent.typed(start + len(first)))
        line, column = place.line, place.column
        message = (
            f"{_named(first)} at line {line}, column {column} is no letter of a plain SMS: it makes a message "
            f"hold {UCS_ONE} characters, not {GSM_ONE}, and the text takes {_messages(len(parts))}"
        )
        yield Finding("unicode-sms", Severity.WARNING, message, _instead(first, others), place=place)
    if len(parts) > PARTS:
        message = f"the text takes {_messages(len(parts))}: each is paid for, and they may arrive apart"
        hint = f"shorten it to {PARTS}: who must do what, where to read more"
        start = sum(map(len, parts[:PARTS]))
        place = written.place(sent.typed(start), sent.typed(len(sent.text)))
        yield Finding("too-many-parts", Severity.WARNING, message, hint, place=place)


def _odd(text: str) -> list[tuple[int, str]]:
    """What a plain SMS does not have, as a reader sees it, with its place."""
    if next(outside_gsm(text), None) is None:
        return []
    whole = clusters(text)
    starts = accumulate(map(len, whole[:-1]), initial=0)
    return [pair for pair in zip(starts, whole, strict=True) if next(outside_gsm(pair[1]), None) is not None]


def _messages(number: int) -> str:
    return "1 message" if number == 1 else f"{number} messages"


def _named(cluster: str) -> str:
    if cluster.isspace():
        return f"{unicodedata.name(cluster[0], 'a space').lower()} (U+{ord(cluster[0]):04X})"
    return f'"{cluster[:16]}"'


def _instead(first: str, others: list[str]) -> str:
    """What would be plain, for the first character and for the rest of them."""
    letter = plain(first) if len(first) == 1 else ""
    shown = "a plain space" if letter == " " else letter
    hint = f"write {shown} for it" if letter else "leave it out"
    rest = [_plainly(one) for one in others if not one.isspace()]
    if rest:
        hint += f"; then also {', '.join(rest[:12])}{', ...' if len(rest) > 12 else ''}"
    return hint


def _plainly(cluster: str) -> str:
    letter = plain(cluster) if len(cluster) == 1 else ""
    return f"{cluster} as {letter}" if letter else cluster
