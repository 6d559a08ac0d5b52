"""Secrets come into an address when it is used, from places that nobody else reads, and stand in no error."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crisis_cli.errors import SurroundingsFailed
from crisis_cli.files.secrets import filled, secret_files, secret_names


def test_a_secret_from_the_environment_is_quoted_as_a_part_and_taken_as_it_is_as_the_whole() -> None:
    environ = {"KEY": "a/b@c", "ALL": "json://localhost/x?y=1"}
    assert filled("json://me:${KEY}@localhost", environ, Path()) == "json://me:a%2Fb%40c@localhost"
    assert filled("${ALL}", environ, Path()) == "json://localhost/x?y=1"


def test_a_secret_from_a_file_beside_the_team_file(tmp_path: Path) -> None:
    path = tmp_path / "mail"
    path.write_text("geheim\n", encoding="utf-8")
    path.chmod(0o600)
    assert filled("mailto://me:${file:mail}@localhost", {}, tmp_path) == "mailto://me:geheim@localhost"
    assert list(secret_files("x://${file:mail}/${KEY}", tmp_path)) == [path]
    assert list(secret_names("x://${file:mail}/${KEY}")) == ["KEY"]


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o620, 0o604])
def test_a_file_that_others_may_read_or_write_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "mail"
    path.write_text("geheim", encoding="utf-8")
    path.chmod(mode)
    with pytest.raises(SurroundingsFailed, match=f"mode {mode:04o}") as refused:
        filled("${file:mail}", {}, tmp_path)
    assert "chmod 600" in refused.value.hint
    assert "geheim" not in f"{refused.value.message}{refused.value.hint}"


@pytest.mark.parametrize("content", ["", "two\nlines", "x" * 5000, "\udcff", "bell\a"])
def test_a_file_that_is_not_one_line_with_a_secret_is_refused_without_repeating_it(
    tmp_path: Path, content: str
) -> None:
    path = tmp_path / "mail"
    path.write_text(content, encoding="utf-8", errors="surrogateescape")
    path.chmod(0o600)
    with pytest.raises(SurroundingsFailed) as refused:
        filled("${file:mail}", {}, tmp_path)
    assert not content or content not in refused.value.message


@pytest.mark.parametrize("address", ["${NOT_SET}", "x://${EMPTY}", "${file:none}", "${file:/proc/self}"])
def test_what_is_missing_is_named(tmp_path: Path, address: str) -> None:
    with pytest.raises(SurroundingsFailed):
        filled(address, {"EMPTY": ""}, tmp_path)
