"""`crisis watch --counts`: a series that another tool counted, judged bin by bin."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.commands.conftest import Crisis

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    """Nine quiet days in bins of five minutes; a storm on the eighth."""
    path = tmp_path / "counts.csv"
    lines = ["timestamp,value"]
    for number in range(9 * 288):
        moment = BEGIN + timedelta(minutes=5 * number)
        lines.append(f"{moment:%Y-%m-%d %H:%M:%S},{number * 7 % 5 + (90 if number in (2100, 2101) else 0)}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_an_alert_says_what_was_observed_expected_and_how_often_it_comes(crisis: Crisis, counts: Path) -> None:
    ran = crisis("watch", "--counts", str(counts), "--term", "Walrus Burger")
    assert "RED" in ran.out
    assert "Walrus Burger" in ran.out
    assert "90 mentions in 5 min, about 2" in ran.out or "91 mentions in 5 min, about 2" in ran.out
    assert "about once in" in ran.out
    assert "It is over when an hour holds no more than" in ran.out


def test_every_bin_has_a_row_of_scores_with_its_own_timestamp(
    crisis: Crisis, counts: Path, tmp_path: Path
) -> None:
    out = tmp_path / "scores.csv"
    crisis("watch", "--counts", str(counts), "--scores", str(out))
    given = list(csv.reader(counts.read_text(encoding="utf-8").splitlines()))
    found = list(csv.reader(out.read_text(encoding="utf-8").splitlines()))
    assert found[0] == ["timestamp", "value", "expected", "anomaly_score", "alert", "tier"]
    assert [row[:2] for row in found[1:]] == given[1:]
    assert all(row[5] in ("amber", "red") for row in found[1:] if row[4] == "1")
    assert {row[0] for row in found[1:] if row[4] == "1"} & {"2026-03-08 07:00:00", "2026-03-08 07:05:00"}


def test_scores_of_the_first_half_are_the_same_bytes_without_the_second(
    crisis: Crisis, counts: Path, tmp_path: Path
) -> None:
    lines = counts.read_text(encoding="utf-8").splitlines(keepends=True)
    half = tmp_path / "half.csv"
    half.write_text("".join(lines[:2_150]), encoding="utf-8")
    crisis("watch", "--counts", str(counts), "--scores", str(tmp_path / "whole.out"))
    crisis("watch", "--counts", str(half), "--scores", str(tmp_path / "half.out"))
    whole = (tmp_path / "whole.out").read_bytes()
    assert whole.startswith((tmp_path / "half.out").read_bytes())


def rows(*parts: tuple[int, timedelta]) -> list[str]:
    """So many rows, so far apart, of each part."""
    moment, lines = BEGIN, []
    for many, step in parts:
        for _ in range(many):
            lines.append(f"{moment:%Y-%m-%d %H:%M:%S},{len(lines) * 7 % 5}\n")
            moment += step
    return lines


DAY, HOUR, FIVE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=5)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (((20, DAY), (100, FIVE)), "99 rows of whole.csv contradict that; most rows come 5 min apart"),
        (((40, FIVE), (100, HOUR)), "a bin is 5 min long; most rows come 1 h apart"),
        (((13, HOUR), (1, FIVE), (5, HOUR)), "1 row of whole.csv contradicts that"),
        (((1, HOUR), (40, FIVE)), ""),
    ],
)
def test_bins_that_change_change_no_score_before_and_are_told_of(
    crisis: Crisis, tmp_path: Path, parts: tuple[tuple[int, timedelta], ...], told: str
) -> None:
    lines = rows(*parts)
    (tmp_path / "whole.csv").write_text("".join(lines))
    ran = crisis("watch", "--counts", "whole.csv", "--scores", "whole.out")
    assert told in ran.err
    assert bool(told) == ("Export it in bins of one length" in ran.err)
    assert ran.err.count("does not come a whole number of bins after") == ("contradict" in told)
    whole = (tmp_path / "whole.out").read_bytes()
    for cut in (12, 13, 15, len(lines) - 2):
        (tmp_path / "part.csv").write_text("".join(lines[:cut]))
        crisis("watch", "--counts", "part.csv", "--scores", "part.out")
        assert whole.startswith((tmp_path / "part.out").read_bytes())


def test_a_second_too_early_and_a_bin_that_is_left_out_contradict_nothing(crisis: Crisis) -> None:
    moments = [*range(0, 9_000, 300), 9_299, 9_900, 10_200]
    ran = crisis("watch", "--counts", "-", typed="".join(f"{1_000_000 + moment},2\n" for moment in moments))
    assert "bins" not in ran.err.replace("bins read", "")


def test_json_is_one_line_an_alert(crisis: Crisis, counts: Path) -> None:
    ran = crisis("watch", "--counts", str(counts), "--json")
    alerts = [json.loads(line) for line in ran.out.splitlines()]
    assert alerts
    assert all(alert["kind"] == "alert" and alert["once_in_days"] > 1 for alert in alerts)


def test_bad_lines_are_counted_shown_and_passed_over(crisis: Crisis, counts: Path) -> None:
    lines = counts.read_text(encoding="utf-8").splitlines()
    lines[50:50] = ["nonsense", "2026-03-01 04:05:00,-3", "1999-01-01,4", "2026-03-01,\x1b[31mred"]
    counts.write_text("\n".join(lines), encoding="utf-8")
    ran = crisis("watch", "--counts", str(counts))
    assert "4 lines of " in ran.err
    assert "were passed over" in ran.err
    assert "line 51: one field" in ran.err
    assert "\x1b" not in ran.err


def test_a_file_without_any_count_says_what_was_expected(crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("hello\nworld\n")
    ran = crisis("watch", "--counts", "empty.csv", code=2)
    assert "timestamp,value" in ran.err
    assert "cannot be read" in crisis("watch", "--counts", "absent.csv", code=2).err


def test_the_scores_never_overwrite_what_is_read(crisis: Crisis, counts: Path) -> None:
    before = counts.read_bytes()
    ran = crisis("watch", "--counts", str(counts), "--scores", str(counts), code=2)
    assert "is the file that is read" in ran.err
    assert counts.read_bytes() == before


def test_too_short_a_series_says_that_it_is_too_short(crisis: Crisis) -> None:
    ran = crisis("watch", "--counts", "-", typed="0,1\n" + "".join(f"{1000 + 300 * n},2\n" for n in range(12)))
    assert "nothing is called unusual before 24" in ran.err
