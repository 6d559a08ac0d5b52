"""In which time zone a watch shows its times: the one that its pages use, so that screen and page agree."""

from __future__ import annotations

import os
from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from crisis_cli.commands import wiring
from crisis_cli.commands.reaching.paging import zone_of
from crisis_cli.domain.watch import Watch
from crisis_cli.errors import CrisisError
from crisis_cli.files.team.finding import find_team, load_team


def zone_of_watch(watch: Watch, beside: Path) -> tzinfo:
    """That of whoever alerts page now, by the team file; without one that of the watch file, else this machine's.
    `beside`: the watch file; a team file is looked for there too."""
    try:
        path = find_team(os.environ, Path.cwd(), beside)
        found = load_team(path) if path is not None else None
    except CrisisError:  # said where somebody would be paged
        found = None
    if found is not None:
        held = found.on_call(wiring.clock().now())
        person = next((one.person for one in held if one.role == watch.pages.role), None) or ""
        if person in found.team.people:
            return zone_of(found.team, person)
        return ZoneInfo(found.team.zone or "UTC")
    return ZoneInfo(watch.zone) if watch.zone != "UTC" else wiring.zone()
