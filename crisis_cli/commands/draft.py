"""`crisis draft`: a first text from the template and the facts."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.commands.picking import pick
from crisis_cli.domain.incident import Incident
from crisis_cli.engine.drafts_over import writer_of
from crisis_cli.errors import Refused
from crisis_cli.ui.safe import safe


def draft(
    statement: options.Statement,
    channel: Annotated[
        str, typer.Option("--channel", metavar="CHANNEL", help="Its wording for one channel, beside the others.")
    ] = "",
    lang: Annotated[str, typer.Option("--lang", metavar="LANGUAGE", help="In another language: fr, en.")] = "",
    talking_points: Annotated[
        bool, typer.Option("--talking-points", help="Only print a page for whoever speaks on camera.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Also over a text that a person has written.")] = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Make a draft from the template and what is known now, and print it."""
    session = wiring.session(pick(incident).incident)
    if talking_points:
        from crisis_cli.files.drafting import talking_points as points

        page = points(session.incident, statement, at=session.now(), zone=wiring.zone(), language=lang)
        drill = "DRILL: nothing of this is real.\n\n" if session.incident.drill else ""
        print(f"{drill}{safe(page)}", end="")
        return 0
    made = wiring.draft(session, statement, channel, lang)
    if not again:
        refuse_over_a_persons_text(session.incident, statement, channel, lang)
    result = act(made, incident=session.name, as_=as_, at=at, as_json=json)
    if not json:
        heading = f"DRILL {statement}:\n" if session.incident.drill else ""
        print(f"\n{heading}{safe(made.text)}")
    return result


def refuse_over_a_persons_text(incident: Incident, statement: str, channel: str = "", language: str = "") -> None:
    """Raises Refused where a new draft would replace words that somebody typed in this round."""
    writer = writer_of(incident, statement, channel, language)
    if writer:
        words = f" --channel {channel}" if channel else ""
        words += f" --lang {language}" if language else ""
        raise Refused(
            f"{writer} has written the {statement} statement already.",
            f"Change it: crisis edit {statement}. Start over: crisis draft {statement}{words} --again",
        )
