"""`crisis approve`: the text with what a check finds in it, before anybody says yes."""

from __future__ import annotations

from tests.commands.conftest import Crisis

TEXT = "Mistakes were made at line four. We speak again at 23:59.\n"


def ready(crisis: Crisis, text: str = TEXT) -> None:
    """A holding statement whose writer is done."""
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("edit", "holding", "--from", "-", typed=text)
    crisis("done", "write-holding")


def test_what_would_be_approved_is_shown_with_what_a_check_finds(crisis: Crisis) -> None:
    ready(crisis)
    crisis("waive", "holding", "mistakes-were-made", "--reason", "counsel wants it", "--as", "bert")
    shown = crisis("approve", "holding", "--show").out
    assert "Mistakes were made at line four." in shown
    assert 'bert: mistakes-were-made "Mistakes were made", because counsel wants it' in shown


def test_errors_are_said_and_do_not_forbid_a_yes(crisis: Crisis) -> None:
    ready(crisis, "We are sorry if anyone was offended. Mistakes were made.\n")
    assert "This text cannot go out before" in crisis("approve", "holding", "--show").out
    ran = crisis("approve", "holding", "--for", "ceo", "--via", "phone", "--json")
    assert ran.json["events"][0]["kind"] == "statement_approved"


def test_only_the_wording_that_changed_is_shown_again(crisis: Crisis) -> None:
    both = "=== all · en ===\nWe are checking. We speak again at 23:59.\n\n=== all · fr ===\nNous vérifions.\n"
    ready(crisis, both)
    crisis("approve", "holding", "--for", "ceo", "--via", "phone")
    crisis("edit", "holding", "--from", "-", typed=both.replace("vérifions", "contrôlons"))
    shown = crisis("approve", "holding", "--show", "--for", "ceo").out
    assert "all · fr:\nNous [-vérifions.-] {+contrôlons.+}" in shown
    assert "We are checking" not in shown.split("This text cannot")[0].split("last saw it")[1]
