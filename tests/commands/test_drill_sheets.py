"""`crisis drill SCENARIO --print`: the sheets, and nothing begun."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Crisis


def test_the_sheets_are_written_in_the_chosen_language_and_no_drill_begins(crisis: Crisis, tmp_path: Path) -> None:
    crisis("drill", "first-hour", "--print", "--lang", "fr", "--output", "paper")
    names = sorted(path.name for path in (tmp_path / "paper").iterdir())
    assert names == [
        "drill-first-hour-facilitator.html",
        "drill-first-hour-facilitator.md",
        "drill-first-hour-players.html",
        "drill-first-hour-players.md",
    ]
    players = (tmp_path / "paper/drill-first-hour-players.md").read_text(encoding="utf-8")
    assert "La feuille des joueurs" in players
    assert not crisis.home.exists()


def test_a_folder_that_cannot_be_written_is_said(crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    done = crisis("drill", "first-hour", "--print", "--output", "taken", code=4)
    assert "could not be written" in done.err
    assert "--output FOLDER" in done.err
