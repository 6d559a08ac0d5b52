"""What is killed: real commands and keepers, and a run with many timers for them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_ROLES = """\
playbook: ladders
title: Many ladders
roles:
  lead: {title: Lead, deputy: second}
  second: {title: Second, deputy: lead}
steps:
"""

TEAM = """\
team: walrus
zone: Europe/Berlin
people:
  ana: {name: Ana, loud: "json://${RECEIVER}:${PORT}/ana"}
  ben: {name: Ben, loud: "json://${RECEIVER}:${PORT}/ben"}
roles: {lead: ana, second: ben}
"""
"""Who is paged over the wire, by whichever machine does it."""

_WRONG_CLOCK = """
import sys
from datetime import timedelta
from crisis_cli.__main__ import main
from crisis_cli.clocks import SystemClock
ahead, now = timedelta(seconds=float(sys.argv[1])), SystemClock.now
SystemClock.now = lambda clock: now(clock) + ahead
main(sys.argv[2:])
"""


def ladders(steps: int, over: int) -> str:
    """A playbook with three timers a step; the last is due so many seconds after the beginning, and three."""
    return _ROLES + "".join(
        f"  - {{id: s{n}, role: lead, do: Step {n}, after: [], within: {1 + n * over // steps}s, "
        f"ladder: [{{after: 1s, page: second}}, {{after: 2s, page: lead}}]}}\n"
        for n in range(steps)
    )


def fired(events: list[dict[str, Any]]) -> list[tuple[str, str, int | None]]:
    """The timers that fired, in order."""
    return [
        (event["kind"], event["data"]["step"], event["data"].get("rung"))
        for event in events
        if event["kind"] in ("step_fell_overdue", "rung_fired")
    ]


class Machine:
    """Real processes on a journal of their own, or on one in a database. `behind`: what each is started by, where
    it is another host's; `environ`: what it finds in its environment."""

    def __init__(self, home: Path, store: str = "", *, behind: Sequence[str] = (), **environ: str) -> None:
        usual = {"CRISIS_HOME": str(home), "CRISIS_AS": "pat", "CRISIS_STORE": store, "no_proxy": "*"}
        self._environ = {**os.environ, **usual, **environ}
        self._behind = list(behind)
        self._cwd = home.parent

    def start(self, *words: str, ahead: float = 0) -> subprocess.Popen[str]:
        """A command, on a machine whose clock is wrong by so many seconds."""
        return subprocess.Popen(
            [*self._behind, sys.executable, "-c", _WRONG_CLOCK, str(ahead), *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self._environ,
            cwd=self._cwd,
        )

    def crisis(self, *words: str) -> str:
        """A command that is left alone; it must succeed, whatever was killed before."""
        process = self.start(*words)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, f"{words}: {process.returncode}\n{out}\n{err}"
        return out

    def events(self) -> list[dict[str, Any]]:
        """All that the record holds."""
        return [json.loads(line) for line in self.crisis("log", "--json").splitlines()]

    def killed(self, after: float, *words: str) -> str:
        """A command that is killed after so many seconds; returns what it had printed."""
        process = self.start(*words)
        time.sleep(after)
        process.kill()
        out, _ = process.communicate(timeout=60)
        return out
