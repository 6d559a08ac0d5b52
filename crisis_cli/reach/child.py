"""The process that sends a page, posts a text, calls or pings an address, and ends: apprise lives here alone.

What it is told comes through standard input, so that no secret stands in a list of processes. It answers one line
of JSON, in words of our own: neither a service's answer nor a library's complaint may carry a secret back. Guards
for the faults of apprise that were measured (research, section C): one service an address, no wait between mails,
no redirect that is followed and taken for success, no log, and an end by the wall clock.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Mapping
from threading import Timer
from typing import Any, NoReturn

from crisis_cli.domain.delivery import FAULT, NOT_SET_UP, SILENT
from crisis_cli.reach.listening import Heard, listen

LIMIT = 20.0
"""Seconds that it may take. Shorter than a lease (30), so that nobody else sends it meanwhile."""

_PING = 10.0
"""Seconds that a dead man's switch may take to answer."""


def main() -> None:
    """Do the one thing that standard input asks for. `limit`: seconds, when they are others than `LIMIT`."""
    answer = sys.stdout.buffer
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as it lives
    logging.disable(logging.CRITICAL)  # at its lowest level apprise logs addresses with their secrets
    heard = Heard()
    try:
        asked = json.loads(sys.stdin.buffer.read())
        limit = Timer(asked.get("limit", LIMIT), _late, (answer, heard, asked))
        limit.daemon = True
        limit.start()
        said = _do(asked, heard)
    except Exception as failed:  # whatever a service or a library does: in our words, or a secret might get out
        said = {"failed_as": FAULT, "why": f"sending failed ({type(failed).__name__})", "unknown": heard.doubt}
    _end(answer, said)


def _do(asked: dict[str, Any], heard: Heard) -> dict[str, Any]:
    listen(heard)
    if "ping" in asked:
        return _ping(asked["ping"], heard)
    if "call" in asked:
        from crisis_cli.reach.calling import call_from_child

        return call_from_child(asked, heard)
    if "service" in asked:
        from crisis_cli.reach.accounts.serving import serve

        return serve(asked, heard)
    return send(asked, heard)


def _late(answer: Any, heard: Heard, asked: Mapping[str, Any]) -> NoReturn:
    why = f"no word within {asked.get('limit', LIMIT):.0f} s"
    _end(answer, {"failed_as": SILENT, "why": why, "unknown": heard.doubt})


def _end(answer: Any, said: dict[str, Any]) -> NoReturn:
    answer.write(json.dumps(said).encode())
    answer.flush()
    os._exit(0)  # without waiting for a thread that still hangs on a socket


def send(asked: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """Send `body` under `title` to `address`, once, by apprise."""
    import apprise

    asset = apprise.AppriseAsset(async_mode=False, plugin_paths=[], secure_logging=True)
    service = apprise.Apprise.instantiate(asked["address"], asset=asset)
    if not isinstance(service, apprise.NotifyBase):
        return {"failed_as": NOT_SET_UP, "why": "no service can be told from this address"}
    service.request_rate_per_sec = 0
    sender = apprise.Apprise(asset=asset)
    sender.add(service)
    went = sender.notify(
        title=asked["title"],
        body=asked["body"],
        notify_type=apprise.NotifyType(asked.get("kind", "warning")),
        body_format=apprise.NotifyFormat.TEXT,
    )
    return {"sent": True} if went and not heard.redirected else heard.failure()


def _ping(url: str, heard: Heard) -> dict[str, Any]:
    import requests

    answer = requests.get(url, timeout=_PING)
    return {"sent": True} if answer.ok and not heard.redirected else heard.failure()
