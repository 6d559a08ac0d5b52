"""`crisis brief`: one page for a hand-over."""

from __future__ import annotations

from crisis_cli.commands import options, wiring
from crisis_cli.commands.looking import look, view_of
from crisis_cli.commands.reaching.keeping import warn_of_team, warn_without_keeper
from crisis_cli.ui.brief import as_json, as_markdown
from crisis_cli.ui.safe import json_text


def brief(incident: options.Incident = "", as_: options.As = "", json: options.Json = False) -> int:
    """Print one page for whoever takes over: said, promised, unknown, tried, next."""
    head, session = look(incident)
    view = view_of(session, head.number, wiring.me(as_, session.incident))
    said = view, session.incident, wiring.zone()
    print(json_text(as_json(*said)) if json else as_markdown(*said))
    warn_without_keeper(session.incident)
    warn_of_team(session.incident)
    return 0
