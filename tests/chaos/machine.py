"""What is killed: real commands and keepers, and a run with many timers for them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
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

_WRONG_CLOCK = """
import sys
from datetime import timedelta
from crisis_cli.__main__ import main
from crisis_cli.clocks import SystemClock
ahead, now = timedelta(seconds=float(sys.argv[1])), SystemClock.now
SystemClock.now = lambda clock: now(clock) + ahead
main(sys.argv[2:])
"""


def ladders(steps: int) -> str:
    """A playbook with three timers a step, all within some ten seconds."""
    return _ROLES + "".join(
        f"  - {{id: s{n}, role: lead, do: Step {n}, after: [], within: {1 + n % 7}s, "
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
    """Real processes on a journal of their own, or on one in a database."""

    def __init__(self, home: Path, store: str = "", steps: int = 12) -> None:
        (home.parent / "ladders.yaml").write_text(ladders(steps), encoding="utf-8")
        self._environ = {**os.environ, "CRISIS_HOME": str(home), "CRISIS_AS": "pat", "CRISIS_STORE": store}
        self._cwd = home.parent

    def start(self, *words: str, ahead: float = 0) -> subprocess.Popen[str]:
        """A command, on a machine whose clock is wrong by so many seconds."""
        return subprocess.Popen(
            [sys.executable, "-c", _WRONG_CLOCK, str(ahead), *words],
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
