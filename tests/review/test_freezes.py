"""What was held still, in the review: each try with its end, what was left so, and no word that was blanked."""

from __future__ import annotations

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.freezing import FREEZE, UNFREEZE
from tests.review.reviewed_runs import Run


def begin(act: str = FREEZE) -> i.BeginFreeze:
    return i.BeginFreeze(act, "scheduler", "Scheduled posts", "command", f"walrus {act}", 70)


def settle(act: str = FREEZE, why: str = "", **more: object) -> i.SettleFreeze:
    return i.SettleFreeze(act, "scheduler", "command", f"walrus {act}", why, **more)  # type: ignore[arg-type]


def outcomes(run: Run) -> list[str]:
    return [f"{row.title}: {row.act} {row.outcome}" for row in run.review().freezes]


def test_every_try_is_told_once_with_how_it_ended() -> None:
    run = Run()
    run.act(
        begin(), settle(why="it ended with 1", exit_code=1, said="no such account"), begin(), settle(said="42")
    )
    run.act(begin(UNFREEZE), settle(UNFREEZE, "no word", unknown=True), i.RecordFreeze(UNFREEZE, "scheduler", "x"))
    assert outcomes(run) == [
        "Scheduled posts: freeze failed",
        "Scheduled posts: freeze frozen",
        "Scheduled posts: unfreeze unknown",
        "Scheduled posts: unfreeze unfrozen",
    ]
    failed, frozen, *_ = run.review().freezes
    assert (failed.why, failed.exit_code) == ("it ended with 1: no such account", 1)
    assert (frozen.why, frozen.way, frozen.how, frozen.by) == ("42", "command", "walrus freeze", "ana")


def test_one_of_which_nobody_heard_the_end_is_told_as_begun() -> None:
    run = Run()
    run.act(begin())
    assert outcomes(run) == ["Scheduled posts: freeze begun"]


def test_what_was_left_frozen_is_told_with_the_reason() -> None:
    run = Run()
    run.act(i.RecordFreeze(FREEZE, "", "the agency's queue"), i.Close("over", "until Monday"))
    assert outcomes(run) == ["the agency's queue: freeze frozen", "the agency's queue: freeze left frozen"]
    assert run.review().freezes[-1].why == "until Monday"


def test_a_name_that_was_blanked_is_told_nowhere() -> None:
    run = Run()
    typed = run.act(i.RecordFreeze(FREEZE, "", "the queue of Mrs Nobody"), i.Close("over", "until Monday"))
    seq = next(event.seq for event in typed if isinstance(event.data, e.Frozen))
    run.session.redact(seq, "a private name", actor="ana")
    assert "Nobody" not in repr(run.review())
    assert outcomes(run)[-1] == "[redacted]: freeze left frozen"
