"""`crisis done`: a step is done."""

from __future__ import annotations

import sys
from collections.abc import Callable

from crisis_cli.commands import options
from crisis_cli.commands.acting import act
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Complete


def done(
    step: options.Step,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Say that a step is done (a draft: that its writer is finished)."""
    return act(_complete(step), incident=incident, as_=as_, at=at, as_json=json)


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
