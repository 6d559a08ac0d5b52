"""Builds Channels from the values that the table of fields has read."""

from __future__ import annotations

from typing import Any

from crisis_cli.domain.accounts import AccountSpec, Act, Channels, Freezer
from crisis_cli.files.channels.checks import SECRETS

Values = dict[str, Any]


def channels_from(values: Values) -> Channels:
    """What the file says. An account that could not be read whole is there, with what could be read of it; a
    freezer of which one half is missing is not."""
    return Channels(
        values.get("channels", "unnamed"),
        {channel: _account(channel, found) for channel, found in values.get("accounts", {}).items()},
        {
            name: Freezer(name, found.get("title", name), _act(found["freeze"]), _act(found["unfreeze"]))
            for name, found in values.get("freeze", {}).items()
            if found.get("freeze") and found.get("unfreeze")
        },
    )


def _account(channel: str, found: Values) -> AccountSpec:
    return AccountSpec(
        channel,
        found.get("service", ""),
        found.get("account", ""),
        found.get("server", ""),
        {name: found[name] for name in SECRETS if name in found},
        found.get("address", ""),
        found.get("path", ""),
    )


def _act(found: Values) -> Act:
    return Act(found.get("command", ()), found.get("webhook", ""))
