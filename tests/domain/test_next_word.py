"""The time at which a text says we speak again; and what is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crisis_cli.domain.next_word import next_word, promises_word

AT = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
"""A Sunday."""


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("We speak again at 15:30.", 90),
        ("We will report back by 16:00 at the latest.", 120),
        ("Our next update: before 15h30", 90),
        ("More news at 14:20, here.", 20),
        ("We will talk to you again no later than 13:00.", 23 * 60),
    ],
)
def test_a_text_says_when_we_speak_again(text: str, after: int) -> None:
    assert next_word(text, at=AT, zone=UTC) == AT + timedelta(minutes=after)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Nous reprendrons la parole à 15:30.", 90),
        ("Nous reprenons la parole à 15\u00a0h\u00a030.", 90),
        ("Nous vous en reparlerons avant 15h.", 60),
        ("Nous revenons vers vous avant 15\u00a0h, ici même.", 60),
        ("Nous vous écrirons de nouveau d\u2019ici 15\u202fh\u202f05.", 65),
        ("Prochain point à 13h30.", 23 * 60 + 30),
    ],
)
def test_a_french_text_says_it_too(text: str, after: int) -> None:
    assert next_word(text, at=AT, zone=UTC) == AT + timedelta(minutes=after)


def test_the_time_printed_is_local() -> None:
    moment = next_word("We speak again at 15:30.", at=AT, zone=ZoneInfo("Europe/Berlin"))
    assert moment == AT + timedelta(minutes=30)


@pytest.mark.parametrize(
    "text",
    [
        "It happened at 15:30.",
        "We speak again soon.",
        "We speak again at 99:99.",
        "Les vols reprennent à 15:30.",
        "Reparlons-en bientôt.",
        "",
    ],
)
def test_a_text_without_such_a_time_gives_no_word(text: str) -> None:
    assert next_word(text, at=AT, zone=UTC) is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("We speak again at 5:30 pm.", 3.5),
        ("We will speak again by 6pm.", 4),
        ("We speak again at 12:15 a.m. on our website.", 10.25),
        ("At 18:00 we speak again.", 4),
        ("Next update: 20:00.", 6),
        ("We speak again at noon.", 22),
        ("We speak again at midnight.", 10),
        ("We speak again tomorrow at 9 a.m.", 19),
        ("We got the report at 08:10. We speak again at 23:00.", 9),
        ("We got the report at 08:10 and speak again at 23:00.", 9),
        ("We were back at 09:15 in the plant. We speak again at 23:00.", 9),
        ("We have talked to the clinic since 08:10. We speak again at 23:00.", 9),
        ("We will report every 2 h, and speak again at 16:00.", 2),
        ("We speak again on Friday at 12:00.", 5 * 24 - 2),
        ("We speak again on Sunday at 12:00.", 7 * 24 - 2),
        ("We speak again at 18:00 UTC+2.", 2),
        ("We speak again at 18:00 CET.", 3),
        ("We speak again at 23:00 (1/2)", 9),
        ("We speak again\nat 23:00.", 9),
        ("Demain à 9 h, nous reprendrons la parole.", 19),
        ("Nous reprendrons la parole à minuit.", 10),
        ("J’en dirai plus à 15 h, à la cantine.", 1),
        ("Nous reprendrons la parole lundi à midi.", 22),
    ],
)
def test_it_is_read_in_the_sentence_that_promises_it_with_its_day_and_zone(text: str, hours: float) -> None:
    assert next_word(text, at=AT, zone=UTC) == AT + timedelta(hours=hours)


@pytest.mark.parametrize(
    "text",
    [
        "We speak again soon.",
        "We speak again within 2 h.",
        "We speak again on 24 November at 12:00.",
        "We speak again on Friday or Monday at 12:00.",
        "We speak again at 18:00 ET.",
        "We speak again today at 13:00.",
        "We speak again at 13 pm.",
    ],
)
def test_what_cannot_be_read_surely_is_not_guessed_and_a_word_is_announced(text: str) -> None:
    assert next_word(text, at=AT, zone=UTC) is None
    assert promises_word(text)


@pytest.mark.parametrize(
    "text", ["The report came at 09:15.", "We checked it again at 09:15.", "We were back at 9:15."]
)
def test_what_is_told_of_the_past_announces_nothing(text: str) -> None:
    assert not promises_word(text)
