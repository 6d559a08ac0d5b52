"""What `crisis watch --counts` does: judge a series that another tool counted, bin by bin."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, TextIO

from crisis_cli.commands import wiring
from crisis_cli.errors import SurroundingsFailed, UsageError
from crisis_cli.feeds.counts import Count, counts
from crisis_cli.feeds.rejects import Rejects
from crisis_cli.signals.counts import Steps, bin_length, judged
from crisis_cli.signals.explained import alert_of
from crisis_cli.signals.series import Row, Series
from crisis_cli.signals.settings import WARM_UP, Settings
from crisis_cli.ui.findings.result import counted
from crisis_cli.ui.safe import safe_line
from crisis_cli.ui.watch.json_format import alert_json
from crisis_cli.ui.watch.words import alert_lines, length

FIRST = 12
"""So many rows tell how long a bin is; not the rest, or what comes later would change what was said before. So the
scores of any beginning that is as long are the same bytes as those of the whole."""

COLUMNS = ("timestamp", "value", "expected", "anomaly_score", "alert", "tier")


def watch_counts(
    name: str, scores: str, settings: Settings, *, term: str, as_json: bool, shift: int = 0, samples: bool = True
) -> int:
    """Alerts on stdout as they come; `scores`: a file that gets a row for each bin; `samples`: whether bad lines
    are shown. Returns the exit code."""
    if scores and os.path.exists(scores) and os.path.exists(name) and os.path.samefile(scores, name):
        raise UsageError(f"{scores} is the file that is read.", "Name another one for --scores.")
    rejects = Rejects(texts=samples)
    alerts = 0
    with _opened(name) as lines, _scores(scores) as out:
        rows = counts(lines, rejects)
        first = list(islice(rows, FIRST))
        seconds = _seconds(name, [count.start for count in first], rejects)
        series, steps = Series.new(seconds), Steps(seconds)
        if out is not None:
            out.writerow(COLUMNS)
        for count, row in _judged(chain(first, rows), series, settings, shift):
            if steps.add(count.start) and steps.contradict == 1:
                _say_contradicts(name, count, seconds)
            if out is not None:
                out.writerow(_cells(count, row))
            if row.alert:
                alerts += 1
                alert = alert_of(row, series, term=term)
                for line in [alert_json(alert, wiring.zone())] if as_json else alert_lines(alert, wiring.zone()):
                    print(line, flush=True)
    _say_steps(name, steps)
    _say(name, series, rejects, alerts)
    return 0


def _judged(rows: Iterator[Count], series: Series, settings: Settings, shift: int) -> Iterator[tuple[Count, Row]]:
    for count in rows:
        judgement = judged([(count.start, count.count)], series.detector.seconds, settings, shift, series)
        yield count, next(judgement)
        next(judgement, None)  # and learned from


def _cells(count: Count, row: Row) -> tuple[str, ...]:
    reading = row.reading
    shown = f"{reading.expected:.3f}", f"{row.score:.4f}", str(int(row.alert))
    return count.timestamp, count.value, *shown, row.tier if row.alert else ""


def _seconds(name: str, starts: list[int], rejects: Rejects) -> int:
    try:
        found = bin_length(starts)
    except ValueError as wrong:
        raise UsageError(f"{name}: {wrong}.", "Export hours or shorter bins.") from None
    if found:
        return found
    line, _, text = rejects.samples[0] if rejects.samples else (0, "", "")
    sample = f' Line {line}: "{safe_line(text, 60)}".' if text else ""
    raise UsageError(
        f"{name} has fewer than two rows of timestamp,value.{sample}",
        "Expected rows such as 2026-11-22 03:05:00,14: a time and how many mentions the bin that begins then has.",
    )


@contextmanager
def _opened(name: str) -> Iterator[TextIO]:
    if name == "-":
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="")
        return
    try:
        file = open(name, encoding="utf-8", errors="replace", newline="")  # noqa: SIM115 closed below
    except (OSError, ValueError) as failed:
        why = getattr(failed, "strerror", None) or str(failed)
        raise UsageError(f"{name} cannot be read: {why}.", "crisis watch --counts FILE.csv") from None
    with file:
        yield file


@contextmanager
def _scores(name: str) -> Iterator[Any]:
    if not name:
        yield None
        return
    try:
        file = open(name, "w", encoding="utf-8", newline="")  # noqa: SIM115 closed below
    except OSError as failed:
        raise SurroundingsFailed(f"{name} cannot be written: {failed.strerror}.", "Name another file.") from None
    with file:
        yield csv.writer(file, lineterminator="\n")


def _say_contradicts(name: str, count: Count, seconds: int) -> None:
    print(
        f"{name}: the row of {safe_line(count.timestamp, 40)} does not come a whole number of bins after the one"
        f" before. By its first {FIRST} rows a bin is {length(seconds)} long, and every row is judged as one.",
        file=sys.stderr,
    )


def _say_steps(name: str, steps: Steps) -> None:
    """On stderr: that the rows are not what the first ones were, and what to do."""
    if not steps.contradict and steps.usual == steps.seconds:
        return
    what = f"{counted(steps.contradict, 'row')} of {name} contradict{'s' * (steps.contradict == 1)} that"
    if not steps.contradict:
        what = f"By the first {FIRST} rows of {name} a bin is {length(steps.seconds)} long"
    most = f"; most rows come {length(steps.usual)} apart" if steps.usual != steps.seconds else ""
    print(f"{what}{most}. Export it in bins of one length, or each part as a file of its own.", file=sys.stderr)


def _say(name: str, series: Series, rejects: Rejects, alerts: int) -> None:
    """On stderr: how much was read, what was not, and whether it was enough to say anything."""
    print(f"{counted(rejects.read, 'bin')} read, {counted(alerts, 'alert')}.", file=sys.stderr)
    if rejects.bad:
        were = "was" if rejects.bad == 1 else "were"
        print(f"{counted(rejects.bad, 'line')} of {name} {were} passed over:", file=sys.stderr)
        for line, why, text in rejects.samples:
            print(f"  line {line}: {why}" + (f': "{safe_line(text, 60)}"' if text else ""), file=sys.stderr)
    heard = series.detector.bins * series.detector.seconds
    if heard < WARM_UP:
        print(
            f"Heard {heard / 3600:.0f} hours: nothing is called unusual before {WARM_UP // 3600}, because there is"
            " nothing to compare with.",
            file=sys.stderr,
        )
