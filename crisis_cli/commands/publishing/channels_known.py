"""Every channel there is: those with an account, those of the playbooks, and what a text may have there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from crisis_cli.domain.playbook import Playbook
from crisis_cli.errors import CrisisError
from crisis_cli.files.channels.finding import VARIABLE, ChannelsFile, find_channels, load_channels
from crisis_cli.files.library import list_playbooks
from crisis_cli.files.playbook.reader import load_playbook
from crisis_cli.statements.channels.counting import platform
from crisis_cli.ui.accounts import table
from crisis_cli.ui.safe import json_text, safe_line

WITHOUT_A_FILE = (
    "There is no channels file, so every channel is posted by hand. Write channels.yaml beside your playbooks"
    f" (crisis schema channels has its fields), or set {VARIABLE}."
)


class Known(NamedTuple):
    """`file`: the channels file, None where there is none. `assumed`: by channel, the limit that each playbook
    that uses it counts by, None for no limit. Playbooks are one's own; those that came with the program stand for
    them where there are none."""

    file: ChannelsFile | None
    assumed: Mapping[str, Mapping[str, int | None]]

    @property
    def by_hand(self) -> list[str]:
        """The playbooks' channels without an account."""
        accounts = self.file.channels.accounts if self.file is not None else {}
        return [channel for channel in self.assumed if channel not in accounts]

    def limits(self, channel: str) -> list[int | None]:
        """What a text may have there, as the playbooks have it, or as is usual where none uses the channel."""
        found = dict.fromkeys(self.assumed.get(channel, {}).values())
        return list(found) or [platform(channel).limit]


def known() -> Known:
    """What is found from here. Raises CrisisError for a channels file that cannot be read."""
    path = find_channels(os.environ, Path.cwd())
    file = load_channels(path) if path is not None else None
    assumed: dict[str, dict[str, int | None]] = {}
    for playbook in _playbooks():
        for channel in playbook.channels:
            assumed.setdefault(channel, {})[playbook.id] = platform(channel, playbook.checks.limits).limit
    return Known(file, assumed)


def _playbooks() -> Iterator[Playbook]:
    entries = list_playbooks(os.environ, Path.cwd())
    for entry in [entry for entry in entries if not entry.shipped] or entries:
        try:
            playbook = load_playbook(entry.path).playbook
        except CrisisError:
            continue  # crisis validate speaks of it
        if playbook is not None:
            yield playbook


def show(found: Known, *, as_json: bool) -> None:
    """Print them: first those with an account."""
    accounts = found.file.channels.accounts if found.file is not None else {}
    rows = [(spec.channel, spec.service, spec.account) for spec in accounts.values()]
    rows += [(channel, "", "") for channel in found.by_hand]
    if as_json:
        each = [
            {
                "channel": channel,
                "service": service or None,
                "account": account or None,
                "limits": found.limits(channel),
            }
            for channel, service, account in rows
        ]
        print(json_text({"file": str(found.file.path) if found.file is not None else None, "channels": each}))
        return
    if found.file is None:
        print(f"crisis: {WITHOUT_A_FILE}", file=sys.stderr)
    elif not found.file.document.sound:
        print(
            f"crisis: {safe_line(str(found.file.path))} has problems: crisis validate shows them", file=sys.stderr
        )
    print("\n".join(table([(*row, found.limits(row[0])) for row in rows])))
