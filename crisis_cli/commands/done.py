"""`crisis done`: a step is done."""

from __future__ import annotations

import sys
from collections.abc import Callable

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.commands.picking import pick
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Complete
from crisis_cli.domain.playbook import Kind
from crisis_cli.ui.findings.concise import one_line
from crisis_cli.ui.findings.result import counted


def done(
    step: options.Step,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Say that a step is done (a draft: that its writer is finished)."""
    session = wiring.session(pick(incident).incident)
    result = act(_complete(step), incident=session.name, as_=as_, at=at, as_json=json)
    session.refresh()
    _tell_errors(session.incident, step)
    return result


def _complete(name: str) -> Callable[[Incident], Complete]:
    """The intent; says on stderr how many lines of the step's checklist nobody has ticked."""

    def made(run: Incident) -> Complete:
        step = run.step(name)
        left = len(step.checklist) - len(run.state(name).checked) if step is not None else 0
        if step is not None and left:
            print(
                f"crisis: {left} of {len(step.checklist)} lines of its checklist are not ticked", file=sys.stderr
            )
        return Complete(name)

    return made


def _tell_errors(incident: Incident, name: str) -> None:
    """Of a text that was handed on: what will keep it from going out."""
    step = incident.step(name)
    if step is None or step.kind is not Kind.DRAFT:
        return
    errors = wiring.checks().errors(incident, step.target, ())
    if errors:
        what = counted(len(errors), "error")
        print(f"crisis: {what} will keep {step.target} from going out:", file=sys.stderr)
    for error in errors:
        print(one_line(error), file=sys.stderr)
