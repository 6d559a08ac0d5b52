"""`crisis report`: what happened, for directors and for the record."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.drilling.past import summaries
from crisis_cli.commands.looking import look
from crisis_cli.commands.reaching.keeping import warn_without_keeper
from crisis_cli.engine.run import Run
from crisis_cli.errors import SurroundingsFailed

if TYPE_CHECKING:
    from crisis_cli.domain.scenario import Scenario
    from crisis_cli.review.drill.rows import DrillSummary


class Format(StrEnum):
    """One of the three formats of a report."""

    MD = "md"
    JSON = "json"
    HTML = "html"


def report(
    format_: Annotated[
        Format | None, typer.Option("--format", help="Print this one; left out: write three files.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", metavar="FOLDER", help="Where the files go.")] = Path(),
    incident: options.Incident = "",
    trend: Annotated[
        bool, typer.Option("--trend", help="Of a drill: hold it against the earlier ones of its scenario.")
    ] = False,
    facilitator: Annotated[
        bool, typer.Option("--facilitator", help="Of an open drill: also its objectives, and what was noted.")
    ] = False,
    json: options.Json = False,
) -> int:
    """Tell what happened: one page for directors, then every promise, step, page, decision and text.

    Of an open drill it keeps back what its players are not to read; of one that is over it tells all.
    """
    head, session = look(incident)
    exercise = session.incident.exercise
    wanted = trend and exercise is not None and _may_tell(session, facilitator=facilitator)
    earlier = summaries(exercise.scenario, until=head.number) if wanted and exercise is not None else []
    made = formats(session, earlier, facilitator=facilitator)
    warn_without_keeper(session.incident)
    if json:
        format_ = Format.JSON
    if format_ is not None:
        print(made[format_](), end="")
        return 0
    for path in write(session, output, made):
        print(path)
    return 0


def formats(
    session: Run, earlier: Sequence[DrillSummary] = (), *, facilitator: bool = False
) -> dict[Format, Callable[[], str]]:
    """What makes the report of that run, in each format; `earlier`: the drills that its trend is drawn from.
    `facilitator`: an open drill is told with its objectives, whose very titles say what is coming."""
    from crisis_cli.review import review
    from crisis_cli.ui.report import as_html, as_json, as_markdown

    found = review(
        session.incident,
        session.history,
        at=session.now(),
        read_playbook=wiring.read_playbook,
        scenario=_pinned(session, facilitator=facilitator),
        earlier=earlier,
    )
    zone = wiring.zone()
    return {
        Format.MD: lambda: as_markdown(found, zone),
        Format.JSON: lambda: as_json(found),
        Format.HTML: lambda: as_html(found, zone),
    }


def _may_tell(session: Run, *, facilitator: bool) -> bool:
    """Whether a drill's objectives and notes may be read: once it is over, and by the facilitator."""
    return facilitator or session.incident.closed is not None


def _pinned(session: Run, *, facilitator: bool) -> Scenario | None:
    """The scenario of a drill; without it the report is one of a run, and says on stderr what is missing."""
    if session.incident.exercise is None:
        return None
    if not _may_tell(session, facilitator=facilitator):
        print(
            "The drill is open: its objectives and notes are kept from its players until it is over.\n"
            "        For its facilitator: crisis report --facilitator",
            file=sys.stderr,
        )
        return None
    from crisis_cli.commands.scenarios import scenario_of

    try:
        return scenario_of(session.incident)
    except SurroundingsFailed as failure:
        print(f"The objectives are not in this report: {failure}", file=sys.stderr)
        return None


def write(session: Run, output: Path, made: Mapping[Format, Callable[[], str]]) -> Iterator[Path]:
    """Write the report in its three formats into that folder; each path once its file is there. Raises
    SurroundingsFailed when one cannot be written."""
    for kind, make in made.items():
        path = output / f"{session.name}-report.{kind.value}"
        try:
            path.write_text(make(), encoding="utf-8")
        except OSError as failure:
            path.unlink(missing_ok=True)
            raise SurroundingsFailed(
                f"{path} cannot be written: {failure.strerror}.", "crisis report --output FOLDER, or --format md"
            ) from None
        yield path
