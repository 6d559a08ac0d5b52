"""Exactly what was approved goes out, once nothing in it is an error; what no longer holds is put right."""

from __future__ import annotations

import pytest

from crisis_cli.commands import wiring
from tests.commands.conftest import Crisis

HELD = "We know that people fell ill after our Berry Oat. We speak again at 23:59.\n"
URL = "https://x.example/1"
NEW = "Berry Oat 250 g"


def approved(crisis: Crisis, text: str = HELD) -> None:
    """A holding statement as its writer typed it, with the yes of the operations chief."""
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("edit", "holding", "--from", "-", typed=text)
    crisis("done", "write-holding")
    crisis("approve", "holding", "--for", "coo", "--via", "phone")


def test_a_word_changed_after_the_yes_keeps_the_text_in_and_is_what_the_approver_sees(crisis: Crisis) -> None:
    approved(crisis)
    crisis("edit", "holding", "--from", "-", typed=HELD.replace("fell", "became"))
    refused = crisis("publish", "holding", "--posted", URL, code=3)
    assert "a yes from" in refused.err
    shown = crisis("approve", "holding", "--show", "--for", "coo", "--via", "phone").out
    assert "[-fell-] {+became+}" in shown
    assert "[-Berry" not in shown


def test_a_text_that_somebody_changed_after_it_was_shown_is_not_recorded_as_the_one_that_went_out(
    crisis: Crisis,
) -> None:
    approved(crisis)
    hint = crisis("publish", "holding").out.splitlines()[-1]
    sha = hint.rpartition("--sha ")[2]
    assert crisis("publish", "holding", "--json").json["sha256"].startswith(sha)
    crisis("edit", "holding", "--from", "-", typed=HELD.replace("fell", "became"))
    crisis("approve", "holding", "--for", "coo", "--via", "phone")
    refused = crisis("publish", "holding", "--posted", URL, "--sha", sha, code=3).err
    assert "was changed by" in refused
    new = crisis("publish", "holding", "--json").json["sha256"]
    crisis("publish", "holding", "--posted", URL, "--sha", new[:12])


def test_a_mistaken_withdrawal_is_taken_back(crisis: Crisis) -> None:
    out(crisis)
    crisis("withdraw", "holding", "--channel", "x", "--reason", "the wrong channel")
    told = crisis("undo").out
    assert "stands on x as before" in told
    crisis("fact", "product", NEW, "--status", "confirmed", "--source", "the plant")
    assert {one["channel"] for one in crisis("correct", "--json", code=1).json["outdated"]} == {"x", "website"}


