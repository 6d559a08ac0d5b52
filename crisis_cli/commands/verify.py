"""`crisis verify`: is the record whole?"""

from __future__ import annotations

from crisis_cli.commands import options, wiring
from crisis_cli.commands.picking import pick
from crisis_cli.commands.reaching.keeping import warn_without_keeper_of_any
from crisis_cli.domain.journal import Broken, Head
from crisis_cli.ui.safe import json_text, safe_line

Result = tuple[str, Head | None, Broken | None]


def verify(incident: options.Incident = "", json: options.Json = False) -> int:
    """Walk the chain of hashes of every run (or one); names the first event that does not hold."""
    results = _results(incident)
    broken = [found for _, _, found in results if found is not None]
    if json:
        print(json_text({"whole": not broken, "incidents": [_row(*result) for result in results]}))
    else:
        for name, head, found in results:
            print(_line(name, head, found))
        if not results:
            print("The journal is empty: nothing to verify.")
    warn_without_keeper_of_any()
    return 1 if broken else 0


def _results(given: str) -> list[Result]:
    """Each run by name with its head and its first fault; a run without a head is one that was cut out."""
    journal = wiring.journal()
    heads = {head.incident: head for head in journal.heads()}
    names = [pick(given, reading=True).incident] if given else list(dict.fromkeys([*heads, *journal.recorded()]))
    return [(name, heads.get(name), journal.verify(name)) for name in names]


def _row(name: str, head: Head | None, found: Broken | None) -> dict[str, object]:
    return {
        "incident": name,
        "events": head.seq if head else None,
        "head": head.hash if head else None,
        "whole": found is None,
        "broken_at": found.seq if found else None,
        "why": found.why if found else "",
    }


def _line(name: str, head: Head | None, found: Broken | None) -> str:
    if found is not None:
        return f"{safe_line(name)}: BROKEN at event {found.seq}: {safe_line(found.why)}"
    assert head is not None
    return f"{name}: whole, {head.seq} events, head {head.hash[:16]}"
