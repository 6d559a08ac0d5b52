"""Where pages arrive: a web server as a program of its own, which writes down each one that it hears.

It prints its port. What it heard is a line of JSON a page in the file that it is given.
"""

from __future__ import annotations

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_TURN = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with _TURN, open(sys.argv[1], "a", encoding="utf-8") as file:
            file.write(json.dumps({"to": self.path.strip("/"), **said}) + "\n")
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 100
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Who hung up has heard nothing, and tries again."""


if __name__ == "__main__":
    with Server(("0.0.0.0", 0), Handler) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()
