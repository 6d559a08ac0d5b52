"""Where scenarios lie, and which playbook is theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisis_cli.errors import UsageError
from crisis_cli.files.library import find_scenario, list_scenarios, playbook_of


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("scenario: x\n")
    return path


def test_a_team_s_own_hides_a_shipped_one_and_lies_within_its_playbooks_or_beside_them(tmp_path: Path) -> None:
    environ = {"CRISIS_HOME": str(tmp_path / "home")}
    assert "first-hour" in list_scenarios(environ, tmp_path)
    beside = put(tmp_path / "scenarios" / "first-hour.yaml")
    assert find_scenario("first-hour", environ, tmp_path) == beside
    within = put(tmp_path / "playbooks" / "scenarios" / "first-hour.yaml")
    assert find_scenario("first-hour", environ, tmp_path) == within
    settings = put(tmp_path / "home" / "playbooks" / "scenarios" / "ours.yaml")
    assert find_scenario("ours", environ, tmp_path) == settings


def test_one_is_found_by_its_path_and_a_wrong_name_gets_the_nearest(tmp_path: Path) -> None:
    environ = {"CRISIS_HOME": str(tmp_path / "home")}
    path = put(tmp_path / "elsewhere.yaml")
    assert find_scenario("./elsewhere.yaml", environ, tmp_path).samefile(path)
    with pytest.raises(UsageError, match="no scenario") as wrong:
        find_scenario("first-huor", environ, tmp_path)
    assert "first-hour" in wrong.value.hint


def test_its_playbook_is_the_one_it_lies_beside(tmp_path: Path) -> None:
    environ = {"CRISIS_HOME": str(tmp_path / "home")}
    shipped = playbook_of(tmp_path / "x.yaml", "angry-posts", environ, tmp_path)
    own = put(tmp_path / "team" / "playbooks" / "angry-posts.yaml")
    for folder in ("team/playbooks/scenarios", "team/scenarios"):
        assert playbook_of(tmp_path / folder / "x.yaml", "angry-posts", environ, tmp_path) == own
    assert shipped != own
