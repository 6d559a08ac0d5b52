"""What a standing approval of a template binds."""

from __future__ import annotations

from pathlib import Path

from crisis_cli.domain.canonical import text_hash
from crisis_cli.files.templates.hashes import template_hash


def lay(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (folder / f"{name}.txt.j2").write_text(text)
    return [folder]


def test_a_template_that_stands_alone_is_known_by_its_own_words(tmp_path: Path) -> None:
    folders = lay(tmp_path, holding="We check.\r\n")
    assert template_hash(folders, "holding.txt.j2") == text_hash("We check.")
    assert template_hash(folders, "other.txt.j2") == ""


def test_a_changed_word_in_what_it_includes_or_extends_is_a_change(tmp_path: Path) -> None:
    folders = lay(tmp_path, base="{% block words %}{% endblock %}", part="We know little.")
    lay(tmp_path, holding='{% extends "base.txt.j2" %}{% block words %}{% include "part.txt.j2" %}{% endblock %}')
    before = template_hash(folders, "holding.txt.j2")
    for name in ("base", "part"):
        text = (tmp_path / f"{name}.txt.j2").read_text()
        lay(tmp_path, **{name: text + "!"})
        assert template_hash(folders, "holding.txt.j2") != before
        lay(tmp_path, **{name: text})
    assert template_hash(folders, "holding.txt.j2") == before


def test_a_text_that_was_read_already_is_not_read_again(tmp_path: Path) -> None:
    folders = lay(tmp_path, holding='{% include "part.txt.j2" %}', part="We know little.")
    known = {f"{name}.txt.j2": (tmp_path / f"{name}.txt.j2").read_text() for name in ("holding", "part")}
    before = template_hash(folders, "holding.txt.j2")
    (tmp_path / "part.txt.j2").unlink()
    assert template_hash(folders, "holding.txt.j2", known) == before != template_hash(folders, "holding.txt.j2")


def test_templates_that_lead_to_each_other_have_a_hash_too(tmp_path: Path) -> None:
    folders = lay(tmp_path, a='{% include "b.txt.j2" %}', b='{% include "a.txt.j2" %}')
    assert len(template_hash(folders, "a.txt.j2")) == 64
