"""`crisis seal`: the head of the chain, to keep elsewhere."""

from __future__ import annotations

from crisis_cli.commands import options
from crisis_cli.commands.picking import pick
from crisis_cli.commands.reaching.keeping import warn_without_keeper_of_any
from crisis_cli.ui.safe import json_text


def seal(incident: options.Incident = "", json: options.Json = False) -> int:
    """Print the last event's number and hash; kept elsewhere, it shows a record that was cut or rewritten."""
    head = pick(incident, reading=True)
    if json:
        print(json_text({"incident": head.incident, "seq": head.seq, "hash": head.hash}))
    else:
        print(f"{head.incident} {head.seq} {head.hash}")
    warn_without_keeper_of_any()
    return 0
