"""`crisis new playbook`: a file that is clean and proven before anything in it is changed."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crisis_cli.commands import wiring
from crisis_cli.files.playbook.new import new_playbook
from crisis_cli.files.playbook.reader import load_playbook
from tests.commands.conftest import Crisis


def test_it_is_clean_even_under_strict_and_its_promise_is_proven(crisis: Crisis) -> None:
    ran = crisis("new", "playbook", "product-recall")
    assert ran.out == f"{Path('playbooks/product-recall.yaml')}\n"
    found = crisis("validate", "--strict", "--calendar", "--format", "json", "playbooks").json
    assert found["findings"] == []
    assert "PROVEN" in crisis("prove", "product-recall").out


def test_it_can_be_run_at_once(crisis: Crisis) -> None:
    crisis("new", "playbook", "product-recall")
    crisis.begin("product-recall")
    assert crisis.step("size-up")["status"] == "open"


def test_it_carries_its_name_and_is_to_be_looked_at_in_half_a_year(crisis: Crisis) -> None:
    crisis("new", "playbook", "product-recall")
    playbook = load_playbook(Path("playbooks/product-recall.yaml")).playbook
    assert playbook is not None
    assert (playbook.id, playbook.title) == ("product-recall", "Product recall")
    today = wiring.clock().now().astimezone(wiring.zone()).date()
    assert playbook.review_by == today + timedelta(days=182)
    assert "my-crisis" not in playbook.text.lower()


def test_the_last_day_of_a_month_is_a_day_like_others() -> None:
    assert "review_by: 2027-03-01" in new_playbook("a", today=date(2026, 8, 31))


def test_it_says_what_to_do_next(crisis: Crisis) -> None:
    said = crisis("new", "playbook", "product-recall").err
    path = Path("playbooks/product-recall.yaml")
    for command in (f"crisis validate {path}", "crisis prove product-recall", "crisis run product-recall"):
        assert command in said


def test_another_place_can_be_named(crisis: Crisis) -> None:
    crisis("new", "playbook", "recall", "--output", "plans/2026/recall.yaml")
    assert crisis("validate", "--strict", "plans/2026/recall.yaml").code == 0
    assert not Path("playbooks").exists()


@pytest.mark.parametrize("ending", [".yaml", ".yml"])
def test_nothing_is_overwritten(crisis: Crisis, ending: str) -> None:
    there = Path("playbooks") / f"recall{ending}"
    there.parent.mkdir()
    there.write_text("mine\n", encoding="utf-8")
    said = crisis("new", "playbook", "recall", code=2).err
    assert f"{there} is there already, and was left alone" in said
    assert there.read_text(encoding="utf-8") == "mine\n"
    assert os.listdir("playbooks") == [there.name]


def test_not_even_a_link_to_nowhere_is_overwritten(crisis: Crisis) -> None:
    Path("playbooks").mkdir()
    Path("playbooks/recall.yaml").symlink_to("nowhere")
    assert "is there already" in crisis("new", "playbook", "recall", code=2).err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Recall", "starts with a small letter"),
        ("drill-recall", '"drill-"'),
        ("re call", "small letters"),
        ("../recall", "small letters"),
        ("on", "read as true"),
        ("\x1b[2J", "small letters"),
        ("a" * 65, "64 at most"),
    ],
)
def test_a_name_that_no_playbook_can_have_is_refused_with_the_rule(crisis: Crisis, name: str, words: str) -> None:
    said = crisis("new", "playbook", name, code=2).err
    assert words in said
    assert "\x1b" not in said
    assert not Path("playbooks").exists()


def test_a_folder_that_is_a_file_is_said(crisis: Crisis) -> None:
    Path("playbooks").write_text("", encoding="utf-8")
    assert "is a file, not a folder" in crisis("new", "playbook", "recall", code=2).err


def test_taking_the_name_of_a_shipped_playbook_is_said(crisis: Crisis) -> None:
    said = crisis("new", "playbook", "mass-delays").err
    assert "in place of the other playbook mass-delays" in said


def test_the_model_itself_is_read_without_a_finding() -> None:
    text = new_playbook("a", today=datetime(2026, 11, 22, tzinfo=UTC).date())
    assert text.startswith("# A new playbook.")
    assert "review_by: 2027-05-23" in text
