"""A websocket as lines: one message, one line."""

from __future__ import annotations

import logging
from collections.abc import Generator, Sequence
from socket import gaierror
from ssl import SSLError

from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, WebSocketException
from websockets.sync.client import connect

from crisis_cli.feeds.lines import MOST_LINE
from crisis_cli.feeds.live.answers import lost_by_status
from crisis_cli.feeds.live.stream import Lost, Trouble

OPEN = 20.0
"""Seconds for name, connection, encryption and handshake together."""

PING = 20.0
"""Seconds between our pings, and for the answer: whoever does not answer is gone, however quiet the stream is."""

_LOG = logging.getLogger(__name__)
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False  # at its lowest level it writes headers down, and with them the key


def messages(
    url: str, *, token: str = "", send: Sequence[str] = (), ping: float = PING, most: int = MOST_LINE
) -> Generator[bytes, None, None]:
    """Connect, send, and give every message as it comes; an empty one first, which says that it is connected.
    Raises Lost."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        with connect(
            url,
            additional_headers=headers,
            open_timeout=OPEN,
            ping_interval=ping,
            ping_timeout=ping,
            close_timeout=1,
            max_size=most,
            logger=_LOG,
        ) as socket:
            for message in send:
                socket.send(message)
            yield b""
            while True:
                yield socket.recv(decode=False)
    except InvalidStatus as refused:
        raise lost_by_status(refused.response.status_code, refused.response.headers) from None
    except ConnectionClosed as closed:
        raise Lost(Trouble.NETWORK, _why_closed(closed)) from None
    except TimeoutError:
        raise Lost(Trouble.NETWORK, f"no answer within {OPEN:.0f} s") from None
    except InvalidHandshake:
        raise Lost(Trouble.REFUSED, "what answers there is no websocket") from None
    except ImportError:
        raise Lost(Trouble.REFUSED, "the proxy of this machine is a SOCKS one, which needs python-socks") from None
    except gaierror:
        raise Lost(Trouble.NETWORK, "its name cannot be found") from None
    except SSLError:
        raise Lost(Trouble.REFUSED, "its certificate cannot be trusted") from None
    except (OSError, WebSocketException, EOFError):
        raise Lost(Trouble.NETWORK, "no connection") from None


def _why_closed(closed: ConnectionClosed) -> str:
    """In words; what the server says beside its number is not repeated."""
    code = closed.rcvd.code if closed.rcvd is not None else None
    if code is not None:
        return f"the server ended it (code {code})"
    if closed.sent is not None and closed.sent.code == 1009:
        return "it sent a message that is too long"
    if closed.sent is not None and closed.sent.code == 1011:
        return "the server did not answer a ping"
    return "the connection broke off"
