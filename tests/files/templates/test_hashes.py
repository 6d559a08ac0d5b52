"""What a standing approval of a template binds."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, meta

from crisis_cli.domain.canonical import text_hash
from crisis_cli.files.templates.hashes import bound, template_hash


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


@pytest.mark.parametrize(
    "tag",
    [
        r'{% include "parts/\x77.txt.j2" %}',
        '{% include "parts/" ~ "w.txt.j2" %}',
        "{%- include which %}",
        '{% extends "a.txt.j2" if fact.x.known else "b.txt.j2" %}',
        '{% include ["a.txt.j2", "b.txt.j2"] %}',
        '{%+import"parts/" "w.txt.j2" as w %}',
    ],
)
def test_a_template_whose_parts_are_not_named_plainly_cannot_be_bound(tmp_path: Path, tag: str) -> None:
    found = bound(lay(tmp_path, holding=f"We check. {tag}"), "holding.txt.j2")
    assert (len(found.sha256), found.known) == (64, False)
    assert template_hash([tmp_path], "holding.txt.j2") == ""


@pytest.mark.parametrize(
    "tag",
    [
        '{% include "a.txt.j2" %}',
        "{%- include 'parts/a.txt.j2' ignore missing with context -%}",
        '{% import "a.txt.j2" as a %}',
        '{% from "a.txt.j2" import one, two as three with context %}',
        '{%extends "a.txt.j2"%}',
    ],
)
def test_what_jinja_loads_is_what_is_bound(tmp_path: Path, tag: str) -> None:
    assert bound(lay(tmp_path, holding=tag), "holding.txt.j2").known
    loaded = meta.find_referenced_templates(Environment(autoescape=False).parse(tag))
    assert set(loaded) <= {"a.txt.j2", "parts/a.txt.j2"}


def test_more_files_than_are_looked_at_cannot_be_bound(tmp_path: Path) -> None:
    lay(tmp_path, **{f"t{number}": f'{{% include "t{number + 1}.txt.j2" %}}' for number in range(150)})
    assert not bound([tmp_path], "t0.txt.j2").known


def test_templates_that_lead_to_each_other_have_a_hash_too(tmp_path: Path) -> None:
    folders = lay(tmp_path, a='{% include "b.txt.j2" %}', b='{% include "a.txt.j2" %}')
    assert len(template_hash(folders, "a.txt.j2")) == 64
