"""What `crisis watch --start` does on a red alert: opens the incident, its clock at the first unusual post."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from crisis_cli.commands import wiring
from crisis_cli.commands.playbooks import file_of, runnable
from crisis_cli.commands.reaching.keeping import start_keeper
from crisis_cli.commands.reaching.team_file import holders_of, team_for
from crisis_cli.domain.alert import Alert
from crisis_cli.domain.intents import TakeNote
from crisis_cli.engine.session import Session
from crisis_cli.errors import CrisisError
from crisis_cli.ui.refusals import sentence
from crisis_cli.ui.safe import safe
from crisis_cli.ui.watch.words import alert_lines


def start(alert: Alert, me: str, *, keeper: bool = True) -> str:
    """Open the incident that a red alert suggests, or tell the real one that is open already; returns its name.

    Empty, and said on stderr, when it cannot be: the watch goes on.
    """
    try:
        session = _open_one(alert.suggests) or _begin(alert, me)
        session.act(TakeNote("\n".join(alert_lines(alert, wiring.zone()))), actor=me)
        if keeper:
            start_keeper()
    except CrisisError as failed:
        print(f"crisis: {safe(sentence(failed.message))} No incident was opened.", file=sys.stderr)
        return ""
    return session.name


def _open_one(playbook: str) -> Session | None:
    """The real run of this playbook that is open; a second one would give the team two boards for one crisis. A
    drill is none, and is told of: its board looks alike."""
    found = [head for head in wiring.journal().heads(open_only=True) if head.playbook == playbook]
    real = [head.incident for head in found if not head.drill]
    if drills := [head.incident for head in found if head.drill]:
        print(f"crisis: A DRILL is open too: {safe(', '.join(drills))}. This is not it.", file=sys.stderr)
    return wiring.session(real[-1]) if real else None


def _begin(alert: Alert, me: str) -> Session:
    from crisis_cli.engine.opening import Opening
    from crisis_cli.engine.session import open_run

    chosen = runnable(alert.suggests)
    now = wiring.journal().now()
    seen = min(datetime.fromtimestamp(alert.since, UTC), now)
    team = team_for(file_of(alert.suggests))
    where = str(team.path) if team is not None else ""
    opening = Opening(chosen, seen, me, holders=holders_of(team, chosen, now), team=where)
    return open_run(
        wiring.journal(), opening, read_playbook=wiring.read_playbook, new_id=wiring.new_id, checks=wiring.checks()
    )
