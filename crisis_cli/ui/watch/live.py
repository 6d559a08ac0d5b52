"""The live picture: a line for each term, now against expected, who writes and about what; alerts above it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from crisis_cli.domain.alert import Alert, Crowd
from crisis_cli.domain.timing import clock_time, spoken
from crisis_cli.ui.safe import safe_line
from crisis_cli.ui.watch.terminal import held
from crisis_cli.ui.watch.words import alert_lines, command_of, headline, number

MARKS = "▁▂▃▄▅▆▇█"
PLAIN_MARKS = "_.-=+*#%"
LEAST, WIDE = 12, 100
"""Columns of a sparkline where there is little room; from how many columns on it is longer."""

BAR = 10
BESIDE = 16
"""Lines that the table leaves for alerts, for what the loudest is about, and for the posts heard last."""

MOST_SOURCES = 5
"""Live sources that get a line; the lost ones come first."""

LEGEND = "Ctrl-C ends   ! amber  !! red  ? learning   bar: last hour, | expected"


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


@dataclass(frozen=True, slots=True)
class Pictured:
    """All that a picture shows. `at`: until when the stream was heard, 0 before its first post; `last`: the posts
    heard last, when and what; `silent`: seconds since anything came; `heard`: mentions in all; `sources`: how each
    live source stands."""

    pulses: Sequence[Pulse]
    at: float = 0.0
    last: Sequence[tuple[float, str]] = ()
    silent: float = 0.0
    heard: int = 0
    sources: Sequence[str] = ()


def sparkline(values: Sequence[float], width: int, marks: str = MARKS) -> str:
    """The last `width` values as a row of marks, the highest of them at the top."""
    shown = values[-width:]
    top = max([*shown, 1.0])
    return "".join(marks[min(int(value / top * len(marks)), len(marks) - 1)] for value in shown)


def bar(now: float, expected: float, width: int = BAR) -> str:
    """`==|=======`: as much as was heard, with a mark where the expected is."""
    whole = max(now, 2 * expected, 1.0)
    marks = ["="] * round(now / whole * width)
    marks += [" "] * (width - len(marks))
    marks[min(int(expected / whole * width), width - 1)] = "|"
    return "".join(marks)


def picture(shown: Pictured, zone: tzinfo, width: int, rows: int = 24, *, plain: bool = False) -> Group:
    """The whole picture. Nothing in it steers a terminal, and no colour says what no word says."""
    sources = list(shown.sources[:MOST_SOURCES])
    if len(shown.sources) > len(sources):
        sources.append(f"and {len(shown.sources) - len(sources)} more sources")
    most = max(rows - BESIDE - len(sources), 3)
    parts: list[Table | Text] = [Text(safe_line(line, width)) for line in sources]
    parts += [Text(_head(shown, zone)), _table(shown.pulses[:most], width, plain=plain)]
    more = len(shown.pulses) - most
    if more > 0:
        parts.append(Text(f"and {more} more, each nearer to what is expected of it"))
    parts.append(Text(LEGEND[:width]))
    parts += [Text(line) for line in _about(shown.pulses[:1], width)]
    parts += [Text(line) for line in _last(shown.last, zone, width)]
    return Group(*parts)


def _head(shown: Pictured, zone: tzinfo) -> str:
    if not shown.at:
        return "Listening; nothing heard yet."
    when = f"{datetime.fromtimestamp(shown.at, UTC).astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"
    quiet = f"  NOTHING NEW for {spoken(timedelta(seconds=shown.silent))}" if shown.silent >= 60 else ""
    mentions = "1 mention" if shown.heard == 1 else f"{shown.heard} mentions"
    return f"Heard until {when}, {mentions} in all{quiet}"


def _table(pulses: Sequence[Pulse], width: int, *, plain: bool) -> Table:
    table = Table(box=None, pad_edge=False)
    right = ("last hour", "expected", "people")
    for name in ("", "term", "8 hours" if width >= WIDE else "1 hour", "last hour", "expected", "", "people"):
        table.add_column(name, no_wrap=True, justify="right" if name in right else "left")
    for pulse in pulses:
        state = {"red": "!!", "amber": "!"}.get(pulse.tier, "") if pulse.warm else "?"
        row = (
            state,
            safe_line(pulse.term, 20),
            sparkline(pulse.recent, (width - 64) if width >= WIDE else LEAST, PLAIN_MARKS if plain else MARKS),
            number(pulse.now),
            number(pulse.expected) if pulse.warm else "learning",
            bar(pulse.now, pulse.expected) if pulse.warm else "",
            str(pulse.crowd.authors),
        )
        table.add_row(*(Text(cell) for cell in row), style="bold" if pulse.tier else "")
    return table


def _about(loudest: Sequence[Pulse], width: int) -> list[str]:
    """What is said about the term that is farthest above its expected, and in which languages."""
    lines = []
    for pulse in loudest:
        crowd = pulse.crowd
        tags = [(f"#{word}", count) for word, count in crowd.hashtags[:3]]
        counted = ", ".join(f"{word} {count}" for word, count in (*tags, *crowd.words[:4], *crowd.languages[:3]))
        if counted:
            lines.append(safe_line(f"{safe_line(pulse.term, 20)}: {counted}", width))
        if crowd.bots:
            lines.append(safe_line(f"POSSIBLY BOTS, nothing is started: {crowd.bots}", width))
    return lines


def _last(posts: Sequence[tuple[float, str]], zone: tzinfo, width: int) -> list[str]:
    lines = []
    for at, text in posts:
        when = clock_time(datetime.fromtimestamp(at, UTC), zone, seconds=True)
        lines.append(safe_line(f"{when}  {safe_line(text[:400], width)}", width - 2))
    return ["Heard last:", *lines] if lines else []


class Screen:
    """Draws the picture over itself, with the alerts above it; `with` it, the terminal is given back."""

    def __init__(self, zone: tzinfo) -> None:
        self._console = Console(highlight=False)
        self._zone = zone
        self._pinned: list[str] = []
        self._live = Live(console=self._console, auto_refresh=False, transient=False)

    def __enter__(self) -> Screen:
        with ExitStack() as opening:
            opening.enter_context(held())
            opening.enter_context(self._live)
            self._open = opening.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def draw(self, shown: Pictured) -> None:
        """Show how it stands."""
        console = self._console
        plain = not (console.encoding or "").lower().startswith("utf")
        drawn = picture(shown, self._zone, console.width, console.height, plain=plain)
        pinned = [Text(line, style="bold") for line in self._pinned]
        self._live.update(Group(Text(""), *pinned, drawn), refresh=True)

    def say(self, lines: Sequence[str]) -> None:
        """Print lines that stay."""
        for line in lines:
            self._console.print(Text(line))

    def alert(self, alert: Alert, running: str = "", read_at: datetime | None = None) -> None:
        """Print an alert, and ring. `running`, `read_at`: as in `alert_lines`."""
        self._console.bell()
        self.say(alert_lines(alert, self._zone, running, read_at))
        if alert.clears:
            self._pinned = [f"Last alert: {headline(alert, self._zone)}", f"  Type: {command_of(alert)}"]
            if running:
                self.opened(running)

    def opened(self, incident: str) -> None:
        """The last alert opened this run."""
        self._pinned[1:] = [f"  Incident is open: crisis board -i {incident}"]
