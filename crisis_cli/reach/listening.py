"""What is heard on the way, in the process that sends: every answer by HTTP or SMTP, and whether anything left."""

from __future__ import annotations

import math
import smtplib
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from crisis_cli.clocks import SystemClock
from crisis_cli.domain.delivery import BUSY, FAULT, REFUSED, SILENT

_MOST_ANSWER = 1 << 21
"""Bytes of a service's answer that are read: forty posts with all that is said of their author."""

_DATA = 354
"""SMTP: go ahead with the letter. What comes after it decides."""


class Heard:
    """The last answer that matters, and whether something may have arrived that nobody said so of."""

    def __init__(self) -> None:
        self.redirected = False
        self.status = 0
        self.failed_as = FAULT
        self.why = "it did not go out; the service did not say why"
        self.again_after = 0
        self._posting = False
        self._doubt = False
        self._before = False
        self._reply = 0

    @property
    def doubt(self) -> bool:
        """Whether what was to be posted may be out."""
        return self._posting and self._doubt

    def posting(self) -> None:
        """What leaves from now on can be read by others; before, somebody only logged in."""
        self._posting, self._doubt = True, False

    def leaves(self) -> None:
        """A request is about to leave: until its answer is there, it may have arrived."""
        self.status = 0
        self._before, self._doubt = self._doubt, True

    def http(self, status: int, headers: Mapping[str, str]) -> None:
        """An answer with that status and those headers. 302 and 303 come also from those who took what was posted
        and send the browser on."""
        self.status = status
        self._doubt = self._before or status < 300 or status in (302, 303, 408) or status >= 500
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
        if self._reply == _DATA:
            self._doubt = self._before or code < 400
        if code == _DATA:
            self.leaves()
        self._reply = code
        if code >= 500:
            self.failed_as, self.why = REFUSED, f"the mail server refuses it ({code})"
        elif code >= 400:
            self.failed_as, self.why = BUSY, f"the mail server is busy ({code})"

    def lost(self, *, timeout: bool, never_left: bool = False) -> None:
        """No answer at all. `never_left`: nobody was there to send it to."""
        if never_left:
            self._doubt = self._before
        self.failed_as = SILENT if timeout else FAULT
        self.why = "the service did not answer in time" if timeout else "the service cannot be reached"

    def failure(self) -> dict[str, Any]:
        """What to answer, now that it did not work."""
        return {
            "failed_as": self.failed_as,
            "why": self.why,
            "again_after": self.again_after,
            "unknown": self.doubt,
        }


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


def listen(heard: Heard) -> None:
    """Hear every answer, follow no redirect, and read no more of an answer than anybody needs."""
    import requests

    send = requests.Session.send

    def heard_send(self: requests.Session, request: Any, **options: Any) -> Any:
        options |= {"allow_redirects": False, "stream": True}
        heard.leaves()
        try:
            response: Any = send(self, request, **options)
            response._content = response.raw.read(_MOST_ANSWER, decode_content=True)
            response._content_consumed = True
        except Exception as failed:
            late = isinstance(failed, requests.Timeout) or "timed out" in str(failed).lower()
            heard.lost(timeout=late, never_left=_never_left(failed))
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


def listen_httpx(heard: Heard) -> None:
    """The same for a library that stands on httpx."""
    import httpx

    send = httpx.Client.send

    def heard_send(self: httpx.Client, request: httpx.Request, **options: Any) -> httpx.Response:
        options |= {"stream": True, "follow_redirects": False}
        heard.leaves()
        try:
            response = send(self, request, **options)
            body = b""
            for piece in response.iter_bytes():
                body += piece
                if len(body) > _MOST_ANSWER:
                    break
            response.close()
            response._content = body
        except httpx.HTTPError as failed:
            never_left = isinstance(failed, httpx.ConnectError | httpx.ConnectTimeout | httpx.UnsupportedProtocol)
            heard.lost(timeout=isinstance(failed, httpx.TimeoutException), never_left=never_left)
            raise
        heard.http(response.status_code, response.headers)
        return response

    httpx.Client.send = heard_send  # type: ignore[method-assign]


def _never_left(failed: BaseException | None) -> bool:
    """Whether no connection came about: no such name, nobody there, no door that opens, a false certificate."""
    import ssl

    from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

    nobody = (ConnectTimeoutError, NewConnectionError, ConnectionRefusedError, ssl.SSLCertVerificationError)
    seen: set[int] = set()
    waiting: list[Any] = [failed]
    while waiting:
        found = waiting.pop()
        if not isinstance(found, BaseException) or id(found) in seen:
            continue
        if isinstance(found, nobody):
            return True
        seen.add(id(found))
        waiting += [found.__cause__, found.__context__, getattr(found, "reason", None), *found.args]
    return False
