"""`crisis close`: stand down."""

from __future__ import annotations

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act, confirm
from crisis_cli.commands.picking import pick
from crisis_cli.domain.intents import Close
from crisis_cli.errors import UsageError


def close(
    reason: options.Reason = "",
    yes: options.Yes = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Close the run. Refused while the public was told that we speak again."""
    if not reason.strip():
        raise UsageError("A close needs a reason.", 'crisis close --reason "the recall is complete"')
    head = pick(incident)
    session = wiring.session(head.incident)
    left = [step.id for step in session.incident.steps() if session.incident.state(step.id).status.value == "open"]
    still = f" Still open: {', '.join(left)}." if left else ""
    if not confirm(f"Close {head.incident}?{still}", yes=yes):
        return 0
    return act(Close(reason), incident=head.incident, as_=as_, at=at, as_json=json)
