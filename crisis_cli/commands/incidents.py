"""`crisis incidents`: the runs in this journal."""

from __future__ import annotations

from crisis_cli.commands import options, wiring
from crisis_cli.commands.reaching.keeping import warn_without_keeper_of_any
from crisis_cli.domain.timing import iso
from crisis_cli.ui.safe import json_text, safe_line


def incidents(json: options.Json = False) -> int:
    """List the runs, open ones marked, oldest first."""
    heads = wiring.journal().heads()
    if json:
        rows = [
            {
                "incident": head.incident,
                "number": head.number,
                "title": head.title,
                "playbook": head.playbook,
                "drill": head.drill,
                "open": head.open,
                "opened_at": iso(head.opened_at),
                "events": head.seq,
            }
            for head in heads
        ]
        print(json_text({"incidents": rows}))
        return 0
    for head in heads:
        opened = head.opened_at.astimezone(wiring.zone())
        kind = "DRILL" if head.drill else "REAL "
        state = "OPEN  " if head.open else "closed"
        print(
            f"#{head.number:<3} {state} {kind} {opened:%Y-%m-%d %H:%M}  {safe_line(head.title)}  {head.incident}"
        )
    if not heads:
        print("There is no incident yet. Start one: crisis run")
    warn_without_keeper_of_any()
    return 0
