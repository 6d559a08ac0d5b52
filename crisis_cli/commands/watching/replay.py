"""What `crisis watch --replay` shows: a file as if it came in now, the alerts as a table, false alarms a week."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from crisis_cli.commands import wiring
from crisis_cli.commands.watching.mentions import Watching
from crisis_cli.commands.watching.pacing import Pace, span_of, speed_of
from crisis_cli.commands.watching.telling import Telling, Wishes
from crisis_cli.domain.alert import Alert
from crisis_cli.domain.watch import Watch
from crisis_cli.errors import SurroundingsFailed, UsageError
from crisis_cli.feeds.line_files import LineFile
from crisis_cli.feeds.moments import seconds_of
from crisis_cli.files.disk import read_regular
from crisis_cli.signals.listener import BIN
from crisis_cli.ui.findings.result import counted
from crisis_cli.ui.safe import json_text
from crisis_cli.ui.watch.table import table

MOST = 10_000_000
WEEK = 7 * 86_400


@dataclass(frozen=True, slots=True)
class Label:
    """A stretch of time in which it was real. `line`: of the file that says so."""

    begin: float
    end: float
    line: int


def read_labels(name: str) -> list[Label]:
    """The stretches in which something did happen: lines of begin,end. Raises UsageError, SurroundingsFailed."""
    found = []
    text = read_regular(Path(name), MOST).decode("utf-8-sig", "replace")
    for number, row in enumerate(csv.reader(text.splitlines()), 1):
        if not row or (number == 1 and not row[0][:1].isdigit()):
            continue
        try:
            begin, end = seconds_of(row[0].strip()), seconds_of(row[1].strip())
        except (ValueError, IndexError, OverflowError):
            raise UsageError(f"{name}, line {number}: no stretch of time.", SUCH_AS) from None
        if end <= begin:
            raise UsageError(f"{name}, line {number}: this stretch ends before it begins.", SUCH_AS)
        found.append(Label(begin, end, number))
    return found


SUCH_AS = "Write begin,end, such as 2026-11-21T22:00:00Z,2026-11-22T04:00:00Z"


def outside(labels: Iterable[Label], begin: float, end: float) -> list[Label]:
    """Those of which the recording has nothing."""
    return [label for label in labels if label.end < begin or label.begin > end]


def judged(alerts: Sequence[Alert], labels: Collection[Label] | None, seconds: float) -> dict[str, float | None]:
    """Of the alerts: how many were in a labelled stretch, how many false ones a week, how many stretches were
    missed. None for what nobody knows, because nobody said when it was real."""
    if labels is None:
        return {
            "alerts": len(alerts),
            "false_alarms": None,
            "false_alarms_per_week": None,
            "labelled": 0,
            "missed": None,
        }
    inside = [alert for alert in alerts if any(label.begin <= alert.at <= label.end for label in labels)]
    met = sum(any(label.begin <= alert.at <= label.end for alert in alerts) for label in labels)
    false = len(alerts) - len(inside)
    weeks = max(seconds / WEEK, 1 / 7)
    return {
        "alerts": len(alerts),
        "false_alarms": false,
        "false_alarms_per_week": round(false / weeks, 2),
        "labelled": len(labels),
        "missed": len(labels) - met,
    }


class Replay:
    """One file that is played again: its alerts, and what they come to. Nothing is kept or started, nobody is
    paged."""

    def __init__(self, watch: Watch, posts: str, wishes: Wishes) -> None:
        self._wishes = wishes
        self._speed = speed_of(wishes.speed)
        self._labels = read_labels(wishes.labels) if wishes.labels else None
        self._alerts: list[Alert] = []
        self.told = Telling(replace(wishes, start=False))
        self.watching = Watching(watch, self._heard)
        self.source = LineFile(posts, self.watching.clock)
        if self._speed:
            pace = Pace(self.watching.clock, self._speed, span_of(posts))
            self.watching.pace = pace.wait_for
            self.watching.standing = lambda: pace.stands(self.watching.listener.clock.now)
            print(pace.begins(), file=sys.stderr)

    @property
    def is_watched(self) -> bool:
        """Whether somebody looks on while it is played."""
        return bool(self._speed) and sys.stdout.isatty() and not self._wishes.as_json

    def play(self, run: Callable[[], None]) -> None:
        """Run it to its end and tell what it came to; also of what came before, when it breaks off. Raises what
        broke it off: SurroundingsFailed, KeyboardInterrupt."""
        try:
            run()
        except SurroundingsFailed:
            self._say(whole=False)
            raise
        except KeyboardInterrupt:
            self._say(whole=False)
            until = _day(self.watching.listener.clock.now or 0.0)
            print(
                f"Ended before the end of the file: the table is of what was said until {until}.", file=sys.stderr
            )
            raise
        self._say(whole=True)

    def _say(self, *, whole: bool) -> None:
        said = [alert for alert in self._alerts if alert.tier != "held"]
        labels = self._inside()
        result = judged(said, labels, self.watching.heard_for())
        if self._wishes.as_json:
            print(json_text({"kind": "summary", "complete": whole, **result}))
            return
        print("\n".join(table(said, wiring.zone())))
        print(f"{counted(len(said), 'alert')} in {self.watching.heard_for() / WEEK:.1f} weeks.")
        if labels is not None:
            print(
                f"{counted(int(result['false_alarms'] or 0), 'false alarm')},"
                f" {result['false_alarms_per_week']} a week;"
                f" {result['missed']} of {result['labelled']} labelled stretches missed."
            )

    def _heard(self, alert: Alert) -> None:
        self._alerts.append(alert)
        if self._wishes.as_json or self._speed:
            self.told.alert(alert)

    def _inside(self) -> list[Label] | None:
        """The labels that something was recorded of; the others, and that there are none, are said on stderr."""
        if self._labels is None:
            return None
        name, end = self._wishes.labels, self.watching.listener.clock.now or 0.0
        if not self._labels:
            print(f"{name} names no stretch of time: every alert counts as a false alarm.", file=sys.stderr)
        begin = end - self.watching.heard_for() - 2 * BIN  # the last bins are open
        left_out = outside(self._labels, begin, end)
        for label in left_out:
            print(
                f"{name}, line {label.line}: outside of what was recorded, which is {_day(begin)} to {_day(end)}."
                " Left out; not counted as missed.",
                file=sys.stderr,
            )
        return [label for label in self._labels if label not in left_out]


def _day(at: float) -> str:
    return f"{datetime.fromtimestamp(at, UTC).astimezone(wiring.zone()):%Y-%m-%d %H:%M %Z}"
