"""The lower half of the board: what was said, and what of it no longer holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisis_cli.domain import intents as i
from crisis_cli.ui.knowledge import known, said
from crisis_cli.ui.safe import SHOWN
from tests.fakes import FakeClock
from tests.ui.board.boards import CET, MINUTE, Night, eleven_minutes_in


@pytest.fixture
def night(clock: FakeClock, tmp_path: Path) -> Night:
    """The holding statement is out, made when three people were ill; it is 03:07."""
    night = eleven_minutes_in(clock, tmp_path)
    night.act(i.Draft("holding", "3 people are ill.\n", ("people_ill", "seen_by_press")))
    night.act(i.Complete("write-holding"))
    night.act(i.Approve("holding"), "Carla")
    night.act(i.Post("holding", (), "https://x.example/1"))
    return night


def test_what_is_out_is_said_with_where_and_since_when(night: Night) -> None:
    assert said(night.session.incident, CET) == ("holding 03:07 (x, website)",)


def test_what_no_longer_holds_is_marked_with_its_old_and_new_value(night: Night) -> None:
    night.later(MINUTE)
    night.act(i.RecordFact("people_ill", 5, "confirmed", "a hospital"))
    assert said(night.session.incident, CET) == ("! holding: people ill 3 -> 5 (03:07 x, website)",)
    night.act(i.RecordFact("people_ill", None, "unknown"))
    assert said(night.session.incident, CET) == ("! holding: people ill 3 -> not known (03:07 x, website)",)


def test_what_was_taken_down_everywhere_is_not_marked_any_more(night: Night) -> None:
    night.later(MINUTE)
    night.act(i.RecordFact("people_ill", 5, "confirmed", "a hospital"))
    for channel in ("x", "website"):
        night.act(i.Withdraw("holding", channel, "the number was wrong"))
    assert not said(night.session.incident, CET)[0].startswith("!")


def test_what_was_taken_down_is_said_to_be_gone_and_since_when(night: Night) -> None:
    night.later(MINUTE)
    night.act(i.Withdraw("holding", "website", "the number was wrong"))
    assert said(night.session.incident, CET) == ("holding 03:07 (x, website taken down 03:08)",)


def test_a_value_that_somebody_pasted_stands_with_its_beginning_and_keeps_what_is_known_of_it(
    night: Night,
) -> None:
    night.act(i.RecordFact("product", "oats " * 13_000, "confirmed", "the plant"))
    product = next(words for words in known(night.session.incident, CET) if words.startswith("product"))
    assert product.startswith("product oats oats")
    assert product.endswith("oats… (63 KB: crisis log) (confirmed)")
    assert len(product) < SHOWN + 60
    whole = known(night.session.incident, CET, whole=True)
    assert max(map(len, whole)) > 60_000
