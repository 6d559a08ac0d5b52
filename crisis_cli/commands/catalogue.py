"""Every command by its name, in the order in which help shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import signature

from crisis_cli.commands.ack import ack
from crisis_cli.commands.add import add
from crisis_cli.commands.answer import answer
from crisis_cli.commands.approve import approve
from crisis_cli.commands.away import away
from crisis_cli.commands.board import board
from crisis_cli.commands.brief import brief
from crisis_cli.commands.close import close
from crisis_cli.commands.doctor import doctor
from crisis_cli.commands.done import done
from crisis_cli.commands.draft import draft
from crisis_cli.commands.edit import edit
from crisis_cli.commands.escalate import escalate
from crisis_cli.commands.fact import fact
from crisis_cli.commands.handoff import handoff
from crisis_cli.commands.incidents import incidents
from crisis_cli.commands.keep import keep
from crisis_cli.commands.list_ import list_
from crisis_cli.commands.log import log
from crisis_cli.commands.note import note
from crisis_cli.commands.publish import publish
from crisis_cli.commands.redact import redact
from crisis_cli.commands.reject import reject
from crisis_cli.commands.reopen import reopen
from crisis_cli.commands.report import report
from crisis_cli.commands.run import run
from crisis_cli.commands.seal import seal
from crisis_cli.commands.seen import seen
from crisis_cli.commands.show import show
from crisis_cli.commands.skip import skip
from crisis_cli.commands.status import status
from crisis_cli.commands.switch import switch
from crisis_cli.commands.tick import tick
from crisis_cli.commands.triage import triage
from crisis_cli.commands.tried import tried
from crisis_cli.commands.undo import undo
from crisis_cli.commands.verify import verify

COMMANDS: Mapping[str, Mapping[str, Callable[..., int]]] = {
    "Begin": {"run": run, "triage": triage, "list": list_, "show": show},
    "Look": {"board": board, "status": status, "brief": brief, "incidents": incidents},
    "Steps": {
        "answer": answer,
        "done": done,
        "tick": tick,
        "ack": ack,
        "skip": skip,
        "escalate": escalate,
        "add": add,
        "undo": undo,
    },
    "Facts and notes": {"fact": fact, "note": note, "seen": seen, "switch": switch},
    "Statements": {"draft": draft, "edit": edit, "approve": approve, "reject": reject, "publish": publish},
    "People": {"handoff": handoff, "away": away, "tried": tried},
    "The end": {"close": close, "reopen": reopen, "report": report},
    "The record": {"log": log, "verify": verify, "seal": seal, "redact": redact},
    "This machine": {"keep": keep, "doctor": doctor},
}
"""Panel to name to function."""


def _taking(option: str) -> frozenset[str]:
    every = {name: function for panel in COMMANDS.values() for name, function in panel.items()}
    return frozenset(name for name, function in every.items() if option in signature(function).parameters)


TAKES_INCIDENT = _taking("incident")
"""The commands with --incident: a line typed in plain mode means the run that it follows."""

TAKES_NAME = _taking("as_")
"""The commands with --as."""
