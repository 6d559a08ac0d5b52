"""A child process that does one thing with the network, by a limit that it keeps and one that is kept for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from threading import Thread
from typing import Any

import crisis_cli
from crisis_cli.clocks import Clock
from crisis_cli.domain.delivery import FAULT, SILENT

_MOST_ANSWER = 1 << 19
"""Bytes of what it says that are read: a post that was looked at may be long."""

_RUN = "import sys; sys.path.append(sys.argv[1]); from crisis_cli.reach.child import main; main()"
_KEPT = (
    *("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
    *("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"),
)
"""What of the environment it needs; nothing else of it goes along, secrets least of all."""


class Child:
    """`job`: what reach.child is told, secrets in it; `limit`: seconds after which it is ended from here."""

    def __init__(self, job: Mapping[str, Any], clock: Clock, limit: float) -> None:
        self._clock = clock
        self._until = clock.monotonic() + limit
        self._said: dict[str, Any] | None = None
        self._answer = b""
        self._process = self._start(json.dumps(job).encode())
        self._reader = Thread(target=self._read, daemon=True)  # or a long answer waits for room in the pipe
        self._reader.start()

    @property
    def pid(self) -> int:
        """Of the process; 0: none was started."""
        return self._process.pid if self._process is not None else 0

    def said(self) -> dict[str, Any] | None:
        """Its answer, or in place of it `failed_as` and `why`, with `unknown` when it may have done it all the
        same; None: it is still at it."""
        if self._said is None and self._process is not None:
            if self._process.poll() is not None:
                self._said = self._heard()
            elif self._clock.monotonic() >= self._until:
                self._process.kill()
                self._said = {"failed_as": SILENT, "why": "no word in time", "unknown": True}
            if self._said is not None:
                self._close()
        return self._said

    def wait(self) -> dict[str, Any]:
        """The same, waited for; no process is left behind, whatever interrupts it."""
        try:
            while (said := self.said()) is None:
                self._clock.sleep(0.02)
            return said
        finally:
            self.end()

    def end(self) -> None:
        """Whatever became of it: leave no process behind."""
        if self._said is None and self._process is not None:
            self._process.kill()
            self._said = {"failed_as": SILENT, "why": "nobody waited for word of it", "unknown": True}
            self._close()

    def _start(self, job: bytes) -> subprocess.Popen[bytes] | None:
        root = os.path.dirname(os.path.dirname(os.path.abspath(crisis_cli.__file__)))
        environ = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environ["NETRC"] = os.devnull  # nobody's other passwords
        flags = ["-I", "-X", "utf8", *(["-B"] if sys.dont_write_bytecode else [])]
        apart: dict[str, Any] = {} if os.name == "nt" else {"start_new_session": True}  # Ctrl-C is not for it
        try:
            child = subprocess.Popen(
                [sys.executable, *flags, "-c", _RUN, root],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environ,
                **apart,
            )
        except OSError as failed:
            self._said = {"failed_as": FAULT, "why": f"this machine started no process: {failed.strerror}"}
            return None
        assert child.stdin is not None
        try:
            child.stdin.write(job)
            child.stdin.close()
        except OSError:
            pass  # it has ended, which `said` will notice
        return child

    def _read(self) -> None:
        if self._process is not None and self._process.stdout is not None:
            self._answer = self._process.stdout.read(_MOST_ANSWER)

    def _heard(self) -> dict[str, Any]:
        self._reader.join()
        try:
            said = json.loads(self._answer)
        except ValueError:
            said = None
        broke_off = {"failed_as": FAULT, "why": "the process that sends it broke off", "unknown": True}
        return said if isinstance(said, dict) else broke_off

    def _close(self) -> None:
        assert self._process is not None
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
