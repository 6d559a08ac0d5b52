"""HTTP: one answer that never ends, line by line, or one that is bounded."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence

import requests
from urllib3.exceptions import HTTPError, NameResolutionError, ReadTimeoutError

from crisis_cli.feeds.lines import MOST_LINE
from crisis_cli.feeds.live.answers import lost_by_status
from crisis_cli.feeds.live.stream import Lost, Trouble

CONNECT = 10.0
"""Seconds until a server must have answered the phone."""

CHUNK = 1 << 16

ENDLESS = b"a line without an end: "
"""With this a line begins that is handed on though it had not ended, to be counted as a bad one."""

SHOWN = 200
"""Bytes of it that are."""


def lines(
    url: str,
    *,
    token: str = "",
    query: Mapping[str, str] | None = None,
    silence: float,
    monotonic: Callable[[], float],
    most: int = MOST_LINE,
) -> Generator[tuple[bytes, ...], None, None]:
    """Connect, and give whole lines as they come: none at first, which says that it is connected. Whoever sends
    not even an empty line for `silence` seconds is gone, and so is one whose line does not end in that time, or
    within `most` bytes: its beginning comes last, behind ENDLESS. Raises Lost."""
    with _answer(url, token, query, {"Accept-Encoding": "identity"}, silence) as answer:
        if answer.status_code != requests.codes.ok:
            raise lost_by_status(answer.status_code, answer.headers)
        _refuse_encoding(answer, ())
        yield ()
        rest: list[bytes] = []
        size, since = 0, monotonic()
        while True:
            chunk = _more(answer, silence)
            if not chunk:
                raise Lost(Trouble.NETWORK, "the server ended it")
            first, *others = chunk.split(b"\n")
            if not rest or others:
                since = monotonic()
            rest.append(first)
            found = []
            if others:
                found = [b"".join(rest), *others[:-1]]
                rest, size = others[-1:] if others[-1] else [], 0
            size += len(rest[-1]) if rest else 0
            yield tuple(found)
            if size > most or (rest and monotonic() - since > silence):
                yield (ENDLESS + b"".join(rest)[:SHOWN],)
                long = f"more than {most // 1_000_000} MB" if size > most else f"more than {silence:.0f} s"
                raise Lost(Trouble.REFUSED, f"it sends a line that does not end: {long} of it, which is no post")


def document(
    url: str, headers: Mapping[str, str], *, most: int, longest: float, monotonic: Callable[[], float]
) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and body, cut after `most` bytes plus one. Raises Lost, also when it takes longer than
    `longest` seconds."""
    end = monotonic() + longest
    with _answer(url, "", None, {**headers, "Accept-Encoding": "gzip, deflate"}, longest) as answer:
        _refuse_encoding(answer, ("gzip", "x-gzip", "deflate"))
        body = b""
        while len(body) <= most and (chunk := _more(answer, longest)):
            body += chunk
            if monotonic() > end:
                raise Lost(Trouble.NETWORK, f"its answer takes longer than {longest:.0f} s")
        return answer.status_code, answer.headers, body[: most + 1]


def _answer(
    url: str, token: str, query: Mapping[str, str] | None, headers: Mapping[str, str], silence: float
) -> requests.Response:
    def signed(request: requests.PreparedRequest) -> requests.PreparedRequest:
        # A function of our own, because without one a .netrc would be asked, and its password sent instead.
        if token:
            request.headers["Authorization"] = f"Bearer {token}"
        return request

    agent = {"User-Agent": "crisis-cli"}
    try:
        return requests.get(
            url, params=query, auth=signed, headers={**agent, **headers}, stream=True, timeout=(CONNECT, silence)
        )
    except requests.exceptions.SSLError:
        raise Lost(Trouble.REFUSED, "its certificate cannot be trusted") from None
    except requests.Timeout:
        raise Lost(Trouble.NETWORK, "no answer in time") from None
    except (requests.ConnectionError, OSError) as failed:
        if isinstance(failed, requests.TooManyRedirects | requests.exceptions.InvalidURL):
            raise Lost(Trouble.REFUSED, "its address leads nowhere") from None
        unknown = failed.args and isinstance(getattr(failed.args[0], "reason", None), NameResolutionError)
        raise Lost(Trouble.NETWORK, "its name cannot be found" if unknown else "no connection") from None


def _refuse_encoding(answer: requests.Response, asked: Sequence[str]) -> None:
    """What is packed though nobody asked for that, or twice, is made to be a thousand times as large unpacked."""
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", *asked):
        raise Lost(Trouble.REFUSED, "its answer is packed in a way that was not asked for")


def _more(answer: requests.Response, silence: float) -> bytes:
    """What came, without waiting for more of it; empty at the end."""
    try:
        chunk: bytes = answer.raw.read1(CHUNK, decode_content=True)
    except ReadTimeoutError:
        raise Lost(Trouble.NETWORK, f"nothing came for {silence:.0f} s, not even a sign of life") from None
    except (HTTPError, OSError, ValueError):
        raise Lost(Trouble.NETWORK, "the connection broke off") from None
    return chunk
