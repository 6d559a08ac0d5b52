"""Real receivers on loopback: a web server that answers as it is told, and a mail server."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller


class Web:
    """A web server. `answer` is called with the handler for each request; `heard` are their paths and bodies."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.at: list[float] = []
        self.answer: Callable[[BaseHTTPRequestHandler], None] = status(200)
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                web.at.append(time.monotonic())
                web.heard.append((self.path, body.decode()))
                web.answer(self)

            do_GET = do_POST

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]

    @property
    def said(self) -> list[dict[str, str]]:
        """What json:// put into each request."""
        return [json.loads(body) for _, body in self.heard]


def status(code: int, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answer with that status and nothing else."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def garbage(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\xffnot http at all ${KEY} <html>\r\n\r\n" * 100)
    handler.close_connection = True


def nothing(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True


def silence(_: BaseHTTPRequestHandler) -> None:
    time.sleep(60)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """An answer that never ends, a byte a second."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    try:
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(1)
    except OSError:
        pass


@contextmanager
def web() -> Iterator[Web]:
    server = Web()
    thread = threading.Thread(target=server.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.server.shutdown()
        server.server.socket.close()
        thread.join()


class Mail:
    """A mail server. `reply`: what it says to a recipient."""

    def __init__(self) -> None:
        self.reply = "250 OK"
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.at: list[float] = []

    async def handle_RCPT(self, _: Any, __: Any, envelope: Any, address: str, ___: Any) -> str:
        if self.reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.reply

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:
        self.at.append(time.monotonic())
        self.recipients.append(list(envelope.rcpt_tos))
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 taken"


@contextmanager
def mail() -> Iterator[tuple[Mail, int]]:
    handler = Mail()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield handler, port
    finally:
        controller.stop()
