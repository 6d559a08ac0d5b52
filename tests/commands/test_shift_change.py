"""A shift ends while a run goes on: both people are told, the boards say so, and nothing moves by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crisis_cli.commands import wiring
from tests.commands.conftest import Crisis

TEAM = """\
team: walrus
zone: Europe/Berlin
people:
  ana: {{name: Ana, phone: "1"}}
  ben: {{name: Ben, phone: "2"}}
  noor: {{name: Noor, phone: "3"}}
roles:
  lead:
    person: ana
    dates: [{{person: ben, from: {start:%Y-%m-%dT%H:%M}, until: {end:%Y-%m-%dT%H:%M}}}]
  ceo: noor
"""


@pytest.fixture
def team(tmp_path: Path) -> Path:
    return tmp_path / "team.yaml"


def shift(team: Path, *, of_ben: bool) -> None:
    """Let it be Ben's shift, or Ana's."""
    now = datetime.now(ZoneInfo("Europe/Berlin")).replace(tzinfo=None)
    start = now - timedelta(minutes=1) if of_ben else now + timedelta(days=3)
    team.write_text(TEAM.format(start=start, end=start + timedelta(hours=8)), encoding="utf-8")


def the_shift_changes(crisis: Crisis, team: Path) -> None:
    shift(team, of_ben=False)
    crisis.begin()
    crisis("keep", "--once")
    assert "shift_changed" not in crisis.kinds()
    shift(team, of_ben=True)
    crisis("keep", "--once")


def test_both_are_told_and_whoever_has_it_keeps_it(crisis: Crisis, team: Path) -> None:
    the_shift_changes(crisis, team)
    log = crisis("log").out
    assert "SHIFT: by the team file Comms lead is ben's now; ana has it here" in log
    pages = [page for page in wiring.session(incident(crisis)).incident.pages.values() if page.about == "shift"]
    assert [(page.person, page.state) for page in pages] == [("ben", "sent"), ("ana", "sent")]
    assert "yours now; here ana has it, who hands it over: crisis handoff lead ben" in pages[0].text
    assert crisis("status", "--json").json["roles"]["lead"]["person"] == "ana"
    assert crisis("status", "--json").json["roles"]["lead"]["on_shift"] == "ben"
    for _ in range(3):
        crisis("keep", "--once")
    assert crisis.kinds().count("shift_changed") == 1


def incident(crisis: Crisis) -> str:
    return str(crisis("status", "--json").json["incident"])


def test_status_and_brief_say_it_with_the_one_act_until_it_is_handed_over(crisis: Crisis, team: Path) -> None:
    the_shift_changes(crisis, team)
    mine = crisis("status", "--as", "ana").out
    assert "SHIFT: Comms lead is ben's by the team file, you have it here." in mine
    assert "Hand over: crisis handoff lead ben" in mine
    assert "Comms lead is yours by the team file, ana has it here" in crisis("status", "--as", "ben").out
    assert "ana, by the team file ben's" in crisis("brief").out
    crisis("handoff", "lead", "ben", "--as", "ana")
    assert "SHIFT" not in crisis("status").out
    crisis("handoff", "--accept", "--as", "ben")
    assert "by the team file ben's" not in crisis("brief").out
    crisis("keep", "--once")
    assert crisis.kinds().count("shift_changed") == 1


def test_what_was_handed_over_on_purpose_is_no_change_of_shift(crisis: Crisis, team: Path) -> None:
    shift(team, of_ben=False)
    crisis.begin()
    crisis("handoff", "lead", "noor", "--as", "ana")
    crisis("handoff", "--accept", "--as", "noor")
    crisis("keep", "--once")
    assert "shift_changed" not in crisis.kinds()
    assert "SHIFT" not in crisis("status").out


def test_a_shift_that_comes_back_before_anybody_handed_over_is_settled(crisis: Crisis, team: Path) -> None:
    the_shift_changes(crisis, team)
    shift(team, of_ben=False)
    crisis("keep", "--once")
    assert "by the team file Comms lead is ana's again, who has it here" in crisis("log").out
    assert "SHIFT" not in crisis("status").out
    shift(team, of_ben=True)
    crisis("keep", "--once")
    assert crisis.kinds().count("shift_changed") == 2, "two keepers with two team files do not quarrel"


def test_no_team_file_and_a_closed_run_know_no_shifts(crisis: Crisis, team: Path) -> None:
    crisis.begin()
    shift(team, of_ben=True)
    crisis("keep", "--once")
    crisis("close", "--reason", "over", "--yes")
    crisis("keep", "--once")
    assert "shift_changed" not in crisis.kinds()
