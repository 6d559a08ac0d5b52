"""The rest of the record: facts, notes, redactions, gaps; what is private stays out, what is empty says so."""

from __future__ import annotations

from datetime import timedelta

from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Event, UnknownEvent
from crisis_cli.engine.session import KEEPER
from crisis_cli.review import review
from tests.review.reviewed_runs import MINUTE, PLAYBOOK, SEEN, Run, whole_crisis


def test_private_notes_and_all_that_was_done_about_them_stay_out() -> None:
    run = Run()
    secret = run.act(i.TakeNote("The CEO was at a wedding.", private=True))[0]
    run.act(i.Undo())
    run.act(i.TakeNote("Her brother's wedding.", private=True))
    run.session.redact(secret.seq, "the wedding is nobody's business", actor="ana")
    found = run.review()
    assert "wedding" not in repr(found)
    assert (found.notes, found.decisions, found.redactions) == ((), (), ())


def test_a_note_that_was_taken_back_stays_out_too() -> None:
    run = Run()
    run.act(i.TakeNote("meant to be private"))
    run.act(i.Undo())
    run.act(i.TakeNote("for everybody"), happened=3)
    assert [(note.text, note.moment) for note in run.review().notes] == [("for everybody", SEEN + 3 * MINUTE)]


def test_blanked_words_stay_blank_and_the_blanking_is_told() -> None:
    run = Run()
    note = run.act(i.TakeNote("Mrs Nobody called."))[0]
    run.session.redact(note.seq, "a private name", actor="ana")
    found = run.review()
    assert [row.text for row in found.notes] == ["[redacted]"]
    (row,) = found.redactions
    assert (row.act, row.kind, row.by, row.reason) == (note.seq, "note_taken", "ana", "a private name")


def test_a_run_in_which_nobody_did_anything_is_empty() -> None:
    opening = Run(facts=(i.RecordFact("product", "Berry Oat", "confirmed"),))
    assert opening.review().empty
    opening.to(40)
    opening.act(i.TakeNote("only for me", private=True))
    opening.act(i.Close("opened by mistake"))
    assert opening.review().empty


def test_a_run_in_which_somebody_did_anything_is_not() -> None:
    run = Run()
    run.act(i.RecordFact("product", "Berry Oat", "confirmed"))
    assert not run.review().empty
    assert not whole_crisis().review().empty


def test_an_open_run_is_told_so_far_as_of_the_moment_of_looking() -> None:
    run = Run()
    run.act(i.TakeNote("seen"))
    assert run.review().open
    assert run.review(at=30).as_of == SEEN + 30 * MINUTE
    assert run.review(at=1).as_of == run.session.history[-1].at
    assert review(run.session.incident, run.session.history).as_of == run.session.history[-1].at


def test_a_closed_run_ends_when_it_was_closed() -> None:
    found = whole_crisis().review(at=500)
    assert not found.open
    assert found.as_of == found.summary.closed_at
    assert (found.summary.closed_by, found.summary.outcome) == ("ana", "the product is off the shelves")


def test_the_summary_counts_and_names_who_decided() -> None:
    summary = whole_crisis().review().summary
    assert (summary.noticed_after, summary.starter) == (4 * MINUTE, "ana")
    assert (summary.promises_kept, summary.promises_missed, summary.steps_late) == (1, 0, 1)
    assert summary.decided_by == ("ana", "clara", "omar")


def test_what_stayed_unknown_is_told_apart_from_what_stayed_unconfirmed() -> None:
    found = {row.name: (row.status, row.value) for row in whole_crisis().review().unknown}
    assert found == {"people_ill": ("unconfirmed", 3), "cause": ("unknown", None)}


def test_facts_are_told_in_order_with_their_sources_and_what_was_taken_back() -> None:
    run = Run()
    run.act(i.RecordFact("people_ill", 3, "unconfirmed", "a caller"))
    run.act(i.RecordFact("people_ill", 30, "confirmed", "a slip of the finger"))
    run.act(i.Undo())
    run.act(i.RecordFact("people_ill", None, "unknown"))
    rows = [(row.value, row.status, row.source, row.taken_back) for row in run.review().facts]
    assert rows == [
        (3, "unconfirmed", "a caller", False),
        (30, "confirmed", "a slip of the finger", True),
        (None, "unknown", "", False),
    ]


def test_tries_and_items_are_told() -> None:
    run = Run()
    run.act(i.RecordTry("clara", "phone", "none"), i.LinkItem("angry-posts-1", "https://x.example/7", "answered"))
    found = run.review()
    assert [(row.person, row.via, row.result, row.by) for row in found.tries] == [
        ("clara", "phone", "none", "ana")
    ]
    assert [(row.item, row.outcome) for row in found.items] == [("https://x.example/7", "answered")]


def test_a_jump_of_the_clock_is_told_once_however_many_keepers_noticed() -> None:
    run = Run()
    run.act(i.NoticeClockJump(600, "keeper-1"), i.NoticeClockJump(600, "keeper-2"), by=KEEPER)
    assert [jump.by for jump in run.review().clock_jumps] == [timedelta(minutes=10)]


def test_what_fell_due_while_nobody_watched_is_one_gap() -> None:
    run = Run()
    run.to(40, watched=False)
    (gap,) = run.review().keeper_gaps
    assert (gap.since, gap.until) == (SEEN + 9 * MINUTE, SEEN + 40 * MINUTE)
    assert gap.fell_due == ("Is this a crisis?", "first_statement")


def test_what_is_noticed_in_time_is_no_gap() -> None:
    run = Run()
    run.to(40)
    assert run.review().keeper_gaps == ()


def test_a_promise_missed_before_anybody_noticed_is_no_gap() -> None:
    run = Run(noticed=45)
    run.to(45)
    run.act(i.CorrectSighting(SEEN - 60 * MINUTE))
    run.to(46)
    assert run.review().keeper_gaps == ()


def test_the_head_of_the_chain_is_the_last_event() -> None:
    run = whole_crisis()
    head = run.review().chain_head
    assert (head.seq, head.hash) == (run.session.history[-1].seq, run.session.history[-1].hash)
    assert run.journal.verify(run.session.name) is None


def test_events_of_a_newer_version_are_counted_and_not_shown() -> None:
    run = Run()
    last = run.session.history[-1]
    newer = Event(
        last.incident, last.seq + 1, "n", 9, last.at, None, "ana", UnknownEvent("x", '{"secret": 1}'), "h"
    )
    found = review(run.session.incident, [*run.session.history, newer])
    assert found.newer_events == 1
    assert "secret" not in repr(found)


def test_a_run_of_one_post_names_the_post() -> None:
    text = PLAYBOOK.replace("title: A bad batch", "title: One post\nper: item").split("promises:")[0]
    text += "roles: {lead: {title: Lead}}\nsteps: [{id: go, role: lead, do: Answer, ends: answered}]\n"
    run = Run(text)
    run.act(i.Complete("go"))
    found = run.review()
    assert (found.promises, found.summary.outcome) == ((), "answered")
