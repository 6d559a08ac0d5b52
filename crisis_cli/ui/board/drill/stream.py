"""The stream of posts: the latest ones, and how loud it is, drawn in characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from crisis_cli.domain.scenario import Inject, Scenario
from crisis_cli.domain.timing import clock_time
from crisis_cli.engine.drilling.pile_on import mentions, stream, volume
from crisis_cli.ui.board.drill.came import Came
from crisis_cli.ui.board.spans import Line, clip, line
from crisis_cli.ui.inject_words import sent_by
from crisis_cli.ui.safe import safe_line

LEVELS = " .:-=+*#%@"
"""From silent to the loudest that it has been."""

MINUTE = timedelta(minutes=1)

PAST = 30
"""Minutes of the drill that the bar looks back."""

PUBLIC = ("post", "wrong", "leak")
"""What everybody can read."""

STEADY = 0.02
"""A change within a minute that is smaller than this part of the volume is none."""


@dataclass(frozen=True, slots=True)
class Stream:
    """`volume`: mentions an hour now; `past`: what it was in each of the last minutes, oldest first."""

    volume: int
    trend: str
    past: tuple[int, ...]
    posts: tuple[str, ...]


def stream_at(
    came: Sequence[Came],
    scenario: Scenario,
    at: datetime,
    zone: tzinfo,
    language: str,
    minutes: dict[datetime, int],
) -> Stream | None:
    """The stream at `at`, the same at every look; None while nobody has posted anything.

    `minutes`: how loud the minutes before were; they do not change any more, and new ones are put in.
    """
    public = [one for one in came if one.kind in PUBLIC]
    if not public:
        return None
    growing = [
        (inject, one.moment)
        for one in public
        if (inject := scenario.injects.get(one.inject)) is not None and inject.growth is not None
    ]
    whole = at.replace(second=0, microsecond=0)
    past = [whole - back * MINUTE for back in range(PAST - 2, -1, -1)]
    for minute in past:
        if minute not in minutes:
            minutes[minute] = _volume(growing, minute)
    now, before = _volume(growing, at), minutes[past[-2]]
    loud = (*(minutes[minute] for minute in past), now)
    return Stream(now, _trend(now, before), loud, _posts(public, scenario, at, zone, language))


def _volume(growing: Sequence[tuple[Inject, datetime]], at: datetime) -> int:
    return sum(volume(inject, at - since) for inject, since in growing)


def _trend(now: int, before: int) -> str:
    if abs(now - before) <= max(now, before) * STEADY:
        return "steady" if now else "quiet"
    return "growing" if now > before else "cooling"


def _posts(
    public: Sequence[Came], scenario: Scenario, at: datetime, zone: tzinfo, language: str, most: int = 8
) -> tuple[str, ...]:
    """The latest posts, the newest first; under each the last of those who joined in."""
    found: list[str] = []
    for one in reversed(public):
        inject = scenario.injects.get(one.inject)
        joined = stream(inject, language, at - one.moment, most=1) if inject is not None else []
        if inject is not None and joined:
            count = mentions(inject, at - one.moment) - 1
            found.append(f"now   and {count:,} others: {safe_line(joined[-1], 300)}")
        sender = sent_by(one.sender, one.network)
        found.append(f"{clock_time(one.moment, zone)} {sender}{': ' if sender else ''}{safe_line(one.text, 300)}")
        if len(found) >= most:
            break
    return tuple(found[:most])


def bar(past: Sequence[int], cells: int) -> str:
    """The last minutes as so many characters, each as dark as it was loud; the loudest is the darkest."""
    shown = list(past)[-cells:]
    loudest = max(shown, default=0)
    if not loudest:
        return " " * len(shown)
    top = len(LEVELS) - 1
    return "".join(LEVELS[-(-count * top // loudest)] for count in shown)


def volume_line(found: Stream, width: int) -> Line:
    """How loud it is, in a number, a word and a bar that swells and cools."""
    said = f"{found.volume:,} mentions an hour, {found.trend}"
    if width < 60:
        said = f"{found.volume:,}/h {found.trend}"
    cells = min(PAST, width - len(said) - 14)
    drawn = f" [{bar(found.past, cells)}]" if cells >= 5 else ""
    style = "late" if found.trend == "growing" else ""
    return ((" VOLUME" if width >= 60 else "VOLUME", "bold"), (f"{drawn} ", ""), (said, style))


def post_lines(found: Stream, width: int, most: int) -> list[Line]:
    """The latest posts, one a line."""
    return [line(clip(f" {post}", width)) for post in found.posts[:most]]
