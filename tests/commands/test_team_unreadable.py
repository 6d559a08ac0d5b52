"""Somebody breaks the team file while a run goes on: no page is lost, no ladder hurries, and everybody is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crisis_cli.commands import attach, wiring
from tests.commands.conftest import Crisis
from tests.commands.test_paging import until
from tests.reach.receivers import Web

pytestmark = pytest.mark.usefixtures("warm")

LADDER = """\
playbook: ladder
title: A ladder
roles:
  lead: {title: Lead, deputy: second}
  second: {title: Second, deputy: lead}
steps:
  - {id: call, role: lead, do: Call the plant, within: WITHIN, ladder: [{after: 1s, page: second}]}
"""

HALF = "team: walrus\npeople:\n  ana: {name: Ana, loud: [\n"


@pytest.fixture
def team(tmp_path: Path, receiver: Web) -> Path:
    path = tmp_path / "team.yaml"
    people = "".join(
        f'  {name}: {{name: {name.title()}, loud: "json://127.0.0.1:{receiver.port}/{name}"}}\n'
        for name in ("ana", "ben")
    )
    roles = "roles: {lead: ana, second: ben}"
    path.write_text(f"team: walrus\nzone: Europe/Berlin\npeople:\n{people}{roles}\n", encoding="utf-8")
    return path


def heard(receiver: Web) -> list[str]:
    return [path for path, _ in receiver.heard]


@pytest.mark.parametrize("broken", [HALF, "", "gone"])
def test_pages_go_out_by_what_it_said_before_and_everybody_hears_of_it(
    crisis: Crisis, write: Any, receiver: Web, team: Path, broken: str
) -> None:
    crisis.begin(write("ladder", LADDER.replace("WITHIN", "1s")))
    crisis("keep", "--once")
    assert heard(receiver) == ["/ana"]
    if broken == "gone":
        team.unlink()
    else:
        team.write_text(broken, encoding="utf-8")
    until(lambda: crisis("keep", "--once") and "rung_fired" in crisis.kinds())
    until(lambda: crisis("keep", "--once") and len(receiver.heard) == 2)
    assert heard(receiver) == ["/ana", "/ben"]
    assert {"page_failed", "page_dropped"}.isdisjoint(crisis.kinds())


def test_a_keeper_says_since_when_it_goes_by_an_older_reading(
    crisis: Crisis, write: Any, receiver: Web, team: Path
) -> None:
    crisis.begin(write("ladder", LADDER.replace("WITHIN", "10m")))
    crisis("keep", "--once")
    team.write_text(HALF, encoding="utf-8")
    crisis("handoff", "lead", "ben", "--as", "ana")
    assert "Pages go out by what it said at" in crisis("keep", "--once").err
    assert heard(receiver)[-1] == "/ben"
    crisis("handoff", "second", "ana", "--as", "ben")
    assert "Pages go out" not in crisis("keep", "--once").err, "once is enough"
    said = crisis("status").err
    assert (
        "cannot be read as a team file. Pages go out by what the keeper last read in it; one that starts" in said
    )
    assert "cannot be read as a team file" in crisis("brief").err
    assert "cannot be read as a team file" in crisis("doctor", code=1).out


def test_a_run_that_begins_meanwhile_is_paged_by_what_the_keeper_read_for_another(
    crisis: Crisis, write: Any, receiver: Web, team: Path
) -> None:
    playbook = write("ladder", LADDER.replace("WITHIN", "1s"))
    crisis.begin(playbook)
    crisis("keep", "--once")
    crisis("close", "--reason", "a false alarm", "--yes")
    team.write_text(HALF, encoding="utf-8")
    crisis.begin(playbook, "--as", "ben")
    until(lambda: crisis("keep", "--once") and "rung_fired" in crisis.kinds())
    until(lambda: crisis("keep", "--once") and heard(receiver)[1:] == ["/ben"])
    assert "page_failed" not in crisis.kinds()


def test_a_check_of_a_broken_file_says_itself_what_is_wrong(crisis: Crisis, team: Path) -> None:
    team.write_text(HALF, encoding="utf-8")
    broken = crisis("team", "check", code=1)
    assert "error[syntax]" in broken.out
    assert "team.yaml:" in broken.out
    team.write_text("people: {ana: {name: Ana}}\n", encoding="utf-8")
    assert "error[" in crisis("team", "check", code=1).out
    team.write_text("", encoding="utf-8")
    assert "error[empty]" in crisis("team", "check", code=1).out


def test_a_board_says_it_while_it_lasts(crisis: Crisis, write: Any, team: Path) -> None:
    whole = team.read_text(encoding="utf-8")
    name = crisis.begin(write("ladder", LADDER.replace("WITHIN", "10m")))
    board = attach.board_parts(wiring.session(name), "ana")
    assert board.team_trouble() == ""
    team.write_text(HALF, encoding="utf-8")
    assert "Pages go out by what it said at" in board.team_trouble()
    team.write_text(whole.replace("second: ben", "second: nobody-known"), encoding="utf-8")
    assert "has problems. Pages go out" in board.team_trouble()
    team.unlink()
    assert "is gone. Pages go out" in board.team_trouble()
    team.write_text(whole, encoding="utf-8")
    assert board.team_trouble() == ""


def test_a_keeper_that_never_could_read_it_waits_and_passes_nobody_over(
    crisis: Crisis, write: Any, receiver: Web, team: Path
) -> None:
    whole = team.read_text(encoding="utf-8")
    crisis.begin(write("ladder", LADDER.replace("WITHIN", "10m")))
    team.write_text(HALF, encoding="utf-8")
    assert "Pages wait until it can" in crisis("keep", "--once").err
    assert "page_failed" in crisis.kinds()
    team.write_text(whole, encoding="utf-8")
    crisis("keep", "--once")
    assert heard(receiver) == [], "half a minute is not over"
    assert "rung_fired" not in crisis.kinds()
