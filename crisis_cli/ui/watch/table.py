"""What would have happened on a file: a line for each alert."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from crisis_cli.domain.alert import Alert
from crisis_cli.ui.safe import safe_line
from crisis_cli.ui.watch.words import TEN_YEARS, length, number

COLUMNS = f"{'tier':5}  {'term':14}  {'heard':>11}  {'expected':>8}  {'people':>6}  {'once in':>7}"


def table(alerts: Sequence[Alert], zone: tzinfo) -> list[str]:
    """The table, its head first; one sentence when there is none."""
    if not alerts:
        return ["No alert."]
    zones = dict.fromkeys(f"{_when(alert, zone):%Z}" for alert in alerts)  # two where summer time ends between
    when = f"when ({'/'.join(zones)})"
    return [f"{when:16}  {COLUMNS}", *(_row(alert, zone) for alert in alerts)]


def _when(alert: Alert, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(alert.at, UTC).astimezone(zone)


def _row(alert: Alert, zone: tzinfo) -> str:
    people = str(alert.crowd.authors) if alert.crowd else "-"
    marks = "  possibly bots" if alert.crowd and alert.crowd.bots else ""
    marks += "  slow burn" if alert.slow else ""
    heard = f"{number(alert.observed)} in {length(alert.window)}"
    return (
        f"{_when(alert, zone):%Y-%m-%d %H:%M}  {alert.tier:5}  {safe_line(alert.term, 14):14}  {heard:>11}"
        f"  {number(alert.expected):>8}  {people:>6}  {_once_in(alert.days):>7}{marks}"
    )


def _once_in(days: float) -> str:
    return ">10 y" if days > TEN_YEARS else f"{days:.0f} d" if days >= 1 else f"{max(days * 24, 1):.0f} h"
