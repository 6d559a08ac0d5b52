"""The clocks the public holds: due, kept, missed, released (DESIGN: Order)."""

from __future__ import annotations

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.promises import PromiseState, promise_states
from tests.engine.builder import (
    Night,
    approve,
    ask,
    do,
    draft,
    fact,
    playbook,
    promise,
    publish,
    second,
    statement,
    when,
)

PATH = (draft("holding"), publish("holding"))


def night(within: str = "30m", counts_from: str = "seen", *steps: object, start: str = "0s") -> Night:
    more = [one for one in steps if not isinstance(one, str)]
    book = playbook(
        *more,  # type: ignore[arg-type]
        *PATH,
        statements=[statement("holding")],
        facts=[fact("ill", "integer")],
        promises=[promise("publish-holding", within, counts_from)],
    )
    return Night(book, start=start)


def state(run: Night) -> PromiseState:
    (found,) = promise_states(run.run, run.now)
    return found


def test_it_counts_from_the_first_sighting_not_from_when_we_noticed() -> None:
    run = night(start="12m")
    assert (state(run).due_at, state(run).status) == (run.t("30m"), "open")
    run.act(i.CorrectSighting(run.t("5m")))
    assert state(run).due_at == run.t("35m")


def test_it_may_count_from_the_start_or_from_a_step() -> None:
    run = night("30m", "start", start="12m")
    assert state(run).due_at == run.t("42m")
    run = night("30m", "call", do("call"))
    assert state(run).due_at is None
    run.wait("7m").done("call", ago="2m")
    assert state(run).due_at == run.t("35m")


def test_it_is_kept_at_the_first_published_channel_by_the_time_it_happened() -> None:
    run = night().wait("20m").write("holding").wait("15m")
    assert state(run).status == "missed"
    run.act(i.Post("holding", ("website",)), ago="6m")
    run.wait("1m").post("holding", "x")
    assert (state(run).status, state(run).kept_at) == ("kept", run.t("29m"))


def test_a_promise_kept_late_is_missed_and_says_when_it_was_kept() -> None:
    run = night().wait("20m").write("holding").wait("15m").post("holding")
    assert (state(run).status, second(state(run).kept_at)) == ("missed", run.t("35m"))


def test_it_is_kept_at_the_very_moment_and_missed_from_it_on() -> None:
    run = night().wait("10m").write("holding").wait("20m")
    assert state(run).status == "missed"
    run.post("holding")
    assert (state(run).status, state(run).kept_at) == ("kept", run.t("30m"))


def test_a_channel_left_out_keeps_nothing() -> None:
    run = night().write("holding")
    run.act(i.SkipChannel("holding", "x", "down"))
    assert state(run).status == "open"


def test_a_publication_that_was_a_mistake_keeps_nothing() -> None:
    run = night().write("holding").post("holding").wait("1m").undo()
    assert (state(run).status, state(run).kept_at) == ("open", None)


def test_it_is_released_when_what_keeps_it_is_not_needed_and_binds_again_when_it_is() -> None:
    steps = (
        ask("size-up"),
        draft("holding", when=when({"size-up": "yes"})),
        approve("holding"),
        publish("holding"),
    )
    book = playbook(*steps, statements=[statement("holding")], promises=[promise("publish-holding", "30m")])
    run = Night(book).answer("size-up", "no")
    assert state(run).status == "released"
    assert run.wait("1m").answer("size-up", "yes").run
    assert state(run).status == "open"


def test_missing_it_is_stamped_once_with_the_moment() -> None:
    run = night()
    run.watch("2h", 60)
    assert run.history(e.PromiseMissed) == [e.PromiseMissed("first_word", run.t("30m"))]
    run.act(i.CorrectSighting(run.t("100m")))
    run.watch("20m", 60)
    assert [body.due_at for body in run.history(e.PromiseMissed)] == [run.t("30m"), run.t("130m")]


def test_what_was_kept_or_released_is_never_missed() -> None:
    run = night().write("holding").post("holding")
    run.watch("1h", 60)
    assert run.history(e.PromiseMissed) == []


def test_another_kind_of_step_keeps_it_when_it_is_done() -> None:
    book = playbook(do("warn"), promises=[promise("warn", "10m")])
    run = Night(book).wait("5m").done("warn")
    assert (state(run).status, state(run).kept_at) == ("kept", run.t("5m"))


def test_a_promise_to_correct_counts_from_the_change_of_a_fact_that_is_out() -> None:
    run = night("20m", "change").wait("5m").know("ill", 3)
    run.act(i.Draft("holding", "Three are ill.", ("ill",)))
    run.done("write-holding").post("holding")
    assert state(run).due_at is None
    run.wait("10m").know("ill", 3).wait("5m").know("ill", 5)
    assert (second(state(run).due_at), state(run).status) == (run.t("40m"), "open")
    run.wait("10m").act(i.Draft("holding", "Five are ill.", ("ill",)))
    run.post("holding")
    assert state(run).status == "kept"


def test_a_second_change_starts_the_clock_of_the_correction_again() -> None:
    run = night("20m", "change").know("ill", 3)
    for minute, ill in (("5m", 3), ("10m", 5), ("30m", 8)):
        run.wait(minute).know("ill", ill)
        if ill > 3:
            assert state(run).status == "open"
        run.act(i.Draft("holding", f"{ill} are ill.", ("ill",)))
        if ill == 3:
            run.done("write-holding")
        run.wait("1m").post("holding")
    assert (second(state(run).due_at), state(run).status) == (run.t("67m"), "kept")


def test_the_clocks_of_a_closed_run_stand_still() -> None:
    run = night().wait("5m")
    run.act(i.Close("over"))
    run.wait("2h")
    assert state(run).status == "open"
