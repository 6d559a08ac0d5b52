"""The line of something that came in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from crisis_cli.ui.came_in import parse

AT = datetime(2026, 11, 22, 2, 6, tzinfo=UTC)
CET = timezone(timedelta(hours=1), "CET")


@pytest.mark.parametrize(
    ("line", "text", "due"),
    [
        ("Reuters wants word by 03:40", "Reuters wants word", AT.replace(minute=40)),
        ("Reuters wants word, by 3:40.", "Reuters wants word", AT.replace(minute=40)),
        ("Call the agency back in 20m", "Call the agency back", AT + timedelta(minutes=20)),
        ("Call back within 1 h 30 min", "Call back", AT + timedelta(minutes=90)),
        ("by 03:40 Reuters wants word", "by 03:40 Reuters wants word", AT.replace(minute=40)),
        ("A guest fell ill", "A guest fell ill", None),
        ("Sold in 3 shops by Walrus", "Sold in 3 shops by Walrus", None),
        ("Seen in 5 min ago posts", "Seen in 5 min ago posts", None),
        ("word by 25:70", "word by 25:70", None),
        ("in 20m", "in 20m", AT + timedelta(minutes=20)),
        ("too far in 999999d 999999d 999999d", "too far in 999999d 999999d 999999d", None),
        ("", "", None),
    ],
)
def test_a_line_is_its_text_and_when_it_is_due(line, text, due):
    assert parse(line, AT, CET) == (text, due)


def test_a_time_missed_just_now_is_late_and_an_earlier_one_means_tomorrow():
    assert parse("word by 02:50", AT, CET)[1] == AT - timedelta(minutes=16)
    assert parse("word by 01:30", AT, CET)[1] == AT + timedelta(days=1, minutes=-96)
