"""The team file at work: `crisis oncall`, and who holds what when a run begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Crisis

TEAM = """\
team: walrus
zone: Europe/Berlin
people:
  ana: {name: Ana Lemaire, phone: "1"}
  ben: {name: Ben, phone: "2"}
  noor: {name: Noor, phone: "3"}
roles:
  lead:
    rotation: {people: [ana, ben], every: 7d, starts: 2026-11-16T09:00}
    dates: [{person: noor, from: 2026-12-24, until: 2026-12-26}]
  ceo: noor
  coo: {dates: [{person: ben, from: 2020-01-01, until: 2020-01-02}]}
"""


@pytest.fixture
def team(tmp_path: Path) -> Path:
    path = tmp_path / "team.yaml"
    path.write_text(TEAM, encoding="utf-8")
    return path


@pytest.mark.usefixtures("team")
def test_oncall_says_who_holds_what_until_when_and_who_is_next(crisis: Crisis) -> None:
    ran = crisis("oncall", "--at", "2026-11-25T12:00")
    assert ran.out.splitlines() == [
        "Wed 25 Nov 2026 12:00 CET:",
        "lead  ben     by turns until Mon 30 Nov 09:00, then ana (Ana Lemaire)",
        "ceo   noor",
        "coo   NOBODY",
    ]
    found = crisis("oncall", "--at", "2026-12-25T12:00", "--json").json
    assert found["roles"][0] == {
        "role": "lead",
        "person": "noor",
        "why": "dates",
        "until": "2026-12-26T23:00:00.000000Z",
        "next": "ben",
    }


def test_without_a_team_file_it_says_where_one_belongs(crisis: Crisis) -> None:
    assert "Write team.yaml beside your playbooks" in crisis("oncall", code=2).err


@pytest.mark.usefixtures("team")
def test_a_run_begins_with_those_who_hold_its_roles_now(crisis: Crisis) -> None:
    crisis.begin()
    begun = crisis("log", "--json").out.splitlines()[0]
    assert '"ceo":"noor"' in begun.replace(" ", "")
    assert '"coo"' not in begun.replace('\\"', "").split('"roles"')[1].split("}")[0], "nobody holds it now"
    assert '"legal":"pat"' in begun.replace(" ", ""), "the team file does not have it: whoever begins"


def test_a_broken_team_file_is_said_and_holds_nothing_up(crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text("- not\n- a team\n", encoding="utf-8")
    ran = crisis("run", "blank", "--plain", "--seen", "now", "--no-keeper")
    assert "cannot be read as a team file" in ran.err
    assert "Whoever begins holds every role" in ran.err


def test_a_team_file_elsewhere_is_named_by_the_environment(
    crisis: Crisis, team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = team.parent / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    crisis("oncall", code=2)
    monkeypatch.setenv("CRISIS_TEAM", str(team))
    assert "noor" in crisis("oncall").out


@pytest.mark.usefixtures("team")
def test_another_playbook_begins_with_those_who_hold_its_new_roles(crisis: Crisis, tmp_path: Path) -> None:
    roles = "roles: {lead: {title: L, deputy: ceo}, ceo: {title: C, deputy: lead}, coo: {title: O, deputy: ceo}}"
    steps = "steps: [{id: one, role: lead, do: One, within: 5m, ends: over}]"
    (tmp_path / "other.yaml").write_text(f"playbook: other\ntitle: Other\n{roles}\n{steps}\n", encoding="utf-8")
    crisis.begin("blank")
    crisis("switch", "./other.yaml")
    switched = next(line for line in crisis("log", "--json").out.splitlines() if "playbook_switched" in line)
    held = switched.replace(" ", "").split('"roles"')[1].split("}")[0]
    assert '"ceo":"noor"' in held
    assert '"coo"' not in held, "nobody holds it now"


@pytest.mark.usefixtures("team")
def test_a_team_file_with_problems_is_said_when_a_run_begins(crisis: Crisis, team: Path) -> None:
    team.write_text(team.read_text(encoding="utf-8") + "  legal: nobdy\n", encoding="utf-8")
    ran = crisis("run", "blank", "--plain", "--seen", "now", "--no-keeper")
    assert "has problems: crisis team check" in ran.err
