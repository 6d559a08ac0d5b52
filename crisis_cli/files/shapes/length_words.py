"""Lengths of time that were nearly written right, and what to write: `20 min`, `1w`, `1h30`, `18:00`."""

from __future__ import annotations

import re

from crisis_cli.files.parsing.report import quoted

_UNITS = {
    "d": ("d", "day", "days", "j", "jour", "jours"),
    "h": ("h", "hr", "hrs", "hour", "hours", "heure", "heures"),
    "m": ("m", "mn", "min", "mins", "minute", "minutes"),
    "s": ("s", "sec", "secs", "second", "seconds", "seconde", "secondes"),
    "w": ("w", "week", "weeks", "wk", "sem", "semaine", "semaines"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_PART = re.compile(r"(\d{1,5})\s*([a-z]+)\.?\s*(?:and|et|,)?\s*")
_ORDER = "dhms"


def no_length(text: str) -> tuple[str, str, str]:
    """What is wrong with it, what to do, and the length that was surely meant (else nothing)."""
    if re.fullmatch(r"\d+", text):
        return f'"{text}" has no unit', f"write {text}m for minutes or {text}s for seconds", ""
    if re.fullmatch(r"\d+:\d+(?::\d+)?", text):
        message = f'"{text}" is a time of the clock, and here stands how long something may take'
        hint = "write how long, such as 20m or 2h; it counts from the first sighting, or from when the step opens"
        return message, hint, ""
    meant = _meant(text)
    if meant and meant == text.strip():
        return f"there is a space beside {meant}", f"write {meant}", meant
    message = f"{quoted(text)} is not a duration"
    return message, f"write {meant}" if meant else "write it like 90s, 5m, 1h30m or 2d", meant


def _meant(text: str) -> str:
    said = text.strip()
    if re.search(r"\dM", said):
        return ""  # minutes, or months
    said = re.sub(r"(?<=\d[hH])\s*(\d{1,2})$", r"\1m", said).lower()
    parts = _PART.findall(said)
    if not parts or _PART.sub("", said):
        return ""
    found: dict[str, int] = {}
    for count, word in parts:
        unit, times = _UNIT_OF.get(word, ""), 1
        if unit == "w":
            unit, times = "d", 7
        if not unit or unit in found or any(_ORDER.index(other) > _ORDER.index(unit) for other in found):
            return ""
        found[unit] = int(count) * times
    return "".join(f"{count}{unit}" for unit, count in found.items()) if found.get("d", 0) < 10_000 else ""
