"""The account that a channel of a run is published on; a drill's is another object, which cannot send."""

from __future__ import annotations

import os
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from crisis_cli.commands import wiring
from crisis_cli.domain.incident import Incident
from crisis_cli.engine.ports import Account
from crisis_cli.errors import CrisisError
from crisis_cli.files.channels.finding import ChannelsFile, find_channels, load_channels
from crisis_cli.files.library import list_playbooks
from crisis_cli.reach.drill import DrillAccount


def account_for(incident: Incident, channel: str) -> Account | None:
    """The account of this channel, opened once in a process; None: it is posted by hand. Raises CrisisError for a
    file that cannot be read, and for a secret that is missing; its words hold no secret."""
    if incident.drill:
        return DrillAccount(channel)
    found = channels_file(incident)
    if found is None or channel not in found.channels.accounts:
        return None
    return _opened(found.path, found.document.text, channel)


def channels_file(incident: Incident) -> ChannelsFile | None:
    """What this run is published by, and what it can hold still: CRISIS_CHANNELS, else the file beside its
    playbook or its team file, else the one that is found from here. None: there is none. Raises CrisisError."""
    own = [
        entry.path
        for entry in list_playbooks(os.environ, Path.cwd())
        if not entry.shipped and entry.name == incident.playbook.id
    ]
    beside = [*own, *([Path(incident.team)] if incident.team else [])]
    path = find_channels(os.environ, Path.cwd(), beside)
    return load_channels(path) if path is not None else None


def with_account(incident: Incident) -> Collection[str]:
    """The channels of the run that can be sent to, as far as the channels file says; all where it cannot be read:
    to send says why."""
    every = {channel for spec in incident.playbook.statements.values() for channel in spec.channels}
    if incident.drill:
        return every
    try:
        found = channels_file(incident)
    except CrisisError:
        return every
    return found.channels.accounts.keys() if found is not None else ()


@lru_cache(maxsize=32)
def _opened(path: Path, text: str, channel: str) -> Account:  # noqa: ARG001 - who mends the file need not start anew
    return opened(load_channels(path), channel)


def opened(found: ChannelsFile, channel: str) -> Account:
    """The channel's account, its secrets in place. Raises SurroundingsFailed, without a secret, where one is
    missing."""
    from crisis_cli.reach.accounts.opening import open_account

    return open_account(found.ready(channel, os.environ), wiring.clock(), found.folder)
