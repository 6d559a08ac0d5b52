"""What every journal promises of events: appended, read, refused. Run over all of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from crisis_cli.domain.events import (
    FactRecorded,
    PersonWentAway,
    StepOpened,
    UnknownEvent,
)
from crisis_cli.domain.journal import Journal
from crisis_cli.errors import JournalConflict, JournalTooNew, UsageError
from tests.fakes import NIGHT, FakeClock
from tests.journal.conftest import Opener
from tests.journal.samples import (
    HOSTILE,
    SentByPigeon,
    add,
    begin,
    done,
    new,
    note,
    opening,
    plain,
    seqs,
)

MINUTE = timedelta(minutes=1)


def test_a_new_journal_is_empty(journal: Journal) -> None:
    assert journal.heads() == []
    assert journal.keepers() == []
    assert journal.read("nothing") == []
    assert journal.verify("nothing") is None


def test_it_decides_by_the_clock_it_was_given(journal: Journal, clock: FakeClock) -> None:
    later = clock.advance(MINUTE)
    assert journal.now() == later


def test_what_is_appended_is_read_back_in_order(journal: Journal) -> None:
    stored = begin(journal, "one", note(), done())
    stored += add(journal, 3, FactRecorded("people_ill", 3, "unconfirmed", "the night shift"))
    assert plain(journal.read("one")) == plain(stored)
    assert seqs(stored) == [1, 2, 3, 4]
    assert plain(journal.read("one", after=2)) == plain(stored[2:])
    assert journal.read("one", after=4) == []


def test_another_opening_reads_the_same(reopen: Opener) -> None:
    stored = begin(reopen(), "one", note(HOSTILE.replace("\udc80", "")))
    assert plain(reopen().read("one")) == plain(stored)


def test_hostile_text_comes_back_as_it_went_in(journal: Journal) -> None:
    begin(journal, "one", note(HOSTILE), done(HOSTILE))
    read = [event.data for event in journal.read("one", after=1)]
    assert plain(read) == plain([note(HOSTILE), done(HOSTILE)])
    assert journal.verify("one") is None


def test_incidents_do_not_see_each_other(journal: Journal) -> None:
    first = begin(journal, "one", note("of one"))
    second = begin(journal, "two", note("of two"))
    first += add(journal, 2, done(), incident="one")
    assert plain(journal.read("one")) == plain(first)
    assert plain(journal.read("two")) == plain(second)
    assert [(head.incident, head.number) for head in journal.heads()] == [("one", 1), ("two", 2)]


def test_an_id_may_be_used_again_in_another_incident(journal: Journal) -> None:
    for incident in ("one", "two"):
        journal.append(incident, [new(opening(), id_="the-first")], after=0, next_due=None)
    assert [head.seq for head in journal.heads()] == [1, 1]


def test_each_event_is_chained_to_the_one_before(journal: Journal) -> None:
    stored = begin(journal, "one", done(), done())
    assert len({event.hash for event in stored}) == 3
    assert all(len(event.hash) == 64 for event in stored)
    assert journal.heads()[0].hash == stored[-1].hash


def test_who_comes_second_is_told_and_stores_nothing(reopen: Opener) -> None:
    mine, theirs = reopen(), reopen()
    begin(mine)
    add(theirs, 1, note())
    with pytest.raises(JournalConflict, match="stands at event 2"):
        add(mine, 1, done())
    assert seqs(mine.read("one")) == [1, 2]


@pytest.mark.parametrize("after", [0, 2, 7])
def test_only_the_last_event_can_be_appended_to(journal: Journal, after: int) -> None:
    begin(journal)
    with pytest.raises(JournalConflict):
        add(journal, after, done())


def test_a_batch_behind_nothing_needs_an_incident(journal: Journal) -> None:
    with pytest.raises(JournalConflict):
        add(journal, 3, done(), incident="not there")
    assert journal.heads() == []


def test_a_retry_stores_nothing_twice_and_answers_as_before(reopen: Opener) -> None:
    journal = reopen()
    begin(journal)
    batch = [new(note()), new(done()), new(done("answer"))]
    stored = journal.append("one", batch, after=1, next_due=None)
    add(journal, 4, done("something else"))
    for again in (journal, reopen()):
        for after in (1, 5):
            assert plain(again.append("one", batch, after=after, next_due=None)) == plain(stored)
    assert seqs(journal.read("one")) == [1, 2, 3, 4, 5]


def test_a_retried_opening_is_the_same_incident(journal: Journal) -> None:
    batch = [new(opening())]
    assert journal.append("one", batch, after=0, next_due=None) == journal.append(
        "one", batch, after=0, next_due=None
    )
    assert len(journal.heads()) == 1


def test_an_id_that_is_stored_already_is_not_stored_again(journal: Journal) -> None:
    begin(journal)
    taken = journal.append("one", [new(done(), id_="timer-7")], after=1, next_due=None)
    with pytest.raises(JournalConflict):
        journal.append("one", [new(note()), new(done(), id_="timer-7")], after=2, next_due=None)
    with pytest.raises(JournalConflict):
        journal.append("one", [new(note(), id_="twin"), new(done(), id_="twin")], after=2, next_due=None)
    assert plain(journal.read("one", after=1)) == plain(taken)
    assert journal.verify("one") is None


def test_recorded_time_never_goes_back(journal: Journal) -> None:
    begin(journal)
    late, early = NIGHT + 5 * MINUTE, NIGHT - 60 * MINUTE
    batch = [new(done(), at=late), new(done(), at=early)]
    stored = journal.append("one", batch, after=1, next_due=None)
    stored += add(journal, 3, done(), at=early)
    stored += add(journal, 4, done(), at=late + MINUTE)
    assert [event.at for event in stored] == [late, late, late, late + MINUTE]
    assert plain(journal.read("one", after=1)) == plain(stored)


def test_when_it_happened_may_lie_before(journal: Journal) -> None:
    begin(journal)
    earlier = NIGHT - 7 * MINUTE
    stored = journal.append("one", [new(done(), happened_at=earlier)], after=1, next_due=None)
    assert plain(journal.read("one", after=1)) == plain(stored)
    assert (stored[0].at, stored[0].happened_at) == (NIGHT, earlier)


def test_moments_come_back_in_utc_to_the_microsecond(journal: Journal) -> None:
    local = datetime(2026, 11, 22, 3, 0, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    begin(journal, "one", PersonWentAway("kim", local), StepOpened("size-up", 1, None))
    _, away, opened = journal.read("one")
    assert isinstance(away.data, PersonWentAway)
    assert away.data.until_at == local
    assert away.data.until_at is not None
    assert away.data.until_at.tzinfo is UTC
    assert plain(opened.data) == plain(StepOpened("size-up", 1, None))


def test_a_newer_version_s_events_can_be_read_and_not_written_behind(reopen: Opener) -> None:
    newer = reopen()
    begin(newer)
    add(newer, 1, SentByPigeon("number 4", "come quickly"))
    older = reopen()
    unknown = UnknownEvent("sent_by_pigeon", '{"pigeon":"number 4","words":"come quickly"}')
    assert plain(older.read("one")[1].data) == plain(unknown)
    assert older.verify("one") is None
    with pytest.raises(JournalTooNew, match=r"event 2 of one \(sent_by_pigeon\)"):
        add(older, 2, done())
    begin(older, "two")
    assert [head.seq for head in older.heads()] == [2, 1]


def test_a_retry_is_answered_even_behind_a_newer_version_s_events(reopen: Opener) -> None:
    journal = reopen()
    batch = [new(opening())]
    stored = journal.append("one", batch, after=0, next_due=None)
    add(journal, 1, SentByPigeon("number 4", "come quickly"))
    assert plain(reopen().append("one", batch, after=0, next_due=None)) == plain(stored)


def test_a_batch_has_at_least_one_event(journal: Journal) -> None:
    with pytest.raises(ValueError, match="at least one event"):
        journal.append("one", [], after=0, next_due=None)


def test_what_cannot_be_stored_is_refused_before_anything_is(journal: Journal) -> None:
    begin(journal)
    for body in (note("x" * 5_000_000), FactRecorded("n", 10**5000, "confirmed")):
        with pytest.raises(UsageError):
            add(journal, 1, done(), body)
    with pytest.raises(UsageError):
        journal.append("one", [new(done(), id_="half \udc80")], after=1, next_due=None)
    with pytest.raises(UsageError):
        begin(journal, "name with a \0")
    assert seqs(journal.read("one")) == [1]
    assert [head.incident for head in journal.heads()] == ["one"]
