"""Plain values that a YAML program takes for something else: `12:30` is 750, `on` is true, `010` is 8."""

from __future__ import annotations

import re

_WORDS = {
    **dict.fromkeys(("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y"), "true"),
    **dict.fromkeys(("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N"), "false"),
    **dict.fromkeys(("null", "Null", "NULL", "~"), "nothing at all"),
    "<<": "an order to mix in another part",
    "=": "an order for a default value",
}
LONGEST_WORD = max(map(len, _WORDS))
UNLIKE_TEXT = frozenset("+-.0123456789")
"""Longer text that starts with none of these is text to everybody, so callers with much of it need not ask."""
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt ].*)?")
_CLOCK = re.compile(r"[-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?")
_OCTAL = re.compile(r"[-+]?0[0-7_]+")
_INTEGER = re.compile(r"[-+]?[\d_]+")
_NUMBER = re.compile(
    r"[-+]?(?:0x[\da-fA-F_]+|0b[01_]+|0o[0-7]+|(?:\d[\d_]*)?\.[\d_]+(?:[eE][-+]?\d+)?|\d[\d_]*\.(?:[eE][-+]?\d+)?"
    r"|\d[\d_]*[eE][-+]?\d+|\.(?:inf|Inf|INF|nan|NaN|NAN))"
)


def misread(raw: str) -> str:
    """What some YAML program takes this plain (unquoted) text for, in words; nothing when all read text."""
    if raw in _WORDS:
        return _WORDS[raw]
    if not raw or raw[0] not in UNLIKE_TEXT or len(raw) > 64:
        return ""
    if _CLOCK.fullmatch(raw):
        return f"the number {_sixties(raw)}{_sum(raw)}"
    if _DATE.fullmatch(raw):
        return "a date"
    if _INTEGER.fullmatch(raw) and raw.strip("+-_"):
        return _integer(raw)
    return "a number" if _NUMBER.fullmatch(raw) else ""


def _integer(raw: str) -> str:
    digits = raw.replace("_", "")
    if _OCTAL.fullmatch(raw):
        return f"the number {int(digits, 8)}"
    if raw.startswith("+"):
        return f"the number {int(digits)} (the plus is lost)"
    return f"the number {int(digits)}"


def _sum(raw: str) -> str:
    parts = raw.lstrip("+-").split(":")
    return f" ({int(parts[0])} times 60, and {int(parts[1])})" if len(parts) == 2 and "." not in raw else ""


def _sixties(raw: str) -> str:
    total = 0.0
    for part in raw.lstrip("+-").split(":"):
        total = total * 60 + float(part)
    return f"{'-' if raw[0] == '-' else ''}{total:g}" if total < 1e6 else "that counts in sixties"
