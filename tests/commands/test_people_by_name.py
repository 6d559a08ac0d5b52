"""Everybody types their own name and other people's as they are called; the run knows whom the team file means."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Crisis

TEAM = """\
team: walrus
zone: Europe/Berlin
people: {ana: {name: Ana Lemaire}, ben: {name: Ben Okafor}, cyd: {name: Cyd Moreau}}
roles: {lead: ana, ceo: cyd, duty: ben}
"""

PLAYBOOK = """\
playbook: fire
title: Fire
roles:
  lead: {title: Lead, deputy: duty}
  duty: {title: Duty, deputy: lead}
  ceo: {title: Chief executive, deputy: duty}
facts:
  situation: {ask: "What happened?", type: text}
statements:
  holding: {template: holding_general, speaker: ceo, approvals: [ceo], channels: [press]}
steps:
  - {id: write, role: lead, draft: holding, within: 8m}
  - {id: consent, role: ceo, approve: holding, within: 3m}
  - {id: say, role: lead, publish: holding, within: 2m, ends: said}
"""


@pytest.fixture(autouse=True)
def begun(crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text(TEAM, encoding="utf-8")
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks/fire.yaml").write_text(PLAYBOOK, encoding="utf-8")
    crisis.begin("fire", "--as", "Ana Lemaire")


def test_who_holds_the_role_has_the_turn_and_gives_the_yes_by_their_own_name(crisis: Crisis) -> None:
    assert "YOUR TURN" in crisis("status", "--as", "ana  LEMAIRE").out
    assert "YOUR TURN" not in crisis("status", "--as", "Ben Okafor").out
    crisis("edit", "holding", "--from", "-", "--as", "Ana Lemaire", typed="There is a fire. We are sorry.\n")
    crisis("done", "write", "--as", "Ana Lemaire")
    assert "cyd said yes" in crisis("approve", "holding", "--yes", "--as", "Cyd Moreau").out


def test_who_is_away_is_so_under_the_name_that_the_run_knows(crisis: Crisis) -> None:
    assert "cyd is away" in crisis("away", "Cyd Moreau").out
    assert "cyd is back" in crisis("away", "Cyd Moreau", "--back").out


def test_a_role_is_handed_to_the_person_who_is_called_so(crisis: Crisis) -> None:
    crisis("handoff", "lead", "Ben Okafor", "--as", "Ana Lemaire")
    crisis("handoff", "lead", "--accept", "--as", "Ben Okafor")
    assert crisis("status", "--json").json["steps"][0]["owner"] == "ben"


def test_somebody_whom_the_team_file_does_not_have_keeps_their_name(crisis: Crisis) -> None:
    assert "Dov Roth is away" in crisis("away", "Dov Roth").out


def test_a_team_file_that_broke_meanwhile_stops_nobody(crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text("team: [", encoding="utf-8")
    assert "Cyd Moreau is away" in crisis("away", "Cyd Moreau").out
