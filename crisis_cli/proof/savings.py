"""Which step would buy most time for a promise, if it took less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crisis_cli.domain.playbook import Playbook, Promise
from crisis_cli.proof.bounds import NEVER
from crisis_cli.proof.paths import Leg
from crisis_cli.proof.plan import plan_for
from crisis_cli.proof.standing import Standing
from crisis_cli.proof.walk import Budget
from crisis_cli.proof.worst import Verdict, Worst, worst


@dataclass(frozen=True, slots=True)
class Saving:
    """`worst` is what the promise would come to; `gain` None: it would have a bound, which it has not now."""

    step: str
    worst: Worst
    gain: timedelta | None


def savings(
    playbook: Playbook,
    standing: Standing,
    promise: Promise,
    *,
    now: Worst | None = None,
    sooner: Mapping[str, datetime] | None = None,
    most: int = 3,
    budget: Budget | None = None,
) -> tuple[Saving, ...]:
    """The steps on the worst path that would buy most, the best first; those that buy nothing are left out.

    Once steps are open these are the open ones, as if each ended at once, or when `sooner` says (an approver
    passed over: the end of the next rung's time). Before, every step counts, as if it took no time at all.
    `now`: the worst of this promise if it is at hand already. `budget`: what may be looked at; nothing is found
    where it does not suffice.
    """
    now = now or worst(playbook, standing, promise)
    legs = [leg for leg in now.legs if not standing.ends or leg.step in standing.ends]
    if not legs:
        return ()
    plan = plan_for(playbook, standing, promise)
    found: list[Saving] = []
    for leg in sorted(legs, key=_length, reverse=True):
        # A step cannot buy more than its own time, so the shorter ones need not be tried.
        if len(found) >= most and all(saving.gain is None or saving.gain >= _length(leg) for saving in found):
            break
        ends, instant = standing.ends, frozenset({leg.step})
        if sooner and leg.step in sooner:
            ends, instant = {**ends, leg.step: sooner[leg.step]}, frozenset()
        then = worst(playbook, replace(standing, ends=ends), promise, instant=instant, plan=plan, budget=budget)
        if then.tangled:
            return ()
        gain = _gain(now, then)
        if gain is None or gain > timedelta():
            found = sorted([*found, Saving(leg.step, then, gain)], key=_rank)[:most]
    return tuple(found)


def _length(leg: Leg) -> timedelta:
    return (leg.end or NEVER) - leg.start


def _gain(now: Worst, then: Worst) -> timedelta | None:
    """The time bought; zero if they cannot be compared, None between no bound and one."""
    if now.verdict is Verdict.UNBOUNDED and then.verdict is Verdict.BOUNDED:
        return None
    if now.at is None or then.at is None:
        return timedelta()
    if now.slack is None or then.slack is None:
        return now.at - then.at
    return then.slack - now.slack


def _rank(saving: Saving) -> tuple[bool, timedelta]:
    return saving.gain is not None, -(saving.gain or timedelta())
