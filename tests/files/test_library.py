"""A playbook is found by name in the user's folders first, and nothing that lies there can stop the search."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crisis_cli.errors import SurroundingsFailed, UsageError
from crisis_cli.files.disk import read_regular
from crisis_cli.files.library import find_playbook, home, list_playbooks, playbook_folders, template_folders
from crisis_cli.files.playbook.reader import load_playbook
from tests.ordinary_rights import ordinary_rights


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"CRISIS_HOME": str(tmp_path / "home")}


@pytest.fixture
def cwd(tmp_path: Path) -> Path:
    (tmp_path / "work" / "playbooks").mkdir(parents=True)
    (tmp_path / "home" / "playbooks").mkdir(parents=True)
    return tmp_path / "work"


def test_the_home_is_where_it_was_said_to_be(environ: dict[str, str], tmp_path: Path) -> None:
    assert home(environ) == tmp_path / "home"


def test_a_home_of_nobody_is_said_so() -> None:
    with pytest.raises(UsageError, match="CRISIS_HOME"):
        home({"CRISIS_HOME": "~nobody-of-that-name/x"})


def test_without_a_word_the_home_is_the_platforms_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("XDG_DATA_HOME", "HOME", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    assert home({}).name == "crisis-cli"


def test_a_users_own_playbook_comes_before_the_shipped_one(
    environ: dict[str, str], cwd: Path, tmp_path: Path
) -> None:
    name = "product-contamination"
    shipped = find_playbook(name, environ, cwd)
    assert shipped.is_file()
    (tmp_path / "home" / "playbooks" / f"{name}.yml").write_text("mine")
    assert find_playbook(name, environ, cwd).read_text() == "mine"
    (cwd / "playbooks" / f"{name}.yaml").write_text("here")
    assert find_playbook(name, environ, cwd).read_text() == "here"
    found = {shelved.name: shelved for shelved in list_playbooks(environ, cwd)}
    assert not found[name].shipped
    assert found["angry-posts"].shipped


def test_a_path_is_taken_as_it_is(environ: dict[str, str], cwd: Path) -> None:
    (cwd / "mine.yaml").write_text("x")
    assert find_playbook("mine.yaml", environ, cwd) == cwd / "mine.yaml"
    assert find_playbook("./mine.yaml", environ, cwd) == cwd / "mine.yaml"
    assert find_playbook(str(cwd / "mine.yaml"), environ, cwd) == cwd / "mine.yaml"


@pytest.mark.parametrize(
    "wanted", ["product-contaminaton", "produkt-contamination", "./product-contaminaton.yaml"]
)
def test_an_unknown_name_suggests_the_nearest(environ: dict[str, str], cwd: Path, wanted: str) -> None:
    with pytest.raises(UsageError) as failed:
        find_playbook(wanted, environ, cwd)
    assert failed.value.hint == 'did you mean "product-contamination"?'


@pytest.mark.parametrize("wanted", ["", "x\0y", "../\0", "\x1b[31m", "a" * 5_000, "a/" * 3_000, "..", "."])
def test_an_odd_name_is_refused_in_printable_words(environ: dict[str, str], cwd: Path, wanted: str) -> None:
    with pytest.raises(UsageError) as failed:
        load_playbook(find_playbook(wanted, environ, cwd))
    assert failed.value.message.isprintable()


def test_hidden_files_folders_and_other_files_are_not_listed(environ: dict[str, str], cwd: Path) -> None:
    shelf = cwd / "playbooks"
    for name in (".hidden.yaml", "notes.txt", "ok.yaml"):
        (shelf / name).write_text("x")
    (shelf / "folder.yaml").mkdir()
    (shelf / "scenarios").mkdir()
    mine = [shelved.name for shelved in list_playbooks(environ, cwd) if not shelved.shipped]
    assert mine == ["ok"]


def test_folders_are_searched_in_order_and_each_once(environ: dict[str, str], cwd: Path, tmp_path: Path) -> None:
    assert playbook_folders(environ, cwd)[:2] == (cwd / "playbooks", tmp_path / "home" / "playbooks")
    assert template_folders(environ, cwd)[:2] == (cwd / "templates", tmp_path / "home" / "templates")
    checkout = playbook_folders(environ, cwd)[2].parent
    assert len(playbook_folders(environ, checkout)) == 2


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no file"):
        load_playbook(tmp_path / "gone.yaml")
    with pytest.raises(UsageError, match="there is no file"):
        load_playbook(tmp_path / "gone" / "gone.yaml")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a folder"):
        load_playbook(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_never_makes_anybody_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    start = time.perf_counter()
    with pytest.raises(UsageError, match="a pipe, not a file"):
        load_playbook(tmp_path / "pipe.yaml")
    assert time.perf_counter() - start < 1


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs devices")
def test_a_device_is_not_read_for_ever() -> None:
    with pytest.raises(UsageError, match="a device"):
        load_playbook(Path("/dev/zero"))


@pytest.mark.skipif(os.name == "nt", reason="needs links without special rights")
def test_a_link_that_leads_back_to_itself_is_said_so(environ: dict[str, str], cwd: Path) -> None:
    loop = cwd / "playbooks" / "loop.yaml"
    loop.symlink_to(loop)
    with pytest.raises(SurroundingsFailed, match="leads back to itself"):
        load_playbook(find_playbook("loop", environ, cwd))
    assert "loop" not in [shelved.name for shelved in list_playbooks(environ, cwd)]


@pytest.mark.skipif(os.name == "nt", reason="needs a file's rights as POSIX has them")
def test_a_file_one_may_not_read_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "locked.yaml"
    path.write_text("x")
    path.chmod(0)
    command = [sys.executable, "-m", "crisis_cli", "show", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, preexec_fn=ordinary_rights, check=False)
    assert ran.returncode == 4
    assert "may not be read" in ran.stderr


def test_a_hundred_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100 << 20)
    start = time.perf_counter()
    (found,) = load_playbook(path).findings
    assert found.rule == "too-large"
    assert time.perf_counter() - start < 1


def test_no_more_is_read_than_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x" * 100)
    assert len(read_regular(path, 10)) == 11
    assert len(read_regular(path, 100)) == 100
