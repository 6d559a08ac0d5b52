"""What somebody writes in an editor is what comes back, and is never lost when something goes wrong."""

import os
import shlex
import sys
from pathlib import Path

import pytest

from crisis_cli.errors import SurroundingsFailed, UsageError
from crisis_cli.files.editor import MAX_TEXT, Edited, edit


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def editor(tmp_path: Path, code: str) -> dict[str, str]:
    """An editor that runs `code` with the file's `path`."""
    script = tmp_path / "an editor.py"
    script.write_text(f"import sys, pathlib, os\npath = pathlib.Path(sys.argv[1])\n{code}\n")
    return {"EDITOR": f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}"}


def test_the_saved_text_comes_back(tmp_path: Path, own_temporary_folder: Path) -> None:
    environ = editor(tmp_path, "path.write_bytes(path.read_bytes() + 'é and more\\r\\n'.encode())")
    assert edit("Before.\n", environ) == Edited("Before.\né and more\n")
    assert list(own_temporary_folder.iterdir()) == []


def test_visual_comes_before_editor(tmp_path: Path) -> None:
    environ = {"VISUAL": editor(tmp_path, "path.write_text('visual')")["EDITOR"], "EDITOR": "/nowhere"}
    assert edit("", environ).text == "visual"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_nobody_else_can_read_the_file(tmp_path: Path) -> None:
    environ = editor(
        tmp_path, "path.write_text(oct(path.stat().st_mode & 0o777) + oct(path.parent.stat().st_mode & 0o777))"
    )
    assert edit("", environ).text == "0o6000o700"


def test_an_editor_that_saves_by_renaming_is_understood(tmp_path: Path) -> None:
    environ = editor(tmp_path, "(path.parent / 'new').write_text('new'); os.replace(path.parent / 'new', path)")
    assert edit("old", environ).text == "new"


def test_an_editor_that_fails_leaves_the_text_as_it_was(tmp_path: Path) -> None:
    edited = edit("before", editor(tmp_path, "path.write_text('after'); sys.exit(3)"))
    assert edited.text == "before"
    assert "code 3" in edited.said


def test_an_editor_that_deletes_the_file_leaves_the_text_as_it_was(tmp_path: Path) -> None:
    edited = edit("before", editor(tmp_path, "path.unlink()"))
    assert edited.text == "before"
    assert "no file" in edited.said


@pytest.mark.parametrize("environ", [{}, {"EDITOR": "  "}, {"EDITOR": "'"}])
def test_no_editor_is_said_with_a_way_on(environ: dict[str, str]) -> None:
    with pytest.raises(UsageError) as failed:
        edit("x", environ)
    assert "EDITOR" in failed.value.hint


def test_an_editor_that_is_not_there_is_said_so() -> None:
    with pytest.raises(SurroundingsFailed, match="was not found"):
        edit("x", {"EDITOR": "/nowhere/editor"})


@pytest.mark.parametrize(
    "code",
    ["path.write_bytes(b'caf\\xe9')", f"path.write_text('x' * {MAX_TEXT + 1})"],
    ids=["not UTF-8", "too long"],
)
def test_what_cannot_be_taken_back_is_kept_and_its_place_said(tmp_path: Path, code: str) -> None:
    with pytest.raises((SurroundingsFailed, UsageError), match="kept in") as failed:
        edit("x", editor(tmp_path, code))
    kept = Path(failed.value.message.split("kept in ")[1])
    assert kept.read_bytes() != b"x"
