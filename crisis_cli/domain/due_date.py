"""By when something is to be done, weeks from now: a day, as a person types it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from crisis_cli.domain.timing import parse_duration

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def due_date(text: str, today: date) -> str:
    """`2026-12-15`, `2026-12-15T17:00` and nothing as they are; `Friday` (the next one after today), `today`,
    `tomorrow` and `in 14d` as the day that is meant. Raises ValueError saying what was expected."""
    said = text.strip().lower()
    if said in ("today", "tomorrow"):
        return (today + timedelta(days=("today", "tomorrow").index(said))).isoformat()
    if said in _WEEKDAYS:
        return (today + timedelta(days=(_WEEKDAYS.index(said) - today.weekday() - 1) % 7 + 1)).isoformat()
    try:
        if said.startswith("in "):
            return (today + parse_duration(said.removeprefix("in ").replace(" ", ""))).isoformat()
        if said:
            datetime.fromisoformat(text.strip())
    except (ValueError, OverflowError):
        raise ValueError(
            f'"{text.strip()}" is no date: write 2026-12-15, 2026-12-15T17:00, Friday or "in 14d"'
        ) from None
    return text.strip()