def test_what_was_so_before_the_draft_and_is_typed_after_it_is_told_as_changed(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("fact", "product", "Berry Oat 500 g", "--status", "confirmed", "--source", "a pack")
    before = wiring.clock().now().isoformat()
    crisis("draft", "holding")
    crisis("fact", "product", NEW, "--status", "confirmed", "--source", "a pack", "--at", before)
    found = crisis("check", "holding", "--json", code=1).json["findings"]
    assert "changed-fact" in [one["rule"] for one in found]


def test_a_text_with_an_error_does_not_go_out_and_the_error_is_told(crisis: Crisis) -> None:
    approved(crisis, "Mistakes were made. We speak again at 23:59.\n")
    refused = crisis("publish", "holding", "--posted", URL, code=3).err
    assert "line 1" in refused
    assert "crisis waive holding" in refused
    assert crisis.step("publish-holding")["status"] == "open"


def test_whoever_lives_with_the_error_is_in_the_record_and_the_text_goes_out(crisis: Crisis) -> None:
    approved(crisis, "Mistakes were made. We speak again at 23:59.\n")
    rule = crisis("check", "holding", "--json", code=1).json["findings"][0]["rule"]
    crisis("waive", "holding", rule, "--reason", "counsel wants this very line")
    crisis("publish", "holding", "--posted", URL)
    assert {"finding_waived", "statement_posted"} <= set(crisis.kinds())


def test_a_channel_that_takes_the_text_gets_it_although_another_one_does_not(crisis: Crisis) -> None:
    approved(crisis, HELD + "We are in touch with the plant and every shop that sold it. " * 6)
    assert "(over-the-limit)" in crisis("publish", "holding", "--posted", URL, "--channel", "x", code=3).err
    crisis("publish", "holding", "--posted", "https://walrus.example", "--channel", "website")


def out(crisis: Crisis) -> None:
    """A drafted statement is out on both channels."""
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("fact", "product", "Berry Oat 500 g", "--status", "confirmed", "--source", "a pack")
    crisis("fact", "people_ill", "3", "--status", "confirmed", "--source", "the clinic")
    crisis("draft", "holding")
    crisis("done", "write-holding")
    crisis("approve", "holding", "--for", "coo", "--via", "phone")
    crisis("publish", "holding", "--posted", URL, "--channel", "x")
    crisis("publish", "holding", "--posted", "https://walrus.example", "--channel", "website")


def test_a_fact_that_changes_lists_every_address_that_says_otherwise(crisis: Crisis) -> None:
    out(crisis)
    assert "still holds" in crisis("correct").out
    crisis("fact", "product", NEW, "--status", "confirmed", "--source", "the plant")
    told = crisis("correct", code=1).out
    assert "on x https://x.example/1: product Berry Oat 500 g, now Berry Oat 250 g" in told
    assert "on website https://walrus.example: product Berry Oat 500 g, now Berry Oat 250 g" in told
    assert crisis.step("correct-holding")["due_at"] is not None
    found = crisis("correct", "--json", code=1).json["outdated"]
    assert [(one["channel"], one["now"]) for one in found] == [("x", NEW), ("website", NEW)]


def test_a_correction_is_a_new_round_that_names_the_one_it_corrects(crisis: Crisis) -> None:
    out(crisis)
    crisis("fact", "product", NEW, "--status", "confirmed", "--source", "the plant")
    events = crisis("correct", "holding", "--json").json["events"]
    drafted = next(event for event in events if event["kind"] == "statement_drafted")
    assert (drafted["data"]["round"], drafted["data"]["corrects"]) == (2, 1)
    assert NEW in drafted["data"]["text"]


def test_there_is_nothing_to_correct_where_everything_holds(crisis: Crisis) -> None:
    out(crisis)
    assert "has changed" in crisis("correct", "holding", code=3).err
    assert "There is no statement" in crisis("correct", "holdng", code=2).err


def test_a_post_that_was_taken_down_says_nothing_wrong_any_more(crisis: Crisis) -> None:
    out(crisis)
    crisis("fact", "product", NEW, "--status", "confirmed", "--source", "the plant")
    for channel in ("x", "website"):
        crisis("withdraw", "holding", "--channel", channel, "--reason", "the number was wrong")
    assert "still holds" in crisis("correct").out
    assert crisis.step("correct-holding")["status"] == "done"


def test_a_number_that_a_person_typed_is_corrected_as_well(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("fact", "people_ill", "3", "--status", "confirmed", "--source", "the clinic")
    crisis("edit", "holding", "--from", "-", typed="Three people are ill. We speak again at 23:59.\n")
    crisis("done", "write-holding")
    crisis("approve", "holding", "--for", "coo", "--via", "phone")
    crisis("publish", "holding", "--posted", URL, "--channel", "x")
    crisis("fact", "people_ill", "5", "--status", "confirmed", "--source", "the clinic")
    assert "people ill 3, now 5" in crisis("correct", code=1).out
    assert "people ill 3 -> 5" in crisis.step("correct-holding")["title"]


ON_X = "=== x · en ===\nWe know that people fell ill after our Berry Oat. We speak again at 23:57.\n\n"
ON_WEBSITE = f"=== website · en ===\n{HELD.replace('23:59', '23:58')}"


def test_the_next_word_is_that_of_the_channel_and_the_earliest_of_the_round(crisis: Crisis) -> None:
    approved(crisis, ON_X + ON_WEBSITE)
    told = crisis("publish", "holding", "--posted", URL, "--channel", "website").out
    assert "we speak again at 23:58" in told
    assert "we speak again at 23:57" in crisis("publish", "holding", "--posted", URL, "--channel", "x").out


def test_a_next_word_that_has_passed_is_refused(crisis: Crisis) -> None:
    approved(crisis)
    refused = crisis("publish", "holding", "--posted", URL, "--next", "10 min ago", code=2).err
    assert "one to come" in refused


def test_an_announced_word_without_a_time_that_can_be_read_is_told(crisis: Crisis) -> None:
    approved(crisis, HELD.replace("at 23:59", "on 24 November at 23:59"))
    told = crisis("publish", "holding", "--posted", URL)
    assert "--next TIME" in told.err
    assert "next_word_promised" not in crisis.kinds()


def test_a_typed_post_that_is_recorded_after_the_fact_changed_is_told_to_be_outdated(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("fact", "people_ill", "3", "--status", "confirmed", "--source", "the clinic")
    crisis("edit", "holding", "--from", "-", typed="Three people are ill. We speak again at 23:59.\n")
    crisis("done", "write-holding")
    crisis("approve", "holding", "--for", "coo", "--via", "phone")
    out_since = wiring.clock().now().isoformat()
    crisis("fact", "people_ill", "5", "--status", "confirmed", "--source", "the clinic")
    crisis("publish", "holding", "--posted", URL, "--channel", "x", code=3)
    crisis("publish", "holding", "--posted", URL, "--channel", "x", "--at", out_since)
    assert "people ill 3, now 5" in crisis("correct", code=1).out


def test_a_check_that_stumbles_keeps_the_text_in_until_somebody_answers_for_it(
    crisis: Crisis, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(crisis)

    def stumble(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("crisis_cli.commands.checking.statement.check_text", stumble)
    refused = crisis("publish", "holding", "--posted", URL, "--channel", "x", code=3).err
    assert "could not be checked: RuntimeError: a fault of ours" in refused
    crisis("waive", "holding", "check-failed", "--reason", "read aloud by two people")
    crisis("publish", "holding", "--posted", URL, "--channel", "x")


def test_no_real_text_goes_out_in_the_name_of_an_invented_company(crisis: Crisis) -> None:
    approved(crisis, "Walrus Burger. " + HELD)
    refused = crisis("publish", "holding", "--posted", URL, code=3).err
    assert "Walrus Burger does not exist" in refused
    assert "(invented-company)" in refused


def test_a_drill_may_speak_for_it(crisis: Crisis) -> None:
    crisis.begin("product-contamination", "--drill")
    crisis("answer", "size-up", "crisis")
    crisis("edit", "holding", "--from", "-", typed="Walrus Burger. " + HELD)
    assert "invented-company" not in crisis("check", "holding", "--json", code=None).out


def test_every_preview_of_a_drill_says_so(crisis: Crisis) -> None:
    crisis.begin("product-contamination", "--drill")
    crisis("answer", "size-up", "crisis")
    assert "\n\nDRILL holding:\n" in crisis("draft", "holding").out
    crisis("edit", "holding", "--from", "-", typed=HELD)
    crisis("done", "write-holding")
    assert crisis("approve", "holding", "--for", "coo", "--show").out.startswith("DRILL holding, round 1")
    crisis("approve", "holding", "--for", "coo", "--via", "phone")
    shown = crisis("publish", "holding").out
    assert shown.startswith("DRILL holding, round 1")
    assert "\nDRILL x" in shown
    assert crisis("draft", "holding", "--talking-points").out.startswith("DRILL: ")
    first, *rest = crisis("status").out.splitlines()
    assert "  DRILL  " in first
    assert [line for line in rest if not line.startswith("DRILL ")] == []


def test_no_preview_of_a_real_run_speaks_of_a_drill(crisis: Crisis) -> None:
    approved(crisis)
    crisis("draft", "holding", "--again")
    assert "DRILL" not in crisis("publish", "holding", code=None).out + crisis("status").out
