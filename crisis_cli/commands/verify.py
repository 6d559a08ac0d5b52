"""`crisis verify`: is the record whole?"""

from __future__ import annotations

from crisis_cli.commands import options, wiring
from crisis_cli.commands.keeping import warn_without_keeper_of_any
from crisis_cli.commands.picking import pick
from crisis_cli.ui.safe import json_text, safe_line


def verify(incident: options.Incident = "", json: options.Json = False) -> int:
    """Walk the chain of hashes of every run (or one); names the first event that does not hold."""
    journal = wiring.journal()
    heads = [pick(incident, reading=True)] if incident else journal.heads()
    results = [(head, journal.verify(head.incident)) for head in heads]
    broken = [found for _, found in results if found is not None]
    if json:
        rows = [
            {
                "incident": head.incident,
                "events": head.seq,
                "head": head.hash,
                "whole": found is None,
                "broken_at": found.seq if found else None,
                "why": found.why if found else "",
            }
            for head, found in results
        ]
        print(json_text({"whole": not broken, "incidents": rows}))
        return 1 if broken else 0
    for head, found in results:
        if found is None:
            print(f"{head.incident}: whole, {head.seq} events, head {head.hash[:16]}")
        else:
            print(f"{head.incident}: BROKEN at event {found.seq}: {safe_line(found.why)}")
    if not results:
        print("The journal is empty: nothing to verify.")
    warn_without_keeper_of_any()
    return 1 if broken else 0
