"""`crisis check` of a text that puts a published one right: the old value may stand in it, the new one has to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Crisis

TEXT = "{}\n\nThe count was wrong, and we are sorry. We call every family.\nReach us: heron.example/help\n"
TEXT += "We speak again at 23:50.\n"


@pytest.fixture
def corrected(crisis: Crisis, tmp_path: Path) -> Crisis:
    """The holding statement is out and said that three people are hurt in one yard; now it is five, in two."""
    template = tmp_path / "templates/en/holding_general.txt.j2"
    template.parent.mkdir(parents=True)
    template.write_text(
        "{{ fact.situation }} {{ fact.people_hurt }} people are hurt. We speak again at {{ next_update }}."
    )
    crisis.begin("blank")
    know(crisis, "situation=A tank burst in our yard.", "people_hurt=3", "contact=heron.example/help")
    crisis("draft", "holding")
    crisis("done", "write-holding")
    crisis("approve", "holding", "--for", "coo", "--via", "phone", "--yes")
    crisis("publish", "holding", "--posted", "https://x.example/1", "--yes")
    know(crisis, "situation=Two tanks burst in our yard.", "people_hurt=5")
    crisis("correct", "holding")
    return crisis


def know(crisis: Crisis, *facts: str) -> None:
    for fact in facts:
        crisis("fact", *fact.split("=", 1), "--status", "confirmed")


def errors(crisis: Crisis, words: str) -> set[str]:
    """The rules of the errors in a correction with these words at its head."""
    path = crisis.home / "words.txt"
    path.write_text(TEXT.format(words), encoding="utf-8")
    crisis("edit", "holding", "--from", str(path))
    found = crisis("check", "holding", "--json", code=None).json["findings"]
    return {one["rule"] for one in found if one["severity"] == "error"}


def test_the_draft_waits_for_its_writer_and_for_nothing_else(corrected: Crisis) -> None:
    found = corrected("check", "holding", "--json", code=1).json["findings"]
    assert {one["rule"] for one in found if one["severity"] == "error"} <= {"unfilled-gap", "over-the-limit"}


SITUATION = "What holds now: Two tanks burst in our yard.\nNo longer so: A tank burst in our yard.\n"


def test_the_old_values_may_stand_in_it(corrected: Crisis) -> None:
    assert not errors(corrected, f"{SITUATION}5 people are hurt.\nWhat we said no longer holds: 3")


def test_a_count_that_changed_has_to_stand_in_it(corrected: Crisis) -> None:
    assert errors(corrected, SITUATION) == {"changed-fact"}


def test_what_its_template_says_in_it_may_stay(corrected: Crisis) -> None:
    found = corrected("check", "holding", "--json", code=1).json
    assert "template-share" not in {one["rule"] for one in found["findings"]}
