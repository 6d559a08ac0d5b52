"""The team file while a run goes on: whoever edits it at night must not silence its pages."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crisis_cli.commands.reaching.team_file import team_path
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.timing import clock_time
from crisis_cli.errors import CrisisError

if TYPE_CHECKING:
    from crisis_cli.files.team.finding import TeamFile


class Reading(NamedTuple):
    """What a team file said, and when: it counts until the file says something else."""

    found: TeamFile
    at: datetime
    stamp: tuple[int, ...]


class TeamReadings:
    """Remembers each team file as this process last read it well, whichever runs it counts for. `trouble` says
    what is wrong with the file now; empty when nothing is. `sends`: pages go out by what is read here."""

    def __init__(self, now: Callable[[], datetime], zone: Callable[[], tzinfo], *, sends: bool = False) -> None:
        self._now = now
        self._zone = zone
        self._sends = sends
        self._good: dict[Path, Reading] = {}
        self._path_of: dict[str, Path] = {}
        self._trouble: dict[str, str] = {}

    def team(self, incident: Incident) -> TeamFile | None:
        """The run's team; None: it has no file. Raises CrisisError for one that cannot be read and never could."""
        key = incident.team
        path = team_path(incident)
        last = self._last(key, path)
        stamp = _stamp(path)
        if path is not None and last is not None and (last.found.path, last.stamp) == (path, stamp):
            self._trouble.pop(key, None)
            return last.found
        try:
            found = _load(path)
        except CrisisError as failed:
            self._trouble[key] = self._words(failed.message, last)
            if last is None:
                raise
            return last.found
        if last is not None and (found is None or (last.found.document.sound and not found.document.sound)):
            wrong = "is gone" if found is None else "has problems"
            self._trouble[key] = self._words(f"{last.found.path} {wrong}", last)
            return last.found
        self._trouble.pop(key, None)
        if found is not None:
            self._good[found.path] = Reading(found, self._now(), stamp)
            self._path_of[key] = found.path
        return found

    def _last(self, key: str, path: Path | None) -> Reading | None:
        """What the file said for any run; where it is gone, or is another by now, what this run's said."""
        before = self._path_of.get(key, Path(key))
        return self._good.get(path or before) or self._good.get(before)

    def trouble(self, incident: Incident) -> str:
        """What is wrong with the run's team file now, and by what its pages go out meanwhile."""
        with contextlib.suppress(CrisisError):  # it is said in the same words
            self.team(incident)
        return self._trouble.get(incident.team, "")

    def _words(self, wrong: str, last: Reading | None) -> str:
        if last is not None:
            by = f"by what it said at {clock_time(last.at, self._zone(), seconds=True)}"
        elif not self._sends:  # another process sends, and this one cannot know since when it runs
            by = "by what the keeper last read in it; one that starts now waits until it can be read"
        else:
            return f"{wrong}. Pages wait until it can: crisis team check"
        return f"{wrong}. Pages go out {by}: crisis team check"


def _load(path: Path | None) -> TeamFile | None:
    from crisis_cli.files.team.finding import load_team

    return load_team(path) if path is not None else None


def _stamp(path: Path | None) -> tuple[int, ...]:
    """Changes whenever the file does."""
    try:
        found = os.stat(path) if path is not None else None
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino) if found is not None else ()
