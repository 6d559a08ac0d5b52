"""Dates as English and French texts write them."""

from __future__ import annotations

import re

from crisis_cli.statements.meaning import Meaning, Reader

_NAMES = (
    "january janvier jan janv",
    "february février fevrier feb févr fév",
    "march mars mar",
    "april avril apr avr",
    "may mai",
    "june juin jun",
    "july juillet jul juil",
    "august août aout aug",
    "september septembre sep sept",
    "october octobre oct",
    "november novembre nov",
    "december décembre decembre dec déc",
)
_MONTHS = {name: month for month, names in enumerate(_NAMES, 1) for name in names.split()}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MONTH = rf"(?P<month>{_NAME})(?!\w)(?!(?<=may) (?:be|have|not|need|also|still|well|feel|get|take|come)\b)"
_TH = r"(?:st|nd|rd|th|er)?"
_DAY = rf"(?<![\w.,:/])(?P<day>\d{{1,2}}){_TH}"
_YEAR = r"(?:,? (?P<year>(?:19|20)\d\d)(?!\w))?"

_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday lundi",
            "tuesday mardi",
            "wednesday mercredi",
            "thursday jeudi",
            "friday vendredi",
            "saturday samedi",
            "sunday dimanche",
        )
    )
    for name in names.split()
}

MONTHS_AND_DAYS = frozenset(_MONTHS) | frozenset(_WEEKDAYS)


def _date(found: re.Match[str]) -> Meaning | None:
    parts = found.groupdict()
    month = parts["month"]
    number = int(month) if month.isdecimal() else _MONTHS[month]
    return _of(parts["year"], [(number, int(parts["day"]))])


def _figures(found: re.Match[str]) -> Meaning | None:
    """`3/5`: the third of May in French and in most English, the fifth of March in American."""
    first, second = int(found["day"]), int(found["month"])
    year = found["year"]
    return _of(f"20{year}" if year and len(year) == 2 else year, [(second, first), (first, second)])


def _of(year: str | None, days: list[tuple[int, int]]) -> Meaning | None:
    days = [(month, day) for month, day in days if 1 <= month <= 12 and 1 <= day <= 31]
    if not days:
        return None
    short = {f"{month:02}-{day:02}" for month, day in days}
    if not year:
        return Meaning("date", _keys(short), _keys(short | {f"*-{one}" for one in short}))
    # A date without a year backs one with any; a date with its year backs none with another.
    exact = {f"{int(year)}-{one}" for one in short}
    months = {f"{int(year)}-{month:02}" for month, _ in days}
    return Meaning("date", _keys(exact | {f"*-{one}" for one in short}), _keys(exact | short | months))


def _month(found: re.Match[str]) -> Meaning:
    keys = _keys({f"{int(found['year'])}-{_MONTHS[found['month']]:02}"})
    return Meaning("date", keys, keys)


def _weekday(found: re.Match[str]) -> Meaning:
    keys = frozenset({f"w:{_WEEKDAYS[found[0]]}"})
    return Meaning("weekday", keys, keys)


def _keys(dates: set[str]) -> frozenset[str]:
    return frozenset(f"d:{date}" for date in dates)


_FIRST_OF_TWO = (
    rf"{_DAY}(?= ?- ?\d{{1,2}}{_TH} {_MONTH}| (?:to|and|et|au|&) (?:le )?\d{{1,2}}{_TH} (?P<other>{_NAME})(?!\w))"
)


def _first_of_two(found: re.Match[str]) -> Meaning | None:
    """The `3` of `3-5 May` and of `du 3 au 5 mai`."""
    return _of(None, [(_MONTHS[found["month"] or found["other"]], int(found["day"]))])


DATES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?=t\d|[^\w-]|$)", _date),
        (_FIRST_OF_TWO, _first_of_two),
        (rf"{_DAY}(?: of)? {_MONTH}(?:\.(?= \d))?{_YEAR}", _date),
        (
            rf"(?<!\w)(?P<month>{_NAME})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"(?![\w:]|[.,]\d| ?[ap]\.?m\b){_YEAR}",
            _date,
        ),
        (rf"(?<!\w)(?P<month>{_NAME})\.? (?P<year>(?:19|20)\d\d)(?!\w)", _month),
        (
            r"(?<![\w.,:/])(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)?\d\d)(?![\w/])",
            _figures,
        ),
        (
            r"(?<!\w)(?:on|by|until|since|from|before|after|le|du|au|jusqu'au) "
            r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?P<year>)(?![\w/])",
            _figures,
        ),
        (rf"(?<!\w)(?:{'|'.join(_WEEKDAYS)})(?!\w)", _weekday),
    )
)
