"""SMS: 160 plain letters or 70 others, in parts, and the one letter that makes the difference."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from crisis_cli.statements.channels.counted import Atom, Counted
from crisis_cli.statements.channels.gsm import BASIC, EXTENDED
from crisis_cli.statements.channels.platform import Platform, by_utf16

GSM_ONE, GSM_PART = 160, 153
UCS_ONE, UCS_PART = 70, 67
"""3GPP TS 23.040: 140 bytes a message, six of them for the header of a part; 7 bits a letter, or 16."""

LIMIT = 1_600
"""twilio.com/docs/glossary/what-sms-character-limit: what a large gateway accepts; others take less. The same page
advises to stay within 320."""

GSM, UCS = "GSM-7", "UCS-2"


def outside_gsm(text: str) -> Iterator[int]:
    """The places of the characters that a plain SMS does not have; the first turns all of it to UCS-2."""
    return (index for index, one in enumerate(text) if one not in BASIC and one not in EXTENDED)


@lru_cache(maxsize=4)
def sms_parts(text: str) -> tuple[str, ...]:
    """The text as the messages that are sent. None ends within an escape, a surrogate pair or an emoji."""
    gsm = next(outside_gsm(text), None) is None
    one, part = (GSM_ONE, GSM_PART) if gsm else (UCS_ONE, UCS_PART)
    atoms = _atoms(text)
    if sum(atom.cost for atom in atoms) <= one:
        return (text,)
    parts: list[str] = []
    start = used = 0
    for atom in _no_longer_than(text, atoms, part):
        if used + atom.cost > part:
            parts.append(text[start : atom.start])
            start, used = atom.start, 0
        used += atom.cost
    return (*parts, text[start:])


@lru_cache(maxsize=4)  # counted, split and looked at in turn
def _atoms(text: str) -> tuple[Atom, ...]:
    """In plain letters where all are plain, else in 16-bit units, an emoji being as long as it is."""
    if next(outside_gsm(text), None) is None:
        return tuple(Atom(index, index + 1, 1 + (one in EXTENDED)) for index, one in enumerate(text))
    return tuple(by_utf16(text))


def _no_longer_than(text: str, atoms: tuple[Atom, ...], part: int) -> Iterator[Atom]:
    """A letter under a heap of marks may fill more than one part: then its characters go apart."""
    for atom in atoms:
        if atom.cost <= part:
            yield atom
        else:
            yield from (
                Atom(index, index + 1, 1 + (text[index] > "\uffff")) for index in range(atom.start, atom.end)
            )


def _parts(text: str, counted: Counted) -> Counted:
    gsm = next(outside_gsm(text), None) is None
    parts = len(sms_parts(text))
    one, part = (GSM_ONE, GSM_PART) if gsm else (UCS_ONE, UCS_PART)
    unit = "GSM-7 characters" if gsm else "UCS-2 units"
    holds = one if parts == 1 else part
    return counted._replace(unit=unit, parts=parts, encoding=GSM if gsm else UCS, part_limit=holds)


SMS = Platform("sms", "An SMS", LIMIT, "GSM-7 characters", _atoms, more=_parts)
