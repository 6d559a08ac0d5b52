"""What would have happened on a file: a line for each alert."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from crisis_cli.domain.alert import Alert
from crisis_cli.ui.safe import safe_line
from crisis_cli.ui.watch.words import length, number, once_in

HEAD = f"{'when':16}  {'tier':5}  {'term':20}  {'heard':>8}  {'expected':>8}  {'in':6}  {'people':>6}  how often"


def table(alerts: Sequence[Alert], zone: tzinfo) -> list[str]:
    """The table, its head first; one sentence when there is none."""
    return [HEAD, *(_row(alert, zone) for alert in alerts)] if alerts else ["No alert."]


def _row(alert: Alert, zone: tzinfo) -> str:
    when = datetime.fromtimestamp(alert.at, UTC).astimezone(zone)
    people = str(alert.crowd.authors) if alert.crowd else "-"
    marks = "  possibly bots" if alert.crowd and alert.crowd.bots else ""
    marks += "  slow burn" if alert.slow else ""
    return (
        f"{when:%Y-%m-%d %H:%M}  {alert.tier:5}  {safe_line(alert.term, 20):20}  {number(alert.observed):>8}"
        f"  {number(alert.expected):>8}  {length(alert.window):6}  {people:>6}  {once_in(alert.days)}{marks}"
    )
