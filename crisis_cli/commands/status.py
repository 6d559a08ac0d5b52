"""`crisis status`: where the run stands."""

from __future__ import annotations

from crisis_cli.commands import options, wiring
from crisis_cli.commands.keeping import warn_without_keeper
from crisis_cli.commands.looking import look, view_of
from crisis_cli.ui.safe import json_text


def status(incident: options.Incident = "", as_: options.As = "", json: options.Json = False) -> int:
    """Show where the run stands: clocks, your turn, late, now, next, done, known and unknown."""
    head, session = look(incident)
    if json:
        from crisis_cli.ui.status_json import as_status

        seen = session.journal.keepers()
        at = seen[0].seen_at if seen else None
        shown = as_status(session.incident, number=head.number, at=session.now(), keeper_seen_at=at)
        print(json_text(shown))
    else:
        from crisis_cli.ui.plain import status_lines

        print("\n".join(status_lines(view_of(session, head.number, wiring.me(as_)))))
    warn_without_keeper(session.incident)
    return 0
