"""A page on its way in a process of its own, which has a limit of its own and one that this process keeps."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import crisis_cli
from crisis_cli.clocks import Clock
from crisis_cli.domain.delivery import FAULT, SILENT, Outcome

LIMIT = 22.0
"""Seconds after which the process is ended from here; it ends itself after 20."""

_MOST_ANSWER = 4096
_RUN = "import sys; sys.path.append(sys.argv[1]); from crisis_cli.reach.child import main; main()"
_KEPT = (
    *("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
    *("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"),
)
"""What of the environment a page needs; nothing else of it goes along, secrets least of all."""


class Sending:
    """`channel`: the name under which it is recorded; `another`: whether the person has a further address."""

    def __init__(self, job: Mapping[str, str], clock: Clock, *, channel: str, another: bool = False) -> None:
        self._clock = clock
        self._channel = channel
        self._another = another
        self._until = clock.monotonic() + LIMIT
        self._outcome: Outcome | None = None
        self._child = self._start(json.dumps(job).encode())

    def outcome(self) -> Outcome | None:
        """How it went; None: it is still on its way."""
        if self._outcome is None and self._child is not None:
            if self._child.poll() is not None:
                self._outcome = self._heard()
            elif self._clock.monotonic() >= self._until:
                self._child.kill()
                self._outcome = self._failed(SILENT, "no word in time")
            if self._outcome is not None:
                self._close()
        return self._outcome

    def wait(self) -> Outcome:
        """The same, waited for."""
        while (outcome := self.outcome()) is None:
            self._clock.sleep(0.02)
        return outcome

    def end(self) -> None:
        """Whatever became of it: leave no process behind."""
        if self._outcome is None and self._child is not None:
            self._child.kill()
            self._outcome = self._failed(SILENT, "nobody waited for word of it")
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
            self._outcome = self._failed(FAULT, f"this machine started no process: {failed.strerror}")
            return None
        assert child.stdin is not None
        try:
            child.stdin.write(job)
            child.stdin.close()
        except OSError:
            pass  # it has ended, which `outcome` will notice
        return child

    def _heard(self) -> Outcome:
        assert self._child is not None
        assert self._child.stdout is not None
        try:
            said = json.loads(self._child.stdout.read(_MOST_ANSWER))
        except ValueError:
            return self._failed(FAULT, "the process that sends it broke off")
        if said.get("sent"):
            return Outcome(self._channel)
        return self._failed(said["failed_as"], said["why"], said.get("again_after", 0))

    def _failed(self, failed_as: str, why: str, again_after: int = 0) -> Outcome:
        return Outcome("", failed_as, f"{self._channel}: {why}", self._another, again_after)

    def _close(self) -> None:
        assert self._child is not None
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                pipe.close()
