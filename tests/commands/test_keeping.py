"""`crisis keep`: timers fire once, in order, whoever watches."""

from __future__ import annotations

import time
from typing import Any

import pytest

from crisis_cli.commands import wiring
from tests.commands.conftest import Crisis

LADDER = """\
playbook: ladder
title: A ladder of seconds
roles:
  lead: {title: Lead, deputy: second}
  second: {title: Second, deputy: boss}
  boss: {title: Boss, deputy: second}
steps:
  - id: call
    role: lead
    do: Call the plant
    within: 1s
    ladder: [{after: 1s, page: second}, {after: 2s, page: boss}]
"""


def wait_for(crisis: Crisis, kind: str, count: int = 1, seconds: float = 15) -> list[str]:
    """The kinds in the log once it has so many of that kind."""
    until = time.monotonic() + seconds
    while (kinds := crisis.kinds()).count(kind) < count:
        assert time.monotonic() < until, kinds
        crisis("keep", "--once")
        time.sleep(0.2)
    return kinds


def test_overdue_and_both_rungs_fire_in_order_and_once(crisis: Crisis, write: Any) -> None:
    crisis.begin(write("ladder", LADDER))
    kinds = wait_for(crisis, "rung_fired", 2)
    fired = [kind for kind in kinds if kind in ("step_fell_overdue", "rung_fired")]
    assert fired == ["step_fell_overdue", "rung_fired", "rung_fired"]
    for _ in range(3):
        crisis("keep", "--once")
    assert crisis.kinds().count("rung_fired") == 2


def test_an_acknowledgement_holds_the_ladder(crisis: Crisis, write: Any) -> None:
    crisis.begin(write("ladder", LADDER))
    wait_for(crisis, "rung_fired")
    crisis("ack", "call", "--as", "ana")
    assert crisis.step("call")["status"] == "acknowledged"
    time.sleep(1.5)
    crisis("keep", "--once")
    assert crisis.kinds().count("rung_fired") == 1


def test_every_command_says_when_nobody_keeps(crisis: Crisis, monkeypatch: pytest.MonkeyPatch) -> None:
    crisis.begin("blank")
    later = wiring.clock().now().timestamp() + 60

    class Later:
        def now(self) -> Any:
            from datetime import UTC, datetime

            return datetime.fromtimestamp(later, UTC)

    monkeypatch.setattr(wiring.journal(), "_clock", Later())
    assert "NO KEEPER" in crisis("status").err


def test_a_keeper_that_waits_while_something_is_open_ends_with_it(crisis: Crisis) -> None:
    crisis.begin("blank")
    crisis("close", "--reason", "a false alarm", "--yes")
    crisis("keep", "--while-open")
