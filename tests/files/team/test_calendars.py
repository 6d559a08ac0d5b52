"""A rotation that comes out of somebody's calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crisis_cli.domain.team import Person
from crisis_cli.errors import SurroundingsFailed, UsageError
from crisis_cli.files.team.calendars import read_shifts

PEOPLE = {"ana": Person("ana", "Ana Lemaire"), "ben": Person("ben", "Ben")}
START, END = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)


def entry(title: str, start: str, end: str, *more: str) -> str:
    lines = ("BEGIN:VEVENT", f"UID:{title}{start}", "DTSTAMP:20261101T000000Z", f"DTSTART{start}", f"DTEND{end}")
    return "\r\n".join((*lines, f"SUMMARY:{title}", *more, "END:VEVENT"))


def shifts(folder: Path, *entries: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    path = folder / "duty.ics"
    text = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *entries, "END:VCALENDAR", ""))
    path.write_text(text, encoding="utf-8")
    found, strangers = read_shifts(path, PEOPLE, "Europe/Berlin", start=START, end=END)
    return [(one.person, f"{one.start:%d %H:%M}", f"{one.end:%d %H:%M}") for one in found], strangers


def test_a_title_is_the_short_name_or_the_name_and_a_day_is_one_of_the_dutys_zone(tmp_path: Path) -> None:
    week = entry("Ana  lemaire", ";VALUE=DATE:20261102", ";VALUE=DATE:20261109")
    night = entry("BEN", ":20261103T180000Z", ":20261104T060000Z")
    assert shifts(tmp_path, night, week) == (
        [("ana", "01 23:00", "08 23:00"), ("ben", "03 18:00", "04 06:00")],
        [],
    )


def test_an_entry_that_comes_again_is_a_shift_each_time(tmp_path: Path) -> None:
    weekly = entry("ana", ";VALUE=DATE:20261031", ";VALUE=DATE:20261102", "RRULE:FREQ=WEEKLY;COUNT=3")
    found, _ = shifts(tmp_path, weekly)
    assert [start for _, start, _ in found] == ["30 23:00", "06 23:00", "13 23:00"]


def test_a_title_that_names_nobody_is_said(tmp_path: Path) -> None:
    assert shifts(tmp_path, entry("Bne", ":20261103T180000Z", ":20261104T060000Z")) == ([], ["Bne"])


@pytest.mark.parametrize("data", [b"", b"not a calendar", b"BEGIN:VCALENDAR\r\n", b"\xff\xfe\x00", b"{}"])
def test_a_file_that_is_no_calendar_is_said_in_words(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "duty.ics").write_bytes(data)
    with pytest.raises(SurroundingsFailed, match="as a calendar"):
        read_shifts(tmp_path / "duty.ics", PEOPLE, "UTC", start=START, end=END)
    with pytest.raises(UsageError, match="there is no file"):
        read_shifts(tmp_path / "none.ics", PEOPLE, "UTC", start=START, end=END)


def test_an_entry_that_comes_every_second_is_refused_and_not_counted_out(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsFailed):
        shifts(tmp_path, entry("ana", ":20261103T180000Z", ":20261103T180001Z", "RRULE:FREQ=SECONDLY"))
