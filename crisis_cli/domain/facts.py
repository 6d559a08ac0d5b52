"""A fact's value by the type that the playbook gives it: as somebody types it, and as a text says it."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, tzinfo

from crisis_cli.domain.conditions import Value
from crisis_cli.domain.playbook import FactSpec, FactType
from crisis_cli.domain.timing import clock_time, iso, parse_moment

_YES = {"yes", "y", "true", "oui", "o", "1"}
_NO = {"no", "n", "false", "non", "0"}


def read_value(spec: FactSpec, text: str, *, at: datetime, zone: tzinfo) -> Value:
    """The value typed for a fact; a time becomes its UTC text. Raises ValueError saying what was expected."""
    said = text.strip()
    if spec.type is FactType.BOOLEAN:
        if said.lower() in _YES | _NO:
            return said.lower() in _YES
        raise ValueError(f'"{said}" is neither yes nor no: {spec.ask}')
    if spec.type is FactType.INTEGER:
        digits = said.replace(" ", "").replace("\u202f", "").replace("_", "")
        if digits.removeprefix("-").isdecimal() and len(digits) < 16:
            return int(digits)
        raise ValueError(f'"{said}" is not a whole number: {spec.ask}')
    if spec.type is FactType.TIME:
        return iso(parse_moment(said, at=at, zone=zone))
    if spec.type is FactType.CHOICE and said not in spec.choices:
        raise ValueError(f'"{said}" is not one of {", ".join(spec.choices)}: {spec.ask}')
    if not _is_visible(said):
        raise ValueError(f"Nothing was said: {spec.ask}")
    if line := next(filter(_is_structure, said.splitlines()), ""):
        raise ValueError(
            f'The line "{line.strip()}" would steer the text that it stands in; a fact is only words: {spec.ask}'
        )
    return said


_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing."""


def _is_visible(text: str) -> bool:
    """Whether there is anything to see: no spaces, controls, or marks without a letter to stand on."""
    return any(unicodedata.category(sign)[0] not in "CMZ" and sign not in _BLANK for sign in text)


_STRUCTURE = re.compile(r"==|--+$|\[legal\]")
"""How a line of a statement's text begins, or reads, that is no words: whom those below are for, where a post of a
thread ends, that the law asks for it."""


def _is_structure(line: str) -> bool:
    """Whether it is, or looks as if it were: in other letters of the same look, or behind what nobody sees."""
    plain = (sign for sign in unicodedata.normalize("NFKD", line.casefold()) if _is_visible(sign))
    return _STRUCTURE.match("".join(plain)) is not None


def value_in_words(spec: FactSpec, value: Value, zone: tzinfo) -> str:
    """How a text says it where that is not the bare value: a choice in its words, a time by the local clock; else
    empty."""
    if spec.type is FactType.CHOICE:
        return spec.choices.get(str(value), "")
    return clock_time(datetime.fromisoformat(str(value)), zone) if spec.type is FactType.TIME else ""
