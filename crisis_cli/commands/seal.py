"""`crisis seal`: the head of the chain, to keep elsewhere."""

from __future__ import annotations

import json as json_

from crisis_cli.commands import options
from crisis_cli.commands.keeping import warn_without_keeper_of_any
from crisis_cli.commands.picking import pick


def seal(incident: options.Incident = "", json: options.Json = False) -> int:
    """Print the last event's number and hash; kept elsewhere, it shows a record that was cut or rewritten."""
    head = pick(incident, reading=True)
    if json:
        print(json_.dumps({"incident": head.incident, "seq": head.seq, "hash": head.hash}))
    else:
        print(f"{head.incident} {head.seq} {head.hash}")
    warn_without_keeper_of_any()
    return 0
