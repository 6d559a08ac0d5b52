"""The process that sends one page, or pings one URL, and ends: apprise lives here, and nowhere else.

What it is told comes through standard input, so that no secret stands in a list of processes. It answers one line
of JSON, in words of our own: neither a service's answer nor a library's complaint may carry a secret back. Guards
for the faults of apprise that were measured (research, section C): one service an address, no wait between mails,
no redirect that is followed and taken for success, no log, and an end by the wall clock.
"""

from __future__ import annotations

import json
import logging
import math
import os
import smtplib
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Timer
from typing import Any, NoReturn

from crisis_cli.clocks import SystemClock
from crisis_cli.domain.delivery import BUSY, FAULT, NOT_SET_UP, REFUSED, SILENT

LIMIT = 20.0
"""Seconds that a page may take. Shorter than a lease (30), so that nobody else sends it meanwhile."""

_MOST_ANSWER = 1 << 18
"""Bytes of a service's answer that are read."""

_PING = 10.0
"""Seconds that a dead man's switch may take to answer."""


class _Heard:
    """What was heard on the way: the last answer that matters, by HTTP or SMTP."""

    def __init__(self) -> None:
        self.redirected = False
        self.failed_as = FAULT
        self.why = "it did not go out; the service did not say why"
        self.again_after = 0

    def http(self, status: int, headers: Mapping[str, str]) -> None:
        """An answer with that status and those headers."""
        if 300 <= status < 400:
            self.redirected = True
            self.failed_as, self.why = REFUSED, f"the service answers {status}: it has moved, mend the address"
        elif status == 429 or status == 503:
            self.failed_as, self.why = BUSY, f"the service is busy ({status})"
            self.again_after = _again_after(headers)
        elif status == 408 or status >= 500:
            self.failed_as, self.why = FAULT, f"the service is out of order ({status})"
        elif status >= 400:
            self.failed_as, self.why = REFUSED, f"the service refuses it ({status})"

    def smtp(self, code: int) -> None:
        """A reply with that code."""
        if code >= 500:
            self.failed_as, self.why = REFUSED, f"the mail server refuses it ({code})"
        elif code >= 400:
            self.failed_as, self.why = BUSY, f"the mail server is busy ({code})"

    def lost(self, *, timeout: bool) -> None:
        """No answer at all."""
        self.failed_as = SILENT if timeout else FAULT
        self.why = "the service did not answer in time" if timeout else "the service cannot be reached"


def _again_after(headers: Mapping[str, str]) -> int:
    """Seconds that a busy service asks to be left alone, said as a number or as a date; 0: it does not say. A date
    is compared with the service's own clock where it tells it: a laptop's may be wrong."""
    asked = str(headers.get("Retry-After", "")).strip()
    if asked.isascii() and asked.isdecimal():
        return int(asked[:6])
    until = _moment(asked)
    now = _moment(str(headers.get("Date", ""))) or SystemClock().now()
    return max(0, math.ceil((until - now).total_seconds())) if until is not None else 0


def _moment(written: str) -> datetime | None:
    """A date as HTTP writes it, of whichever of its three forms (RFC 9110, 5.6.7); None: it is none."""
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def main() -> None:
    """Do the one thing that standard input asks for."""
    answer = sys.stdout.buffer
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as it lives
    logging.disable(logging.CRITICAL)  # at its lowest level apprise logs addresses with their secrets
    limit = Timer(LIMIT, _end, (answer, {"failed_as": SILENT, "why": f"no word within {LIMIT:.0f} s"}))
    limit.daemon = True
    limit.start()
    try:
        asked = json.loads(sys.stdin.buffer.read())
        said = _ping(asked["ping"]) if "ping" in asked else _send(asked)
    except Exception as failed:  # whatever a service or a library does: in our words, or a secret might get out
        said = {"failed_as": FAULT, "why": f"sending failed ({type(failed).__name__})"}
    _end(answer, said)


def _end(answer: Any, said: dict[str, Any]) -> NoReturn:
    answer.write(json.dumps(said).encode())
    answer.flush()
    os._exit(0)  # without waiting for a thread that still hangs on a socket


def _send(asked: dict[str, Any]) -> dict[str, Any]:
    import apprise

    heard = _Heard()
    _listen(heard)
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
        notify_type=apprise.NotifyType.WARNING,
        body_format=apprise.NotifyFormat.TEXT,
    )
    if went and not heard.redirected:
        return {"sent": True}
    return {"failed_as": heard.failed_as, "why": heard.why, "again_after": heard.again_after}


def _ping(url: str) -> dict[str, Any]:
    import requests

    heard = _Heard()
    _listen(heard)
    answer = requests.get(url, timeout=_PING)
    return (
        {"sent": True} if answer.ok and not heard.redirected else {"failed_as": heard.failed_as, "why": heard.why}
    )


def _listen(heard: _Heard) -> None:
    """Hear every answer, follow no redirect, and read no more of an answer than anybody needs."""
    import requests

    send = requests.Session.send

    def heard_send(self: requests.Session, request: Any, **options: Any) -> Any:
        options |= {"allow_redirects": False, "stream": True}
        try:
            response = send(self, request, **options)
            response._content = response.raw.read(_MOST_ANSWER, decode_content=True)
            response._content_consumed = True
        except Exception as failed:
            heard.lost(timeout=isinstance(failed, requests.Timeout) or "timed out" in str(failed).lower())
            if isinstance(failed, requests.RequestException):
                raise
            raise requests.ConnectionError("the answer broke off") from None
        heard.http(response.status_code, response.headers)
        return response

    requests.Session.send = heard_send  # type: ignore[method-assign]
    reply = smtplib.SMTP.getreply

    def heard_reply(self: smtplib.SMTP) -> tuple[int, bytes]:
        code, words = reply(self)
        heard.smtp(code)
        return code, words

    smtplib.SMTP.getreply = heard_reply  # type: ignore[method-assign]
