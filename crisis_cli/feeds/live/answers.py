"""What an HTTP status says about when to come back."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from crisis_cli.feeds.live.stream import Lost, Trouble

_HELP = {
    401: ": is the key right?",
    403: ": may this key listen here?",
    404: ": is the address right?",
    409: ": it has no rules yet, or the same key listens elsewhere",
}
"""X answers 409 while no rule says what to send (docs.x.com/x-api/posts/filtered-stream)."""


def lost_by_status(status: int, headers: Mapping[str, str], after: float = 0.0) -> Lost:
    """The loss that a status means; `after`: seconds to leave the server alone, whatever it says."""
    try:
        named = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        named = str(status)
    trouble = Trouble.TOO_MANY if status == HTTPStatus.TOO_MANY_REQUESTS else Trouble.REFUSED
    return Lost(trouble, f"the server says {named}{_HELP.get(status, '')}", max(after, asked_to_wait(headers)))


def asked_to_wait(headers: Mapping[str, str]) -> float:
    """Seconds, by the server's own clock where it names a moment; 0 when it does not say.

    Reads Retry-After (RFC 9110, 10.2.3) and X's x-rate-limit-reset, which is in seconds since 1970.
    """
    said = headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said[:9])
    moments = [_moment(headers.get("Date", "")), _moment(said)]
    reset = headers.get("x-rate-limit-reset", "").strip()
    if moments[1] is None and reset.isdecimal():
        moments[1] = float(reset[:12])
    now, then = moments
    return max(then - now, 0.0) if now is not None and then is not None else 0.0


def _moment(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
