"""Real servers on loopback for the live sources: each connection follows a script, and then the next one."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve
from websockets.utils import accept_key

Script = Callable[["Visit"], None]


@dataclass
class Visit:
    """One connection: what was asked, and how to answer."""

    path: str
    headers: dict[str, str]
    send: Callable[[bytes], None]
    receive: Callable[[], str] = str
    status: Callable[[int, dict[str, str]], None] = lambda _status, _headers: None
    pause: Callable[[float], object] = time.sleep


@dataclass
class Visited:
    """A server that runs. `visits`: every connection so far."""

    where: str
    visits: list[Visit] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def websocket_server(*scripts: Script) -> Iterator[Visited]:
    """Each connection gets the next script, the last one for all that follow; then it is closed."""
    visited = Visited("")

    def handle(connection: ServerConnection) -> None:
        assert connection.request is not None
        visit = Visit(
            connection.request.path,
            {name.lower(): value for name, value in connection.request.headers.raw_items()},
            lambda message: connection.send(message, text=True),
            lambda: str(connection.recv(timeout=5)),
            pause=visited.over.wait,
        )
        visited.visits.append(visit)
        script = scripts[min(len(visited.visits), len(scripts)) - 1]
        try:
            script(visit)
        except ConnectionClosed:
            return

    with serve(handle, "127.0.0.1", 0, close_timeout=0.1) as server:
        visited.where = f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield visited
        finally:
            visited.over.set()
            server.shutdown()
            thread.join()


@contextmanager
def web_server(*scripts: Script) -> Iterator[Visited]:
    """An HTTP server whose answers may go on in chunks."""
    visited = Visited("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            def status(code: int, headers: dict[str, str]) -> None:
                self.send_response_only(code)
                for name, value in {"Transfer-Encoding": "chunked", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()

            def send(data: bytes) -> None:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
                self.wfile.flush()

            headers = {name.lower(): value for name, value in self.headers.items()}
            visit = Visit(self.path, headers, send, status=status, pause=visited.over.wait)
            visited.visits.append(visit)
            try:
                scripts[min(len(visited.visits), len(scripts)) - 1](visit)
            except OSError:
                return
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    visited.where = f"http://127.0.0.1:{server.server_port}"
    try:
        yield visited
    finally:
        visited.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def deaf_server() -> Iterator[str]:
    """A websocket that shakes hands, and then neither reads nor says anything."""

    def shake() -> None:
        connection, _ = listening.accept()
        held.append(connection)
        key = re.search(rb"Sec-WebSocket-Key: (\S+)", connection.recv(65_536), re.IGNORECASE)
        assert key is not None
        connection.sendall(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: %s\r\n\r\n" % accept_key(key[1].decode()).encode()
        )

    held: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=shake, daemon=True)
        thread.start()
        try:
            yield f"ws://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            thread.join()
            for connection in held:
                connection.close()


def sends(*lines: str | bytes, each: float = 0.0, then: float = 0.0) -> Script:
    """A websocket that sends these, waits, and ends."""

    def script(visit: Visit) -> None:
        for line in lines:
            visit.send(line.encode() if isinstance(line, str) else line)
            visit.pause(each)
        visit.pause(then)

    return script


def answers(
    *chunks: str | bytes,
    status: int = 200,
    headers: dict[str, str] | None = None,
    then: float = 0.0,
    end: bool = True,
) -> Script:
    """An HTTP answer in these chunks; `end` false: it breaks off where it should end."""

    def script(visit: Visit) -> None:
        visit.status(status, headers or {})
        for chunk in chunks:
            visit.send(chunk.encode() if isinstance(chunk, str) else chunk)
        visit.pause(then)
        if end and status != 304:
            visit.send(b"")

    return script


def unused_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def in_turn(values: Sequence[float]) -> Callable[[], float]:
    """A chance that was thrown before."""
    left = iter(values)
    return lambda: next(left, 0.0)
