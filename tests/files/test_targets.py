"""Which files a check looks at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crisis_cli.errors import UsageError
from crisis_cli.files.targets import find_targets, template_roots


def lay(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("playbook: x\n")


def test_a_folder_gives_every_yaml_file_below_it_and_what_belongs_to_it_beside_it(tmp_path: Path) -> None:
    lay(tmp_path, "playbooks/a.yaml", "playbooks/scenarios/b.yml", "playbooks/notes.txt", "scenarios/c.yaml")
    (tmp_path / "people.yaml").write_text("team: night\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "outlets.yaml").write_text("channels: night\n")
    (tmp_path / "environment.yml").write_text("name: x\nchannels:\n  - conda-forge\n")
    found = find_targets(["playbooks"], tmp_path)
    ours = ("outlets.yaml", "people.yaml", "playbooks/a.yaml", "playbooks/scenarios/b.yml", "scenarios/c.yaml")
    assert found.files == ours
    assert found.whole


def test_a_file_that_is_named_stands_alone(tmp_path: Path) -> None:
    lay(tmp_path, "playbooks/a.yaml", "playbooks/b.yaml", "team.yaml")
    found = find_targets(["playbooks/a.yaml", "playbooks/a.yaml"], tmp_path)
    assert found.files == ("playbooks/a.yaml",)
    assert not found.whole


def test_the_folder_one_stands_in_shows_names_without_a_dot_in_front(tmp_path: Path) -> None:
    lay(tmp_path, "playbooks/a.yaml", "b.yaml", ".hidden/c.yaml", "node_modules/d.yaml", ".e.yaml")
    assert find_targets(["."], tmp_path).files == ("b.yaml", "playbooks/a.yaml")


@pytest.mark.parametrize("name", ["playbooks", "nowhere.yaml", "nu\0l", "empty"])
def test_nothing_to_look_at_is_said_and_no_green_run(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError):
        find_targets([name], tmp_path)


def test_links_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    lay(tmp_path, "playbooks/a.yaml")
    os.symlink(tmp_path / "playbooks", tmp_path / "playbooks/again")
    os.symlink("loop.yaml", tmp_path / "playbooks/loop.yaml")
    assert find_targets(["playbooks"], tmp_path).files == ("playbooks/a.yaml", "playbooks/loop.yaml")


def test_templates_are_looked_for_in_a_folder_and_above_it(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "playbooks").mkdir()
    assert template_roots([tmp_path / "playbooks"]) == (tmp_path / "templates",)


def test_standard_input_is_a_file_too(tmp_path: Path) -> None:
    assert find_targets(["-"], tmp_path).files == ("-",)
