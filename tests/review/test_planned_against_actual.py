"""Every step planned against actual: due, happened, typed; a row a round."""

from __future__ import annotations

from datetime import timedelta

from crisis_cli.domain import intents as i
from crisis_cli.review.rows_done import StepRow
from tests.review.reviewed_runs import ANOTHER, HOLDING, MINUTE, SEEN, SHORTER, Run, read, whole_crisis


def rows_of(run: Run, step: str) -> list[StepRow]:
    return [row for row in run.review().steps if row.step == step]


def in_crisis() -> Run:
    run = Run()
    run.to(7)
    run.act(i.Answer("size-up", "crisis"))
    return run


def test_a_step_done_before_its_time_says_by_how_much() -> None:
    (row,) = rows_of(in_crisis(), "size-up")
    assert (row.due_at, row.outcome, row.answer) == (SEEN + 9 * MINUTE, "answered", "crisis")
    assert row.late is not None
    assert -2 * MINUTE < row.late < -MINUTE


def test_what_was_typed_later_counts_from_when_it_happened() -> None:
    run = Run()
    run.to(20)
    run.act(i.Answer("size-up", "crisis"), happened=8)
    (row,) = rows_of(run, "size-up")
    assert row.happened_at == SEEN + 8 * MINUTE
    assert row.typed_at is not None
    assert row.typed_at > SEEN + 20 * MINUTE
    assert row.late == -MINUTE


def test_what_is_still_open_past_its_time_is_late_so_far() -> None:
    run = Run()
    run.to(12)
    (row,) = rows_of(run, "size-up")
    assert (row.outcome, row.late) == ("open", 3 * MINUTE)
    assert run.review(at=30).steps[0].late == 21 * MINUTE


def test_a_repeated_step_has_a_row_a_round() -> None:
    rows = rows_of(whole_crisis(), "keep-talking")
    assert [(row.round, row.outcome) for row in rows] == [(1, "done"), (2, "ended")]


def test_a_due_time_that_was_moved_shows_both() -> None:
    run = in_crisis()
    run.act(i.Edit("holding", HOLDING), i.Complete("write-holding"), i.Approve("holding", for_="ceo", via="phone"))
    run.act(i.Post("holding"))
    run.to(12)
    run.act(i.RecordFact("people_ill", 4))
    row = rows_of(run, "keep-talking")[0]
    assert row.first_due_at is not None
    assert row.due_at is not None
    assert row.due_at < SEEN + 13 * MINUTE < row.first_due_at
    assert [move.why for move in row.due_moves] == ["people_ill changed"]


def test_a_text_sent_back_opens_its_step_anew_without_repeating_the_reason() -> None:
    first, second = rows_of(whole_crisis(), "write-holding")
    assert (first.outcome, first.again) == ("done", "")
    assert (second.outcome, second.again) == ("done", "sent back")


def test_a_changed_answer_keeps_the_time_of_the_first() -> None:
    run = in_crisis()
    first = rows_of(run, "size-up")[0].happened_at
    run.to(10)
    run.act(i.Answer("size-up", "isolated"))
    (row,) = rows_of(run, "size-up")
    assert (row.answer, row.happened_at) == ("isolated", first)
    assert rows_of(run, "write-holding")[0].outcome == "not_needed"


def test_what_was_taken_back_says_so_and_is_open_again() -> None:
    run = in_crisis()
    run.act(i.Undo())
    first, second = rows_of(run, "size-up")
    assert (first.taken_back, second.outcome, second.again) == (True, "open", "taken back")


def test_a_yes_by_phone_is_the_act_of_who_gave_it() -> None:
    row = rows_of(whole_crisis(), "yes-to-holding")[-1]
    assert row.by == "omar"
    assert [(rung.role, rung.person) for rung in row.rungs] == [("Operations chief", "omar")]


def test_an_acknowledgement_stands_beside_the_step_it_held() -> None:
    run = in_crisis()
    run.act(i.Acknowledge("write-holding"))
    (ack,) = rows_of(run, "write-holding")[0].acks
    assert (ack.person, ack.until_at - ack.moment) == ("ana", 10 * MINUTE)


def test_a_skip_says_why_and_a_step_that_came_in_is_told_too() -> None:
    run = in_crisis()
    run.act(i.AddTodo("Call the agency back", SEEN + 20 * MINUTE), i.Skip("todo-1", "they wrote instead"))
    (row,) = rows_of(run, "todo-1")
    assert (row.title, row.outcome, row.reason) == ("Call the agency back", "skipped", "they wrote instead")
    assert row.again == "came in"


def test_a_step_whose_turn_never_came_is_listed_without_times() -> None:
    (row,) = rows_of(in_crisis(), "publish-holding")
    assert (row.outcome, row.opened_at, row.late) == ("waiting", None, None)


def test_what_was_left_open_names_its_owner_and_how_late_it_is() -> None:
    run = in_crisis()
    run.to(20)
    run.act(i.Close("a false alarm"))
    found = {row.step: row for row in run.review().left_open}
    left = found["write-holding"]
    assert (left.status, left.owner) == ("open", "ana")
    assert left.late is not None
    assert timedelta(minutes=4) < left.late < timedelta(minutes=6)
    assert found["publish-holding"].status == "waiting"


def test_a_step_of_the_playbook_before_a_switch_keeps_its_title() -> None:
    run = in_crisis()
    run.act(i.SwitchPlaybook(read(ANOTHER)))
    assert [row.title for row in run.review().steps if row.step == "size-up"] == ["Is this a crisis?"]
    assert [row.outcome for row in run.review().steps if row.step == "go"] == ["open"]


def test_an_edit_after_the_yes_is_a_step_set_back_and_opened_again() -> None:
    run = in_crisis()
    run.hand("ceo", "clara")
    run.act(i.Draft("holding", HOLDING), i.Complete("write-holding"))
    run.act(i.Approve("holding"), by="clara")
    run.act(i.Edit("holding", SHORTER))
    before, after = rows_of(run, "yes-to-holding")
    assert (before.outcome, before.again, after.outcome) == ("done", "", "open")
    assert after.again
