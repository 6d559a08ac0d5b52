"""A line to the database that is cut at the worst moment: the server has what was said, the answer never comes."""

from __future__ import annotations

import contextlib
import socket
import tempfile
import threading
from pathlib import Path


class Line:
    """Passes on what is said between clients and a server's socket. `cut_after`: words of a client after which the
    line goes dead, once, when the server has had its say. `down`: nobody gets through any more."""

    def __init__(self, server: Path) -> None:
        self.cut_after = b""
        self.cuts = 0
        self.down = False
        self._server = str(server / ".s.PGSQL.5432")
        self._folder = tempfile.TemporaryDirectory(prefix="crisis-line-")
        self.folder = self._folder.name
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(f"{self.folder}/.s.PGSQL.5432")
        self._door.listen()
        threading.Thread(target=self._welcome, daemon=True).start()

    def _welcome(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._door.accept()
                if self.down:
                    client.close()
                    continue
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                threading.Thread(target=self._pass_on, args=(client, server, True), daemon=True).start()
                threading.Thread(target=self._pass_on, args=(server, client, False), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket, from_client: bool) -> None:
        with contextlib.suppress(OSError), one, other:
            while said := one.recv(65536):
                cut = from_client and self.cut_after and self.cut_after in said
                if cut:
                    self.cut_after = b""
                    self.cuts += 1
                    one.shutdown(socket.SHUT_RDWR)  # the client hears no more; the server gets all of it
                other.sendall(said)
                if cut:
                    other.shutdown(socket.SHUT_WR)
                    while other.recv(65536):
                        pass
                    return
            other.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._door.close()
        self._folder.cleanup()
