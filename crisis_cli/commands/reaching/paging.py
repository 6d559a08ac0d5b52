"""How a page reaches a person of the team: by their addresses, one after the other, in a process of its own."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from crisis_cli.clocks import Clock
from crisis_cli.commands.reaching.codes import code_of
from crisis_cli.commands.reaching.team_readings import TeamReadings
from crisis_cli.domain.delivery import NO_TEAM, NOT_SET_UP
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.journal import Journal
from crisis_cli.domain.records import Page
from crisis_cli.domain.team import Team
from crisis_cli.engine.ports import DeliveryFailed
from crisis_cli.errors import CrisisError
from crisis_cli.files.secrets import filled
from crisis_cli.files.team.finding import TeamFile
from crisis_cli.reach.drill import DrillSink
from crisis_cli.reach.screen import ScreenSink
from crisis_cli.reach.sending import Sending
from crisis_cli.reach.words import language_of, message
from crisis_cli.ui.safe import safe_line

QUIET = ("heads_up",)
"""Pages that need not wake anybody."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,31}")


class TeamSink:
    """Pages go out by the addresses of the run's team file; whoever has none there is paged on the boards."""

    def __init__(self, journal: Journal, clock: Clock, zone: Callable[[], tzinfo]) -> None:
        self._journal = journal
        self._clock = clock
        self._numbers: dict[str, int] = {}
        self._readings = TeamReadings(journal.now, zone, sends=True)
        self._said = ""

    def deliver(self, page: Page, incident: Incident) -> str | Sending:
        """Begin to send it by the person's channel whose turn it is. Raises DeliveryFailed when that cannot be."""
        if incident.drill:
            return DrillSink().deliver(page, incident)
        found = self._team(incident)
        channels = found.team.channels(page.person, loud=page.about not in QUIET) if found is not None else ()
        if found is None or not channels:
            return ScreenSink().deliver(page, incident)
        number = self._number(incident.id)
        title, body = message(
            page,
            incident,
            number=number,
            code=code_of(number, page.id),
            at=self._journal.now(),
            zone=zone_of(found.team, page.person),
            language=language_of(found.team.people[page.person].languages),
        )
        channel = min(page.channel, len(channels) - 1)
        another = page.channel + 1 < len(channels)
        return begin_sending(channels[channel], found.folder, title, body, self._clock, another=another)

    def _number(self, incident: str) -> int:
        if incident not in self._numbers:
            self._numbers = {head.incident: head.number for head in self._journal.heads()}
        return self._numbers[incident]

    def _team(self, incident: Incident) -> TeamFile | None:
        """As it was last read well: nobody is passed over because a file is broken."""
        trouble = self._readings.trouble(incident)
        if trouble and trouble != self._said:
            print(f"crisis: {safe_line(trouble)}", file=sys.stderr)
        self._said = trouble
        try:
            return self._readings.team(incident)
        except CrisisError as failed:
            raise DeliveryFailed(failed.message, NO_TEAM) from None


def begin_sending(
    address: str, folder: Path, title: str, body: str, clock: Clock, *, another: bool = False
) -> Sending:
    """A page on its way by an address of a team file in `folder`, its secrets filled in. Raises DeliveryFailed."""
    try:
        whole = filled(address, os.environ, folder)
    except CrisisError as failed:
        raise DeliveryFailed(failed.message, NOT_SET_UP, another=another) from None
    job = {"address": whole, "title": title, "body": body}
    return Sending(job, clock, channel=scheme_of(whole), another=another)


def scheme_of(address: str) -> str:
    """What an address is called where it is recorded: its scheme, which holds no secret."""
    found = _SCHEME.match(address)
    return found[0].lower() if found is not None else "address"


def zone_of(team: Team, person: str) -> ZoneInfo:
    """Where that person reads times."""
    return ZoneInfo(team.people[person].zone or team.zone or "UTC")
