"""The live picture: a line for each term, now against expected, who writes and about what; alerts above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from crisis_cli.domain.alert import Alert, Crowd
from crisis_cli.domain.timing import clock_time
from crisis_cli.ui.safe import safe_line
from crisis_cli.ui.watch.words import alert_lines, number

MARKS = "▁▂▃▄▅▆▇█"
PLAIN_MARKS = "_.-=+*#%"
LEAST, WIDE = 12, 100
"""Columns of a sparkline where there is little room; from how many columns on words are shown too."""

PER_SECOND = 4


@dataclass(frozen=True, slots=True)
class Pulse:
    """One term as it stands: `recent` bins, the oldest first; `now` and `expected` of the last hour."""

    term: str
    recent: tuple[float, ...]
    now: float
    expected: float
    crowd: Crowd
    tier: str
    warm: bool


def sparkline(values: Sequence[float], width: int, marks: str = MARKS) -> str:
    """The last `width` values as a row of marks, the highest of them at the top."""
    shown = values[-width:]
    top = max([*shown, 1.0])
    return "".join(marks[min(int(value / top * len(marks)), len(marks) - 1)] for value in shown)


def picture(pulses: Sequence[Pulse], at: float, zone: tzinfo, width: int, *, plain: bool = False) -> Table:
    """The table. Nothing in it steers a terminal, and no colour says what no word says."""
    wide = width >= WIDE
    when = clock_time(datetime.fromtimestamp(at, UTC), zone, seconds=True) if at else "nothing heard yet"
    table = Table(title=f"Heard until {when}", box=None, title_justify="left", pad_edge=False)
    for name in ("", "term", "last hours", "hour", "expected", "people", *(("about",) if wide else ())):
        table.add_column(name, no_wrap=True, justify="right" if name in ("hour", "expected", "people") else "left")
    for pulse in pulses:
        state = {"red": "!!", "amber": "! "}.get(pulse.tier, "  ") if pulse.warm else "? "
        row = [
            state,
            safe_line(pulse.term, 20),
            sparkline(pulse.recent, 36 if wide else LEAST, PLAIN_MARKS if plain else MARKS),
            number(pulse.now),
            number(pulse.expected) if pulse.warm else "learning",
            str(pulse.crowd.authors),
        ]
        if wide:
            about = [f"#{word} {count}" for word, count in pulse.crowd.hashtags[:2]]
            about += [f"{word} {count}" for word, count in pulse.crowd.words[:3]]
            row.append(safe_line(", ".join(about), 60))
        table.add_row(*(Text(cell) for cell in row), style="bold" if pulse.tier else "")
    return table


class Screen:
    """Draws the picture over itself, with the alerts above it; `with` it, the terminal is given back."""

    def __init__(self, zone: tzinfo) -> None:
        self._console = Console(highlight=False)
        self._zone = zone
        self._live = Live(console=self._console, auto_refresh=False, transient=False)

    def __enter__(self) -> Screen:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def draw(self, pulses: Sequence[Pulse], at: float) -> None:
        """Show how it stands."""
        plain = not (self._console.encoding or "").lower().startswith("utf")
        shown = picture(pulses, at, self._zone, self._console.width, plain=plain)
        self._live.update(Group(Text(""), shown), refresh=True)

    def say(self, lines: Sequence[str]) -> None:
        """Print lines that stay."""
        for line in lines:
            self._console.print(Text(line), soft_wrap=True)

    def alert(self, alert: Alert) -> None:
        """Print an alert, and ring."""
        self._console.bell()
        self.say(alert_lines(alert, self._zone))
