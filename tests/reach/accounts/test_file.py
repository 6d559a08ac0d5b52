"""A file that a page is made of."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crisis_cli.domain.accounts import AccountSpec
from crisis_cli.domain.posting import Answer, Checked, Looked, Outgoing
from crisis_cli.engine.ports import Account
from tests.reach.accounts.conftest import Opening

BEGUN = datetime(2026, 11, 22, 2, tzinfo=UTC)
FIRST = Outgoing("We know.\n\nCafé at 14:30.\n", "holding-1-status-1", BEGUN, "en", title="First word")


def named(path: str) -> AccountSpec:
    return AccountSpec("status-page", "file", "status.walrus.example", path=path)


def test_the_text_replaces_what_stood_there_and_is_found_again(folder: Path, opened: Opening) -> None:
    page = folder / "status.txt"
    page.write_text("All is well.")
    page.chmod(0o664)
    account: Account = opened(named("status.txt"))
    assert account.find(FIRST, BEGUN) == Answer(), "certainly not there"
    out = account.post(FIRST)
    assert out == Answer("holding-1-status-1", str(page))
    assert page.read_bytes() == FIRST.text.encode()
    assert page.stat().st_mode & 0o777 == 0o664, "who may read the page stays so"
    assert account.post(FIRST) == account.find(FIRST, BEGUN) == out
    assert account.look(out.post_id, out.url) == Looked(FIRST.text)
    assert [file.name for file in folder.iterdir()] == ["status.txt"], "nothing is left beside it"
    page.unlink()
    assert account.look(out.post_id, out.url) == Looked(gone=True)


def test_a_json_file_gets_an_object(folder: Path, opened: Opening) -> None:
    account = opened(named("status.json"))
    account.post(FIRST)
    assert json.loads((folder / "status.json").read_text(encoding="utf-8")) == {
        "text": FIRST.text,
        "title": "First word",
        "at": "2026-11-22T02:00:00+00:00",
        "language": "en",
        "sha256": hashlib.sha256(FIRST.text.encode()).hexdigest(),
    }
    assert account.look("", "") == Looked(FIRST.text)
    (folder / "status.json").write_text("[]")
    assert account.look("", "").why == "something else was written there"
    assert account.find(FIRST, BEGUN).unknown


@pytest.mark.parametrize(
    "path", ["../elsewhere.txt", "link.txt", "folder", "missing/status.txt", "", "out/page.txt"]
)
def test_it_writes_nowhere_else(folder: Path, opened: Opening, path: str) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "page.txt").write_text("theirs")
    (folder / "link.txt").symlink_to(elsewhere / "page.txt")
    (folder / "out").symlink_to(elsewhere)
    (folder / "folder").mkdir()
    account = opened(named(path))
    answer = account.post(FIRST)
    assert (answer.post_id, answer.failed_as, answer.unknown) == ("", "not set up", False)
    assert account.check().failed_as == "not set up"
    assert (elsewhere / "page.txt").read_text() == "theirs"
    assert not (folder.parent / "elsewhere.txt").exists()


def test_a_folder_that_is_not_there_is_named(folder: Path, opened: Opening) -> None:
    assert str(folder.resolve() / "missing") in opened(named("missing/status.txt")).check().why


def test_a_whole_path_is_taken_as_given(folder: Path, opened: Opening) -> None:
    elsewhere = folder.parent / "site"
    elsewhere.mkdir()
    account = opened(named(str(elsewhere / "status.txt")))
    assert account.check() == Checked("status.walrus.example")
    assert account.post(FIRST).post_id
    assert (elsewhere / "status.txt").read_text(encoding="utf-8") == FIRST.text


def test_a_thread_does_not_fit_into_a_file(folder: Path, opened: Opening) -> None:
    assert opened(named("status.txt")).post(FIRST._replace(parts=2)).failed_as == "not set up"
    assert list(folder.iterdir()) == []


def test_what_cannot_be_written_is_certainly_not_out(
    folder: Path, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    (folder / "status.txt").write_text("All is well.")
    answer = opened(named("status.txt")).post(FIRST)
    assert (answer.failed_as, answer.unknown) == ("fault", False)
    assert "No space left" in answer.why
    assert (folder / "status.txt").read_text() == "All is well."
    assert [file.name for file in folder.iterdir()] == ["status.txt"]
