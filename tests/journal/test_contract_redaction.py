"""What every journal promises of a text that was blanked."""

from __future__ import annotations

import pytest

from crisis_cli.domain.events import (
    FactRecorded,
    TextRedacted,
)
from crisis_cli.domain.journal import Journal
from crisis_cli.errors import JournalConflict, Refused
from tests.journal.conftest import Opener
from tests.journal.samples import (
    begin,
    done,
    new,
    note,
    plain,
    redact,
)


def test_a_blanked_text_is_gone_and_the_chain_is_whole(reopen: Opener) -> None:
    journal = reopen()
    fact = FactRecorded("contact", "Kim Fictional", "confirmed", "her colleague")
    begin(journal, "one", note("Kim Fictional is ill"), fact)
    stored = redact(journal, 2, after=3)
    redact(journal, 3, after=4)
    for reader in (journal, reopen()):
        _, first, second, record, _ = reader.read("one")
        assert plain(first.data) == plain(note("[redacted]"))
        assert plain(second.data) == plain(FactRecorded("contact", "[redacted]", "confirmed", "[redacted]"))
        assert plain(record) == plain(stored)
        assert plain(record.data) == plain(TextRedacted(2, "a name"))
        assert reader.verify("one") is None


def test_a_redaction_can_itself_be_blanked_and_retried(journal: Journal) -> None:
    begin(journal, "one", note())
    event = new(TextRedacted(2, "Kim Fictional asked for it"))
    first = journal.redact("one", 2, event, after=2, next_due=None)
    assert plain(journal.redact("one", 2, event, after=2, next_due=None)) == plain(first)
    redact(journal, 3, after=3)
    assert plain(journal.read("one", after=2)[0].data) == plain(TextRedacted(2, "[redacted]"))
    assert journal.verify("one") is None


def test_a_redaction_that_lost_the_race_blanks_nothing(journal: Journal) -> None:
    begin(journal, "one", note(), done())
    with pytest.raises(JournalConflict):
        redact(journal, 2, after=2)
    assert plain(journal.read("one")[1].data) == plain(note())


@pytest.mark.parametrize("seq", [0, 3, -1])
def test_what_is_not_there_cannot_be_blanked(journal: Journal, seq: int) -> None:
    begin(journal, "one", note())
    with pytest.raises(Refused, match="events 1 to 2"):
        redact(journal, seq, after=2)


def test_a_redaction_must_be_recorded_as_one(journal: Journal) -> None:
    begin(journal, "one", note())
    with pytest.raises(ValueError, match="TextRedacted"):
        journal.redact("one", 2, new(note()), after=2, next_due=None)
