"""`crisis status`: where the run stands."""

from __future__ import annotations

from crisis_cli.commands import options, wiring
from crisis_cli.commands.looking import keeper_seen, look, view_of
from crisis_cli.commands.reaching.keeping import warn_of_team, warn_without_keeper
from crisis_cli.ui.safe import json_text


def status(incident: options.Incident = "", as_: options.As = "", json: options.Json = False) -> int:
    """Show where the run stands: clocks, your turn, late, now, next, done, known and unknown."""
    head, session = look(incident)
    if json:
        from crisis_cli.ui.status_json import as_status

        at, seen_at = session.now(), keeper_seen(session)
        shown = as_status(session.incident, number=head.number, at=at, keeper_seen_at=seen_at)
        print(json_text(shown))
    else:
        from crisis_cli.ui.plain import marked, status_lines
        from crisis_cli.ui.shift_words import shift_words

        me = wiring.me(as_, session.incident)
        view = view_of(session, head.number, me)
        print("\n".join([*status_lines(view), *marked(list(shift_words(session.incident, me)), view)]))
    warn_without_keeper(session.incident)
    warn_of_team(session.incident)
    return 0
