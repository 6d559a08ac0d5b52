"""What every journal promises of its derived rows: heads, versions, keepers."""

from __future__ import annotations

from datetime import timedelta

from crisis_cli.domain.events import (
    IncidentClosed,
    IncidentReopened,
    PlaybookSwitched,
)
from crisis_cli.domain.journal import Head, Journal, KeeperSeen
from tests.fakes import NIGHT
from tests.journal.conftest import Opener
from tests.journal.samples import (
    add,
    begin,
    new,
    note,
    opening,
    redact,
)

MINUTE = timedelta(minutes=1)


def test_the_head_says_what_the_incident_is_now(journal: Journal) -> None:
    due = NIGHT + 5 * MINUTE
    stored = journal.append("one", [new(opening(drill=True)), new(note())], after=0, next_due=due)
    title = "Contaminated product"
    last, now = stored[-1].at, journal.now()
    assert journal.heads() == [
        Head("one", 1, 2, stored[-1].hash, NIGHT, "product-contamination", title, True, True, due, last, now)
    ]
    stored = add(journal, 2, PlaybookSwitched("mass-delay", "playbook: mass-delay\n", "Nothing flies", {}))
    last, now = stored[-1].at, journal.now()
    assert journal.heads() == [
        Head("one", 1, 3, stored[-1].hash, NIGHT, "mass-delay", "Nothing flies", True, True, None, last, now)
    ]


def test_a_closed_incident_is_not_among_the_open_ones_until_it_is_reopened(journal: Journal) -> None:
    begin(journal, "one")
    begin(journal, "two")
    add(journal, 1, IncidentClosed("handled in person"), incident="one")
    assert [head.incident for head in journal.heads(open_only=True)] == ["two"]
    assert [head.incident for head in journal.heads()] == ["one", "two"]
    assert [head.incident for head in journal.heads(limit=1)] == ["one"]
    assert [head.incident for head in journal.heads(open_only=True, limit=1)] == ["two"]
    add(journal, 2, IncidentReopened(), incident="one")
    assert [head.incident for head in journal.heads(open_only=True)] == ["one", "two"]


def test_a_keeper_finds_what_is_due_and_nothing_else(journal: Journal) -> None:
    for name, due in (("past", NIGHT), ("later", NIGHT + MINUTE), ("never", None)):
        journal.append(name, [new(opening())], after=0, next_due=due)
    assert [head.incident for head in journal.heads(due_before=NIGHT)] == ["past"]
    assert [head.incident for head in journal.heads(due_before=NIGHT + MINUTE)] == ["past", "later"]
    assert journal.heads(due_before=NIGHT - MINUTE) == []


def test_what_is_due_next_can_be_corrected_while_nothing_happened(journal: Journal) -> None:
    begin(journal)
    journal.set_next_due("one", NIGHT, after=1)
    assert journal.heads()[0].next_due == NIGHT
    journal.set_next_due("one", None, after=7)
    journal.set_next_due("nothing", None, after=1)
    assert journal.heads()[0].next_due == NIGHT
    journal.set_next_due("one", None, after=1)
    assert journal.heads()[0].next_due is None
    assert journal.verify("one") is None


def test_the_version_moves_with_every_commit_of_anybody(reopen: Opener) -> None:
    mine, theirs = reopen(), reopen()
    seen = [mine.version()]
    begin(mine)
    seen.append(mine.version())
    add(theirs, 1, note())
    seen.append(mine.version())
    redact(theirs, 2, after=2)
    seen.append(mine.version())
    theirs.set_next_due("one", NIGHT, after=3)
    seen.append(mine.version())
    assert len(set(seen)) == len(seen)
    mine.read("one")
    theirs.set_next_due("one", NIGHT, after=3)
    mine.forget_keeper("nobody")
    assert mine.version() == seen[-1]


def test_keepers_are_listed_last_seen_first_until_they_end(reopen: Opener) -> None:
    journal = reopen()
    first = KeeperSeen("k1", "alder", 11, NIGHT)
    second = KeeperSeen("k2", "birch", 22, NIGHT + MINUTE)
    journal.beat(first)
    journal.beat(second)
    assert reopen().keepers() == [second, first]
    again = KeeperSeen("k1", "alder", 11, NIGHT + 2 * MINUTE)
    journal.beat(again)
    assert journal.keepers() == [again, second]
    journal.forget_keeper("k2")
    journal.forget_keeper("nobody")
    assert journal.keepers() == [again]
