"""The forecast in a line: when the next promise is kept if everybody uses all their time, and what saves most."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.timing import clock_time, spoken
from crisis_cli.engine.forecast import Forecast, forecast
from crisis_cli.proof.worst import Verdict
from crisis_cli.ui.safe import safe_line


def forecast_words(incident: Incident, at: datetime, zone: tzinfo) -> tuple[str, ...]:
    """Nothing when no promise is open; else one line."""
    found = forecast(incident, at)
    if found is None:
        return ()
    name = found.worst.promise.name.replace("_", " ")
    if found.worst.verdict is Verdict.UNBOUNDED:
        step = incident.step(found.worst.unbounded)
        title = safe_line(step.title) if step is not None else found.worst.unbounded
        return (f"No telling when the {name} comes: no time is set for: {title}",)
    if found.worst.at is None:
        return ()
    return (f"If all use all their time: {_when(found, zone)}.{_saving(incident, found, zone)}",)


def _when(found: Forecast, zone: tzinfo) -> str:
    assert found.worst.at is not None
    slack = found.worst.slack
    spare = ""
    if slack is not None:
        spare = f", {spoken(slack)} spare" if slack >= timedelta() else f", {spoken(-slack)} TOO LATE"
    return f"{clock_time(found.worst.at, zone)}{spare}"


def _saving(incident: Incident, found: Forecast, zone: tzinfo) -> str:
    best = found.best
    if best is None or best.worst.at is None:
        return ""
    step = incident.step(best.step)
    then = clock_time(best.worst.at, zone)
    if then == clock_time(found.worst.at, zone) if found.worst.at is not None else False:
        return ""
    if found.passes_over and step is not None and step.role is not None:
        role = incident.playbook.roles.get(step.role)
        return f"   n (skip the silent {safe_line(role.title if role else step.role)}): {then}"
    title = safe_line(step.title, 32) if step is not None else best.step
    return f"   Saves most: {title} now: {then}"
