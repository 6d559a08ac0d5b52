"""Durations and moments as people write and read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_cli.domain.timing import (
    clock_or_day,
    clock_time,
    iso,
    left_or_late,
    parse_duration,
    parse_moment,
    show_duration,
    spoken,
)

AT = datetime(2026, 11, 22, 2, 5, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("5m", 300), ("1h30m", 5400), ("2d", 172_800), ("1d2h3m4s", 93_784), ("0s", 0)],
)
def test_a_duration_is_read_with_its_units(text: str, seconds: int) -> None:
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5", "no unit: write 5m for minutes or 5s for seconds"),
        ("12:30", "is read as the number 750 by YAML: write a unit, such as 12m or 12h"),
        ("", "is not a duration"),
        ("5 m", "is not a duration"),
        ("m5", "is not a duration"),
        ("30m1h", "is not a duration"),
        ("-5m", "is not a duration"),
        ("99999d", "is not a duration"),
    ],
)
def test_what_is_no_duration_is_refused_with_a_sentence_that_says_why(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_duration(text)


@given(st.integers(0, 10**9))
def test_a_duration_shown_is_the_duration_read(seconds: int) -> None:
    length = timedelta(seconds=seconds)
    if seconds < 9_999 * 86_400:
        assert parse_duration(show_duration(length)) == length


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-5, "0 s"), (59, "59 s"), (60, "1 min"), (239, "3 min"), (7_980, "2 h 13"), (273_600, "3 d 4 h")],
)
def test_a_length_is_spoken_rounded_down(seconds: int, said: str) -> None:
    assert spoken(timedelta(seconds=seconds)) == said


def test_time_left_and_lateness_read_alike() -> None:
    assert left_or_late(AT + timedelta(seconds=299), AT) == "4 min left"
    assert left_or_late(AT - timedelta(minutes=3), AT) == "3 min late"
    assert left_or_late(AT, AT) == "0 s late"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("now", AT),
        ("", AT),
        ("3 min ago", AT - timedelta(minutes=3)),
        ("1 h 20 min ago", AT - timedelta(minutes=80)),
        ("1 hour and 5 minutes ago", AT - timedelta(minutes=65)),
        ("in 20 min", AT + timedelta(minutes=20)),
        ("03:00", AT - timedelta(minutes=5)),
        ("3h10", AT + timedelta(minutes=5)),
        ("23:50", AT - timedelta(hours=3, minutes=15)),
        ("15:04", AT + timedelta(hours=11, minutes=59)),
        ("2026-11-22T03:05", AT),
        ("2026-11-22T02:05Z", AT),
        ("2026-11-22 04:05+02:00", AT),
    ],
)
def test_a_moment_is_read_as_people_write_it_local_and_nearest(text: str, moment: datetime) -> None:
    assert parse_moment(text, at=AT, zone=BERLIN) == moment


@pytest.mark.parametrize(
    "text",
    [
        *("soon", "5 ago", "25:00", "12:60", "tomorrow", "in a while", "\x1b[31m"),
        *("0001-01-01T00:00+14:00", "1999-01-01T00:00", "999999 days ago", "in 400 days"),
    ],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected|is not a time|hours go to 23"):
        parse_moment(text, at=AT, zone=BERLIN)


def test_the_stored_form_sorts_as_time_does() -> None:
    moments = [AT, AT + timedelta(microseconds=1), AT.astimezone(BERLIN) + timedelta(hours=1)]
    assert [iso(moment) for moment in moments] == sorted(iso(moment) for moment in moments)
    assert iso(AT) == "2026-11-22T02:05:00.000000Z"


@pytest.mark.parametrize(
    ("ahead", "shown"),
    [
        (timedelta(), "03:05"),
        (timedelta(hours=23, minutes=59), "03:04"),
        (timedelta(days=1), "Mon 23 Nov 03:05"),
        (timedelta(days=3), "Wed 25 Nov 03:05"),
        (timedelta(days=40), "Fri 1 Jan 03:05"),
        (timedelta(days=-2), "Fri 20 Nov 03:05"),
    ],
)
def test_a_moment_of_another_day_says_which(ahead: timedelta, shown: str) -> None:
    assert clock_or_day(AT + ahead, AT, BERLIN) == shown


def test_a_clock_time_is_local() -> None:
    assert (clock_time(AT, BERLIN), clock_time(AT, UTC, seconds=True)) == ("03:05", "02:05:00")
