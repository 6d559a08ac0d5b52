"""A fact's value as somebody types it, read by the type that the playbook gives it."""

from __future__ import annotations

from datetime import datetime, tzinfo

from crisis_cli.domain.conditions import Value
from crisis_cli.domain.playbook import FactSpec, FactType
from crisis_cli.domain.timing import iso, parse_moment

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
    if not said:
        raise ValueError(f"Nothing was said: {spec.ask}")
    return said
