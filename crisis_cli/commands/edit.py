"""`crisis edit`: the text as a person writes it."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.commands.picking import pick
from crisis_cli.commands.typed_text import text_from
from crisis_cli.domain.findings import Finding
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.intents import Edit
from crisis_cli.domain.playbook import Kind
from crisis_cli.domain.statement import Version
from crisis_cli.engine.session import Session
from crisis_cli.errors import UsageError
from crisis_cli.ui.findings.concise import one_line
from crisis_cli.ui.found_in_text import errors


def edit(
    statement: options.Statement,
    from_: Annotated[
        str, typer.Option("--from", metavar="FILE|-", help="Take the text from a file, or stdin.")
    ] = "",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Write a statement in $EDITOR, or take its text from a file. Earlier yeses to another text are void.

    What a check finds in it is told on stderr; on a terminal one with errors can be opened again at once.
    """
    head = pick(incident)
    session = wiring.session(head.incident)
    if not from_ and not sys.stdin.isatty():
        raise UsageError("There is no terminal to write on.", f"crisis edit {statement} --from FILE, or --from -")
    if not from_:
        _tell_the_clock(session, head.number, statement, wiring.me(as_, session.incident))
    while True:
        text = text_from(from_) if from_ else _in_editor(session.incident.statement(statement).current)
        result = act(Edit(statement, text), incident=session.name, as_=as_, at=at, as_json=json)
        session.refresh()
        found = _tell_findings(session.incident, statement)
        if from_ or json or not errors(found) or not _again():
            return result


def _in_editor(version: Version | None) -> str:
    from crisis_cli.files.editor import edit as edit_text

    edited = edit_text(version.text if version is not None else "", os.environ)
    if edited.said:
        print(f"crisis: {edited.said}", file=sys.stderr)
    return edited.text


def _tell_the_clock(session: Session, number: int, statement: str, me: str) -> None:
    """What is due and for how much longer: the editor hides it."""
    from crisis_cli.commands.looking import view_of
    from crisis_cli.ui.board.sections import urgent
    from crisis_cli.ui.my_turn import turn_for

    seen = view_of(session, number, me)
    told = [f"{clock.title}: {clock.left}" for clock in urgent(seen.clocks)[:1]]
    for step in session.incident.playbook.steps_of(statement):
        if step.kind is Kind.DRAFT and session.incident.state(step.id).status is Status.OPEN:
            turn = turn_for(session.incident, step, me, seen.at, wiring.zone())
            told.insert(0, f"{turn.title}: {turn.time}" if turn.time else turn.title)
    print(f"crisis: {'. '.join(told) or seen.since_seen}", file=sys.stderr)


def _tell_findings(incident: Incident, statement: str) -> list[Finding]:
    """What a check finds in the text as it stands now, a line each."""
    found = wiring.findings(incident, statement)
    for finding in found:
        print(one_line(finding), file=sys.stderr)
    return found


def _again() -> bool:
    """Whether the writer wants to put the errors right now; Enter alone means yes, the end of input no."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print("The errors keep it from going out. Edit again? [Y/n] ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    return bool(answer) and not answer.strip().lower().startswith("n")
