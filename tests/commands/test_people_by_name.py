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


@pytest.mark.parametrize(
    "words", [("away", "cydd"), ("tried", "cydd"), ("handoff", "lead", "cydd"), ("ack", "write", "--for", "cydd")]
)
def test_a_slip_of_the_pen_counts_as_nobody(crisis: Crisis, words: tuple[str, ...]) -> None:
    before = crisis.kinds()
    refused = crisis(*words, "--as", "Ana Lemaire", code=2).err
    assert 'Nobody here is called "cydd"' in refused
    assert 'Did you mean "cyd"? There are: cyd (Cyd Moreau), ben (Ben Okafor), ana (Ana Lemaire).' in refused
    assert crisis.kinds() == before


def test_a_yes_or_a_no_of_somebody_whom_nobody_knows_is_refused_by_name(crisis: Crisis) -> None:
    crisis("edit", "holding", "--from", "-", "--as", "Ana Lemaire", typed="There is a fire. We are sorry.\n")
    by_phone = ("--for", "Cyd Morau", "--via", "phone")
    assert 'Did you mean "cyd"?' in crisis("approve", "holding", *by_phone, code=2).err
    assert 'Did you mean "cyd"?' in crisis("reject", "holding", "--reason", "thin", *by_phone, code=2).err
    crisis("reject", "holding", "--reason", "thin", "--for", "Cyd Moreau", "--via", "phone")


def test_a_role_is_not_a_person_who_goes_away(crisis: Crisis) -> None:
    assert '"ceo" is a role; cyd holds it here' in crisis("away", "ceo", code=2).err
    assert "tried ceo" in crisis("tried", "ceo").out


def test_somebody_who_comes_in_tonight_is_handed_a_role_and_it_is_said_that_no_page_reaches_them(
    crisis: Crisis,
) -> None:
    offered = crisis("handoff", "lead", "Dov Roth", "--as", "Ana Lemaire")
    assert "the team file does not have Dov Roth: no page reaches them" in offered.err
    crisis("handoff", "lead", "--accept", "--as", "Dov Roth")
    assert "Dov Roth is away" in crisis("away", "Dov Roth").out


def test_without_a_team_file_only_those_of_the_run_are_known(crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").unlink()
    refused = crisis("away", "Cyd Moreau", code=2).err
    assert 'Nobody here is called "Cyd Moreau"' in refused
    assert "There are: cyd, ben, ana." in refused
    assert "cyd is away" in crisis("away", "cyd").out


def test_a_team_file_that_broke_meanwhile_stops_nobody_whom_the_run_knows(crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text("team: [", encoding="utf-8")
    assert "There are: cyd, ben, ana." in crisis("away", "Cyd Moreau", code=2).err
    assert "cyd is away" in crisis("away", "cyd").out
