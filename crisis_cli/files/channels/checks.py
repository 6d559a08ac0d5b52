"""What one field of a channels file cannot see alone: what each service needs, and channels nobody posts to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crisis_cli.domain.accounts import Channels
from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.nearest import unknown
from crisis_cli.domain.secrets import PLACEHOLDER, tells_secret
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.parsing.report import listed, quoted
from crisis_cli.files.shapes.addresses import WebAddress
from crisis_cli.files.shapes.groups import lacks
from crisis_cli.files.shapes.reading import Reading

Values = dict[str, Any]
_PLACEHOLDER = re.compile(PLACEHOLDER)

SECRETS = ("token", "password", "consumer_key", "consumer_secret", "access_token", "access_token_secret")
"""The fields that hold nothing but a key."""

NEEDS: Mapping[str, tuple[str, ...]] = {
    "mastodon": ("server", "token"),
    "bluesky": ("password",),
    "x": ("consumer_key", "consumer_secret", "access_token", "access_token_secret"),
    "webhook": ("address",),
    "file": ("path",),
    "message": ("address",),
}
"""Without which a service cannot be posted by."""

ONLY_WITH: Mapping[str, tuple[str, ...]] = {
    **{
        name: tuple(service for service, needed in NEEDS.items() if name in needed)
        for needed in NEEDS.values()
        for name in needed
    },
    "server": ("mastodon", "bluesky"),
}
"""The services with which a field means something."""

_WRITE = {
    "server": "add server: and the address of the account's server, such as https://social.example",
    "address": 'add address: "https://..." for a webhook, or as in a team file for a message',
    "path": "add path: and the file that the text is put into",
}


def check_account(values: Values, node: MapNode, reading: Reading) -> None:
    """The service has what it needs, and nothing that it would not look at."""
    service = values.get("service", "")
    for name in NEEDS.get(service, ()):
        if lacks(node, name, ("service", "account", *ONLY_WITH)):
            message = f'an account with the service {service} needs "{name}"'
            written = f'add {name}: "${{NAME}}" and set NAME in the environment; "${{file:PATH}}" for a file'
            reading.report.error("missing-key", node, message, _WRITE.get(name, written))
    if service == "webhook" and "address" in values:
        WebAddress.fits(values["address"], node.entries["address"][1], reading)
    for name, services in ONLY_WITH.items():
        if service and name in node.entries and service not in services:
            message = f"{name} means something only with the service {listed(services)}"
            hint = f"delete it, or correct the service, which is {service} here"
            reading.report.error("misplaced", node.entries[name][0], message, hint)


def check_act(_: Values, node: MapNode, reading: Reading) -> None:
    """Exactly one thing is done."""
    there = [name for name in ("command", "webhook") if name in node.entries]
    if not there and lacks(node, "command") and lacks(node, "webhook"):
        message = 'an act needs "command" or "webhook"'
        hint = "add command: [a-program, what-it-is-told], or webhook: and an address"
        reading.report.error("missing-key", node, message, hint)
    elif len(there) > 1:
        message = "a command and a webhook: nobody could tell whether one of the two is enough"
        first: list[tuple[str, Node]] = [("the command is here", node.entries["command"][0])]
        hint = "delete one of the two; a command may call the address as well"
        reading.report.error("misplaced", node.entries["webhook"][0], message, hint, first)
    if "command" in node.entries:
        _check_words(node.entries["command"][1], reading)


def _check_words(command: Node, reading: Reading) -> None:
    """A program is told what stands there: no secret is put in, and none belongs in."""
    words = [item for item in command.items if isinstance(item, Scalar)] if isinstance(command, ListNode) else []
    before = ""
    for word in words:
        if _PLACEHOLDER.search(word.value) is not None:
            message = "a command gets no secrets: it would be told this word for word"
            hint = "leave it out, and let the program read its own environment, which is that of crisis"
            reading.report.error("secret-in-command", word, message, hint)
        elif tells_secret(before, word.value):
            message = "this looks like a password or a key, for everybody who can read this file or list processes"
            hint = "leave it out, and let the program read it from its own environment or file"
            reading.report.warning("secret-in-file", word, message, hint)
        before = word.value


def check_channels(_: Values, node: MapNode, reading: Reading) -> None:
    """The file says something."""
    if all(lacks(node, name) for name in ("accounts", "freeze")):
        hint = "add accounts: and for each channel its account, or freeze: and what to hold still"
        reading.report.error("missing-key", node, "this file has no account, and nothing to freeze", hint)


def channels_against_playbooks(channels: Channels, used: Iterable[str]) -> Iterator[Finding]:
    """Accounts of channels that no statement of the playbooks goes to: a slip of the pen, or a playbook that went.
    `used` is asked no further than it takes to find all of them."""
    unused, known = unknown(channels.accounts, used)
    for channel, meant in unused.items():
        all_ = f"the playbooks' channels are: {listed(sorted(known))}" if known else "no playbook was found"
        message = f"no statement goes to a channel {quoted(channel)}, so nothing is ever posted from this account"
        hint = f'did you mean "{meant}"?' if meant else all_
        yield Finding("unused-account", Severity.WARNING, message, hint, ("accounts", channel))
