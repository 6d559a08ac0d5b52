"""An alert in words that a tired person believes."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime, timedelta, tzinfo

from crisis_cli.domain.alert import Alert, Crowd, people
from crisis_cli.domain.timing import clock_or_day, spoken
from crisis_cli.ui.safe import safe_line

LONGEST_SAMPLE = 200
LATE = timedelta(minutes=10)
"""What an alert tells of may be that old before it says so."""
TEN_YEARS = 3_652
"""Days; nobody has listened for longer."""


def alert_lines(alert: Alert, zone: tzinfo, running: str = "", read_at: datetime | None = None) -> list[str]:
    """The alert as lines of text; nothing in them steers a terminal. `running`: the open run that it is about;
    `read_at`: when its posts were read, which may be long after they were written."""
    at = datetime.fromtimestamp(alert.at, UTC)
    since = clock_or_day(datetime.fromtimestamp(alert.since, UTC), at, zone)
    local = at.astimezone(zone)
    head = f"{'!!' if alert.tier == 'red' else '! '} {alert.tier.upper()}  {local:%Y-%m-%d %H:%M %Z}"
    worse = "  worse than before" if alert.again else ""
    lines = [f"{head}  {safe_line(alert.term, 60)}{'  slow burn' if alert.slow else ''}{worse}"]
    if read_at is not None and read_at - at > LATE:
        lines[0] += f"  THIS WAS {spoken(read_at - at)} AGO"
    rare = f"; such a thing comes {once_in(alert.days)}" if alert.clears else ""
    heard = f"{number(alert.observed)} mentions in {length(alert.window)}"
    lines.append(f"   {heard}, about {number(alert.expected)} expected{rare}. Since {since}.")
    if alert.moments:
        jumped = "has jumped" if alert.times else "has never jumped"
        times = "1 time" if alert.moments == 1 else f"{alert.moments:,} times"
        lines.append(f"   It {jumped} this high from where it stood ({alert.times} of {times}).")
    if alert.crowd is not None:
        lines += _crowd_lines(alert.crowd)
    if alert.held:
        lines.append(f"   {safe_line(alert.held, 200)}")
    if alert.clears:
        lines.append(f"   It is over when an hour holds no more than {alert.clears}.")
    if running and alert.clears:
        lines += [f"   Incident {safe_line(running, 80)} is open:", f"   {board_of(running)}"]
    elif alert.suggests:
        certain = "Suggested playbook" if alert.tier == "red" else "Playbook, if it is a crisis"
        lines += [f"   {certain}: {safe_line(alert.suggests, 60)}", f"   {command_of(alert)}"]
    elif alert.tier == "red":
        lines += ["   Choose a playbook (crisis list shows them):", f"   {command_of(alert)}"]
    return lines + [f'   "{safe_line(sample, LONGEST_SAMPLE)}"' for sample in alert.samples]


def command_of(alert: Alert) -> str:
    """What to type to begin the run, its clock at the first unusual post."""
    seen = datetime.fromtimestamp(int(alert.since), UTC)
    playbook = [safe_line(alert.suggests, 70)] if alert.suggests else []
    return shlex.join(["crisis", "run", *playbook, "--seen", f"{seen:%Y-%m-%dT%H:%M:%SZ}"])


def board_of(incident: str) -> str:
    """What to type to see the run that is open."""
    return shlex.join(["crisis", "board", "-i", safe_line(incident, 80)])


def headline(alert: Alert, zone: tzinfo) -> str:
    """One line that says it again: which, how bad, since when."""
    at = datetime.fromtimestamp(alert.at, UTC)
    since = clock_or_day(datetime.fromtimestamp(alert.since, UTC), at, zone)
    return f"{alert.tier.upper()} {at.astimezone(zone):%H:%M}  {safe_line(alert.term, 30)}, since {since}"


def _crowd_lines(crowd: Crowd) -> list[str]:
    lines = [
        f"   Last hour: {people(crowd.authors)}; {crowd.copies:.0%} copies of another post,"
        f" {crowd.reposts:.0%} reposts; the loudest wrote {crowd.loudest:.0%}."
    ]
    if crowd.bots:
        lines.append(f"   POSSIBLY BOTS or one loud person: {crowd.bots}. No playbook is started by itself.")
    for name, counted in (("Hashtags", crowd.hashtags), ("Words", crowd.words), ("Languages", crowd.languages)):
        if counted:
            lines.append(f"   {name}: " + ", ".join(f"{safe_line(word, 40)} {count}" for word, count in counted))
    return lines


def once_in(days: float) -> str:
    """`about once in 40 days`, `about twice a day`: nobody counts it more exactly than that."""
    if days < 1:
        return f"about {max(round(1 / days), 1)} times a day"
    if days > TEN_YEARS:
        return "about once in ten years, or not even that"
    return "about once a day" if days < 1.5 else f"about once in {round(days)} days"


def length(seconds: int) -> str:
    """`5 min`, `6 h`, as people say a stretch of time."""
    return f"{seconds // 3600} h" if seconds % 3600 == 0 else spoken(datetime.fromtimestamp(seconds, UTC) - _ZERO)


_ZERO = datetime.fromtimestamp(0, UTC)


def number(count: float) -> str:
    """A count, with one decimal where that tells anything."""
    return f"{count:.0f}" if count >= 10 or count == int(count) else f"{count:.1f}"
