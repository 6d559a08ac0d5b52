"""Children that need not load their libraries each time: each is a copy of one Python that has loaded them.

What a child is told to run, it runs: in a process and a session of its own, with the environment and the pipes
that it was given, and it can be killed. Only the beginning of a new Python is missing; `cold` tests have that.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Lock
from types import SimpleNamespace
from typing import Any

import crisis_cli

_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(crisis_cli.__file__)))

_MOTHER = """
import gc, importlib, json, os, signal, socket, sys
sys.path.append(sys.argv[1])
calls = socket.socket(fileno=int(sys.argv[2]))
signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody here waits for a child
signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the tests closes the other end
while True:
    message, pipes, _, _ = socket.recv_fds(calls, 1 << 16, 3)
    if not message:
        break
    told = json.loads(message)
    for name in told.get("load", ()):
        importlib.import_module(name)
    if told.get("services"):
        import apprise
        apprise.Apprise.instantiate("json://localhost")  # which loads every service
    gc.freeze()
    child = os.fork() if pipes else 0
    if pipes and not child:
        calls.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.setsid()
        for number, pipe in enumerate(pipes[:2]):
            os.dup2(pipe, number)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.stdin = sys.__stdin__ = open(0, closefd=False)
        sys.stdout = sys.__stdout__ = open(1, "w", closefd=False)
        os.chdir(told["folder"])
        os.environ.clear()
        os.environ.update(told["environ"])
        sys.argv[:] = ["-c", *told["words"]]
        exec(told["code"], {"__name__": "__main__"})
        sys.stdout.flush()
        os._exit(0)
    for pipe in pipes:
        os.close(pipe)
    calls.sendall(b"%d\\n" % child)
"""


class Nursery:
    """`load` what takes long to load; `Popen` is then a child with all of it."""

    def __init__(self, calls: socket.socket) -> None:
        self._calls = calls
        self._loaded: set[str] = set()
        self._one_at_a_time = Lock()

    def load(self, *modules: str, services: bool = False) -> None:
        """Have these modules loaded, and all of apprise's services."""
        wanted = {*modules, *(["services"] if services else [])} - self._loaded
        if wanted:
            self._loaded |= wanted
            self._ask({"load": sorted(wanted - {"services"}), "services": "services" in wanted})

    def born(self, command: Sequence[str], env: Mapping[str, str], pipes: Sequence[int]) -> int:
        """The number of a new process, which has these pipes as its input, its output and what ends with it."""
        if "-m" in command:
            code, words = f"from {command[command.index('-m') + 1]} import main; main()", []
        else:
            code, *words = command[command.index("-c") + 1 :]
        return self._ask({"code": code, "words": words, "environ": dict(env), "folder": os.getcwd()}, pipes)

    def _ask(self, told: Mapping[str, Any], pipes: Sequence[int] = ()) -> int:
        with self._one_at_a_time:
            socket.send_fds(self._calls, [json.dumps(told).encode()], list(pipes))
            answer = self._calls.recv(32)
        assert answer, "the nursery has died"
        return int(answer)

    def subprocess(self) -> SimpleNamespace:
        """In place of the module of that name."""

        def started(command: Sequence[str], *, env: Mapping[str, str], **_: Any) -> _Child:
            return _Child(self, command, env)

        def run(
            command: Sequence[str], *, env: Mapping[str, str], input: bytes, timeout: float, **_: Any
        ) -> _Child:
            child = started(command, env=env)
            child.communicate(input, timeout)
            return child

        names = ("PIPE", "DEVNULL", "TimeoutExpired")
        return SimpleNamespace(Popen=started, run=run, **{name: getattr(subprocess, name) for name in names})


class _Child:
    """As much of subprocess.Popen, and of what subprocess.run returns, as is asked of it."""

    def __init__(self, nursery: Nursery, command: Sequence[str], env: Mapping[str, str]) -> None:
        (child_in, ours_in), (ours_out, child_out), (self._life, child_life) = (os.pipe() for _ in range(3))
        try:
            self.pid = nursery.born(command, env, (child_in, child_out, child_life))
        finally:
            for pipe in (child_in, child_out, child_life):
                os.close(pipe)
        self.stdin, self._out = os.fdopen(ours_in, "wb"), os.fdopen(ours_out, "rb")
        self.stdout: Any = self._out
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """0 once it has ended by itself, however; None: it lives."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """Its end, waited for."""
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("a child", timeout or 0)
        return code

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)
            self._ended(None)
            self.returncode = -signal.SIGKILL

    def communicate(self, told: bytes = b"", timeout: float | None = None) -> None:
        """Tell it all and wait for its end; what it said is then its `stdout`."""
        with suppress(OSError), self.stdin:
            self.stdin.write(told)
        said = bytearray()
        until = None if timeout is None else time.monotonic() + timeout
        with self._out:
            while select.select([self._out], [], [], until and max(0, until - time.monotonic()))[0]:
                piece = os.read(self._out.fileno(), 1 << 16)
                if not piece:
                    self.wait()
                    break
                said += piece
            else:
                self.kill()
                raise subprocess.TimeoutExpired("a child", timeout or 0)
        self.stdout = bytes(said)

    def _ended(self, seconds: float | None) -> int | None:
        if self.returncode is None and select.select([self._life], [], [], seconds)[0]:
            os.close(self._life)
            self.returncode = 0
        return self.returncode


@contextmanager
def open_nursery() -> Iterator[Nursery]:
    """It is there for as long as it is needed."""
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-I", "-X", "utf8", "-c", _MOTHER, _ROOT, str(theirs.fileno())]
    with subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL) as mother:
        theirs.close()
        yield Nursery(ours)
        ours.close()
        mother.wait(60)
