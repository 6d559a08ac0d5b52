"""Decisions: who, what, why; a change of mind and a taking back are told, the mending is not."""

from __future__ import annotations

from datetime import UTC

from crisis_cli.domain import intents as i
from crisis_cli.domain.timing import iso
from crisis_cli.review import review
from crisis_cli.review.rows_done import DecisionRow
from crisis_cli.ui.report import as_markdown
from tests.review.reviewed_runs import ANOTHER, MINUTE, SEEN, Run, read, whole_crisis


def decisions(run: Run, *kinds: str) -> list[DecisionRow]:
    return [row for row in run.review().decisions if not kinds or row.kind in kinds]


def test_an_answer_is_told_with_the_words_of_its_choice() -> None:
    (row,) = decisions(whole_crisis(), "answer")
    assert (row.by, row.subject, row.choice, row.why) == (
        "ana",
        "Is this a crisis?",
        "crisis",
        "Hundreds, with a hashtag",
    )


def test_a_changed_answer_is_a_change_of_mind() -> None:
    run = Run()
    run.act(i.Answer("size-up", "crisis"), i.Answer("size-up", "isolated"))
    assert [(row.kind, row.choice) for row in decisions(run)] == [
        ("answer", "crisis"),
        ("answer_changed", "isolated"),
    ]


def test_a_recorded_yes_tells_who_gave_it_who_typed_it_and_how() -> None:
    row = decisions(whole_crisis(), "approval")[0]
    assert (row.by, row.recorded_by, row.via, row.role) == ("omar", "ana", "phone", "Operations chief")
    assert row.moment == SEEN + 22 * MINUTE
    assert row.typed_at > SEEN + 23 * MINUTE


def test_a_no_a_silence_and_a_channel_left_out_are_told_with_their_reasons() -> None:
    found = {row.kind: row for row in decisions(whole_crisis())}
    assert (found["rejection"].by, found["rejection"].why) == ("clara", "Say how many.")
    assert found["silence"].by == "Counsel"
    assert (found["channel_skip"].choice, found["channel_skip"].why) == ("website", "the site is down")
    assert found["next_word"].choice in ("", iso(SEEN + 50 * MINUTE))


def test_an_escalation_is_a_decision_and_a_rung_that_came_by_its_time_is_not() -> None:
    run = Run()
    run.hand("ceo", "clara")
    run.act(i.Answer("size-up", "crisis"), i.Edit("holding", "Words.\n"), i.Complete("write-holding"))
    run.to(30)
    assert not decisions(run, "escalation")
    other = Run()
    other.hand("ceo", "clara")
    other.act(i.Answer("size-up", "crisis"), i.Edit("holding", "Words.\n"), i.Complete("write-holding"))
    other.act(i.Escalate("yes-to-holding"))
    (row,) = decisions(other, "escalation")
    assert (row.by, row.subject) == ("ana", "Say yes to the holding statement")


def test_a_handover_tells_from_whom_to_whom() -> None:
    run = Run()
    run.hand("ceo", "clara")
    offered, accepted = decisions(run)
    assert (offered.kind, offered.by, offered.choice) == ("handover_offered", "ana", "clara")
    assert (accepted.kind, accepted.by, accepted.choice) == ("handover_accepted", "clara", "ana")
    assert accepted.subject == "Chief executive"


def test_an_undo_is_told_and_what_it_mends_is_not() -> None:
    run = Run()
    run.act(i.Offer(("ceo",), "clara"))
    run.act(i.Undo())
    offered, undo = decisions(run)
    assert offered.taken_back
    assert (undo.kind, undo.subject) == ("undo", "handover_offered")


def test_a_switch_a_corrected_sighting_a_close_and_a_reopening_are_decisions() -> None:
    run = Run()
    run.act(
        i.CorrectSighting(SEEN - MINUTE), i.SwitchPlaybook(read(ANOTHER)), i.Close("over"), i.Reopen("not over")
    )
    assert [(row.kind, row.subject, row.choice, row.why) for row in decisions(run)] == [
        ("sighting", iso(SEEN), iso(SEEN - MINUTE), ""),
        ("switch", "Another", "other", ""),
        ("close", "", "", "over"),
        ("reopen", "", "", "not over"),
    ]


def test_away_and_back_name_the_person_and_the_time() -> None:
    run = Run()
    run.act(i.MarkAway("clara", SEEN + 60 * MINUTE), i.MarkBack("clara"))
    away, back = decisions(run)
    assert (away.subject, away.choice) == ("clara", iso(SEEN + 60 * MINUTE))
    assert (back.kind, back.subject) == ("back", "clara")


SAME_QUESTION = """
playbook: other
title: Another
roles: {lead: {title: Head of news}}
steps:
  - id: size-up
    role: lead
    ask: "Is anybody hurt?"
    choices: {isolated: "Nobody", crisis: "Somebody was hurt"}
"""


def switched() -> Run:
    run = Run()
    run.act(i.Answer("size-up", "crisis"))
    run.act(i.SwitchPlaybook(read(SAME_QUESTION)))
    run.act(i.Answer("size-up", "isolated"))
    return run


def test_an_answer_from_before_a_switch_keeps_the_words_of_its_time() -> None:
    run = switched()
    assert [(row.subject, row.choice, row.why) for row in decisions(run, "answer", "answer_changed")] == [
        ("Is this a crisis?", "crisis", "Hundreds, with a hashtag"),
        ("Is anybody hurt?", "isolated", "Nobody"),
    ]
    opened = next(row for row in run.review().steps if row.step == "size-up")
    assert (opened.title, opened.role) == ("Is this a crisis?", "Comms lead")


def test_without_the_old_text_an_answer_from_before_a_switch_is_told_by_its_names() -> None:
    run = switched()
    rows = review(run.session.incident, run.session.history).decisions
    assert [(row.subject, row.choice, row.why) for row in rows if row.kind.startswith("answer")] == [
        ("size-up", "crisis", ""),
        ("Is anybody hurt?", "isolated", "Nobody"),
    ]


def test_what_became_of_a_text_that_was_sent_is_told_with_what_a_person_saw() -> None:
    run = Run()
    run.act(i.Answer("size-up", "crisis"), i.Edit("holding", "We know.\n"), i.Complete("write-holding"))
    run.act(i.Approve("holding", for_="ceo", via="phone"))
    attempt = i.AttemptPost("holding", "x", 1, "", "x", "@walrus")
    for unknown in (False, True):
        run.act(attempt)
        part = run.session.incident.statement("holding").sends[0]
        settled = i.SettlePost("holding", 1, "x", 1, part.key, part.attempt_seq, why="HTTP 503", unknown=unknown)
        run.act(settled)
    run.act(i.LookedForPost("holding", "x", out=False))
    kinds = ("send_failed", "send_unknown", "seen_not_out")
    found = decisions(run, *kinds)
    assert [(row.kind, row.subject, row.choice, row.why) for row in found] == [
        ("send_failed", "holding", "x", "HTTP 503"),
        ("send_unknown", "holding", "x", "HTTP 503"),
        ("seen_not_out", "holding", "x", ""),
    ]
    page = as_markdown(run.review(), UTC)
    assert "sent to x, and nobody knew whether it was out: holding" in page
    assert "saw on x that it is not out: holding" in page
