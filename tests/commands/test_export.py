"""`crisis export`: the four forms, what they say of a text that nobody approved, and of one that is out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Crisis

TEXT = (
    "=== website · en ===\nWe stopped the line. We speak again at 23:30.\n[legal] Bring it back.\n\n"
    "=== x · en · thread ===\nWe stopped the line. (1/2)\n---\nWe speak again at 23:30. (2/2)\n\n"
    "=== x · fr ===\nNous avons arrêté la ligne. Nous reprendrons la parole à 23 h 30.\n"
)
FORMATS = ("text", "markdown", "html", "json")


def approved(crisis: Crisis, *words: str) -> None:
    crisis.begin("product-contamination", *words)
    crisis("fact", "product", "Berry Oat", "--status", "confirmed", "--source", "plant")
    crisis("answer", "size-up", "crisis")
    crisis("edit", "holding", "--from", "-", "--as", "bert", typed=TEXT)
    crisis("done", "write-holding")
    crisis("approve", "holding", "--for", "ceo", "--via", "phone", "--yes")


@pytest.mark.parametrize("form", FORMATS)
def test_a_text_that_nobody_approved_says_so_in_every_form(crisis: Crisis, form: str) -> None:
    crisis.begin()
    crisis("edit", "holding", "--from", "-", typed=TEXT)
    out = crisis("export", "holding", "--format", form).out
    assert '"approved": false' in out if form == "json" else "NOT APPROVED: it needs" in out


@pytest.mark.parametrize("form", FORMATS)
def test_a_drill_says_so_in_every_form(crisis: Crisis, form: str) -> None:
    approved(crisis, "--drill")
    out = crisis("export", "holding", "--format", form).out
    assert "DRILL: this is an exercise" in out
    assert "DRILL: holding, round 1" in out or form == "json"


def test_a_script_gets_all_of_it(crisis: Crisis) -> None:
    approved(crisis)
    for channel in ("x", "website"):
        crisis("publish", "holding", "--posted", f"https://{channel}.example/1", "--channel", channel, "--yes")
    crisis("withdraw", "holding", "--channel", "x", "--reason", "wrong picture")
    shown = crisis("export", "holding", "--json").json
    assert (shown["statement"], shown["round"], shown["approved"], shown["corrects"]) == ("holding", 1, True, None)
    assert shown["yes"] == ["ceo by phone"]
    assert shown["sha256"] == crisis("publish", "holding", "--json", code=None).json["sha256"]
    website, thread, french = shown["wordings"]
    assert (website["channels"], website["language"], website["posts"]) == (["website"], "en", [])
    assert website["text"] == "We stopped the line. We speak again at 23:30.\nBring it back.\n"
    assert thread["posts"] == ["We stopped the line. (1/2)\n", "We speak again at 23:30. (2/2)\n"]
    assert (french["channels"], french["language"]) == (["x"], "fr")
    assert [(post["channel"], post["url"], post["withdrawn"]) for post in shown["posts"]] == [
        ("x", "https://x.example/1", "wrong picture"),
        ("website", "https://website.example/1", None),
    ]


def test_plain_text_shows_what_is_posted_between_rules_and_where_it_went(crisis: Crisis) -> None:
    approved(crisis)
    crisis("publish", "holding", "--posted", "https://x.example/1", "--channel", "x", "--yes")
    out = crisis("export", "holding").out
    rule = "-" * 72
    assert "Approved. Yes: ceo by phone." in out
    assert f"x · en, 2 of 2:\n{rule}\nWe speak again at 23:30. (2/2)\n{rule}\n" in out
    assert f"website · en:\n{rule}\nWe stopped the line. We speak again at 23:30.\nBring it back.\n{rule}\n" in out
    assert ": https://x.example/1" in out


def test_a_page_says_each_wording_in_its_language(crisis: Crisis) -> None:
    approved(crisis)
    out = crisis("export", "holding", "--format", "html").out
    assert '<pre lang="fr" dir="auto">Nous avons' in out
    assert '<pre lang="en" dir="auto">We speak again at 23:30. (2/2)' in out


def test_it_is_written_to_a_file_or_said_why_not(crisis: Crisis, tmp_path: Path) -> None:
    crisis.begin()
    assert "Nothing has been written" in crisis("export", "holding", code=3).err
    crisis("edit", "holding", "--from", "-", typed="We stopped.")
    file = tmp_path / "holding.json"
    assert crisis("export", "holding", "--json", "--output", str(file)).out == f"{file}\n"
    assert json.loads(file.read_text(encoding="utf-8"))["wordings"][0]["channels"] == ["x", "website"]
    crisis("export", "holding", "--output", str(tmp_path / "none" / "file"), code=4)


def test_a_correction_says_what_it_corrects(crisis: Crisis) -> None:
    crisis.begin()
    crisis("fact", "product", "Berry Oat", "--status", "confirmed", "--source", "plant")
    crisis("answer", "size-up", "crisis")
    crisis("draft", "holding")
    crisis("done", "write-holding")
    crisis("approve", "holding", "--for", "ceo", "--via", "phone", "--yes")
    crisis("publish", "holding", "--posted", "https://x.example/1", "--yes")
    crisis("fact", "product", "Nut Oat", "--status", "confirmed", "--source", "plant")
    crisis("correct", "holding")
    assert crisis("export", "holding", "--json").json["corrects"] == 1
    assert "It corrects round 1." in crisis("export", "holding").out
