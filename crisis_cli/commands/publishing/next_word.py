"""When a text that goes out says that we speak again."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from crisis_cli.commands import wiring
from crisis_cli.commands.acting import moment
from crisis_cli.domain.next_word import announces_word, word_given
from crisis_cli.engine.session import Session
from crisis_cli.errors import UsageError


def next_word(
    session: Session, statement: str, channels: tuple[str, ...], given: str, went_out: datetime
) -> datetime | None:
    """When we speak again: as it was typed, else as the words say that went out there."""
    if given:
        return typed_word(session, given, went_out)
    word = found_word(session, statement, channels, went_out)
    if word is None and announces_word(session.incident, statement, channels):
        print(
            "The text announces a next word, and no time of day was found that can only mean one moment: no clock"
            " runs for it. Take this back (crisis undo), and record it with --next TIME.",
            file=sys.stderr,
        )
    return word


def found_word(session: Session, statement: str, channels: tuple[str, ...], went_out: datetime) -> datetime | None:
    """As the words say that go out there."""
    return word_given(session.incident, statement, channels, at=went_out, zone=wiring.zone())


def typed_word(session: Session, given: str, went_out: datetime) -> datetime:
    """As it was typed; raises UsageError for one that has passed."""
    found = moment(given, session.now())
    if found <= went_out:
        raise UsageError(
            f'"{given}" lies before the text went out: a next word is one to come.',
            f"--next 'in 1 h', or with its day: --next {(went_out + timedelta(days=1)):%Y-%m-%d}T09:00",
        )
    return found
