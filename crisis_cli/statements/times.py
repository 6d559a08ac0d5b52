"""Clock times as English and French texts write them; lengths of time are none."""

from __future__ import annotations

import re

from crisis_cli.statements.meaning import Meaning, Reader


def _twelve_hours(found: re.Match[str]) -> Meaning | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not 1 <= hour <= 12:
        return None
    return _of(hour % 12 + (12 if found["half"] == "p" else 0), minute)


def _clock(found: re.Match[str]) -> Meaning | None:
    hour = int(found["hour"])
    # "2:05" may be said of the afternoon; "02:05" is not.
    return _of(hour, int(found["minute"]), either=found["hour"][0] != "0" and hour < 12)


def _hours(found: re.Match[str]) -> Meaning | None:
    before = found.string[max(0, found.start() - 24) : found.start()]
    if _LENGTH.search(before):
        return None
    if found["minute"] is None and not (_FROM if found["sign"] == "h" else _AT).search(before):
        return None
    return _of(int(found["hour"]), int(found["minute"] or 0))


def _named(found: re.Match[str]) -> Meaning | None:
    return _of(0 if found[0].endswith(("midnight", "minuit")) else 12, 0)


def _of(hour: int, minute: int, either: bool = False) -> Meaning | None:
    hour = 0 if (hour, minute) == (24, 0) else hour
    if hour > 23 or minute > 59:
        return None
    moments = {f"t:{hour:02}:{minute:02}"} | ({f"t:{hour + 12:02}:{minute:02}"} if either else set())
    return Meaning("time", frozenset(moments), frozenset(moments))


_LENGTH = re.compile(
    r"(?:pendant|durant|dans|sous|il y a|en|toutes|chaque|retard d[e']|attente d[e']|plus d[e']|moins d[e']"
    r"|environ|près d[e']|durée d[e'])(?: les)? ?$"
)
"""What stands before a length of time."""

_AT = re.compile(r"(?<!\w)(?:à|vers|dès|avant|jusqu'à|entre|heures? et) $")
_FROM = re.compile(r"(?<!\w)(?:à|vers|dès|avant|après|depuis|jusqu'à|entre|d'ici(?: à)?|plus tard|de|et|ou|:|,) $")
"""What stands before `14 heures`, and before `14 h`, when it is a time of day."""

_HOUR = r"(?<![\w.,:/])(?P<hour>\d{1,2})"
_MINUTE = r"(?:[:.](?P<minute>[0-5]\d))?"
_NOON = r"(?:12 )?(?:noon|midday|midnight)|minuit|(?:(?<=à )|(?<=vers )|(?<=avant )|(?<=dès )|(?<=après ))midi"

TIMES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (
            rf"{_HOUR}{_MINUTE}(?= ?(?:-|to|and|until) ?\d{{1,2}}(?:[:.]\d\d)? ?(?P<half>[ap])\.?m(?!\w))",
            _twelve_hours,
        ),
        (rf"{_HOUR}{_MINUTE} ?(?P<half>[ap])\.? ?m(?!\w)", _twelve_hours),
        (rf"{_HOUR}:(?P<minute>\d\d)(?::\d\d(?:\.\d{{1,6}})?)?z?(?!\w)", _clock),
        (
            r"(?<!\w)(?:at|by|until|from|before|after|since) (?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)"
            r"(?![\w%]|\.\d| ?%| (?:per|mill|bill))",
            _clock,
        ),
        (
            rf"{_HOUR} ?(?P<sign>h|heures?)(?: ?(?P<minute>[0-5]\d)(?![\w.,]\d|\w))?(?!\w| ?/| sur | d'| de )",
            _hours,
        ),
        (rf"(?<![\w-])(?:{_NOON})(?![\w-])", _named),
    )
)
"""By the half of the day, by the clock, by hours, and in words."""
