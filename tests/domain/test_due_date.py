"""By when something is to be done, weeks from now."""

from __future__ import annotations

from datetime import date

import pytest

from crisis_cli.domain.due_date import due_date

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", ""),
        ("2026-12-15", "2026-12-15"),
        (" 2026-12-15T17:00 ", "2026-12-15T17:00"),
        ("Friday", "2026-11-27"),
        ("sunday", "2026-11-29"),
        ("today", "2026-11-22"),
        ("tomorrow", "2026-11-23"),
        ("in 14d", "2026-12-06"),
        ("in 14 d", "2026-12-06"),
    ],
)
def test_a_day_is_typed_as_people_say_it(typed: str, meant: str) -> None:
    assert due_date(typed, SUNDAY) == meant


@pytest.mark.parametrize("typed", ["soon", "in a while", "2026-13-40", "in 999999999d", "15.12."])
def test_what_is_no_day_is_refused_with_what_would_be(typed: str) -> None:
    with pytest.raises(ValueError, match="is no date: write 2026-12-15"):
        due_date(typed, SUNDAY)
