"""`crisis check` and what stands around the words: headings, marks, channels and languages that nobody knows."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Crisis, Ran


def told(ran: Ran, rule: str) -> list[tuple[str, int]]:
    every = ran.json.get("wordings", [ran.json])
    return [
        (one["severity"], one["line"]) for wording in every for one in wording["findings"] if one["rule"] == rule
    ]


@pytest.mark.parametrize(
    "line",
    [
        "== x · en ==",
        "=== x · en === draft",
        "=== x / website ===",
        "=== x · english ===",
        "> === x · en ===",
        "\uff1d\uff1d\uff1d x · en \uff1d\uff1d\uff1d",
    ],
)
def test_a_line_that_is_nearly_a_heading_would_go_out_and_is_an_error(crisis: Crisis, line: str) -> None:
    ran = crisis("check", "-", "--json", typed=f"One.\n\n{line}\nTwo.\n", code=1)
    assert told(ran, "wording-heading") == [("error", 3)]


def test_a_heading_that_leads_nowhere_is_told_with_the_one_that_was_meant(crisis: Crisis) -> None:
    out = crisis("check", "-", typed="=== twitter · en ===\nWe check.\n", code=1).out
    assert "=== x · en ===" in out
    ran = crisis("check", "-", "--json", typed="=== x · en ===\nWe check.\n\n=== depot-app · en ===\nWe check.\n")
    assert told(ran, "wording-heading") == [("warning", 4)]
    known = ("check", "-", "--limit", "depot-app=90", "--json")
    assert crisis(*known, typed="=== depot-app · en ===\nWe check.\n").json["limit"] == 90
    ran = crisis("check", "-", "--json", typed="=== x-ceo · en ===\nI am sorry.\n")
    assert ran.json["findings"] == []
    assert crisis("check", "-", "--channel", "x-ceo", "--json", typed="I am sorry.\n").json["limit"] == 280


def test_in_a_run_a_channel_that_the_statement_does_not_have_keeps_the_text_in(crisis: Crisis) -> None:
    crisis.begin()
    crisis("edit", "holding", "--from", "-", typed="=== x · en ===\nWe check.\n\n=== legal · en ===\nNot so.\n")
    assert ("error", 4) in told(crisis("check", "holding", "--json", code=1), "wording-heading")


def test_two_wordings_for_one_channel_and_language_are_an_error(crisis: Crisis) -> None:
    text = "=== x · en ===\nIt is safe.\n\n=== website, X · en ===\nIt is not safe.\n"
    assert told(crisis("check", "-", "--json", typed=text, code=1), "wording-heading") == [("error", 4)]


def test_a_text_of_headings_alone_is_looked_at_up_to_a_bound(crisis: Crisis) -> None:
    ran = crisis("check", "-", "--json", typed="=== x · en ===\na\n" * 3_000, code=1)
    assert len(ran.json["wordings"]) == 40
    assert ("error", 81) in told(ran, "wording-heading")


@pytest.mark.parametrize(
    "line",
    [
        "We stop. [legal] Do not eat it.",
        "[legal] [legal] Do not eat it.",
        "- [legal] Do not eat it.",
        "> [legal] Do not eat it.",
        "[ legal ] Do not eat it.",
        "[légal] Do not eat it.",
        "\uff3blegal\uff3d Do not eat it.",
        "[legal]: Do not eat it.",
        "[legal] ---",
    ],
)
def test_a_mark_that_would_go_out_is_an_error(crisis: Crisis, line: str) -> None:
    ran = crisis("check", "-", "--json", typed=f"We stopped the line.\n{line}\n", code=1)
    assert told(ran, "legal-mark") == [("error", 2)]


def test_a_mark_in_front_of_a_line_and_a_link_with_that_name_are_none(crisis: Crisis) -> None:
    text = "[legal] Do not eat it.\n  [Legal] Return it. See [legal](https://example.com).\n"
    assert not told(crisis("check", "-", "--json", typed=text, code=None), "legal-mark")


def test_a_language_that_nobody_can_check_is_told(crisis: Crisis) -> None:
    assert "en, fr" in crisis("check", "-", "--lang", "de", typed="Wir prüfen.", code=2).err
    ran = crisis("check", "-", "--json", typed="=== x · de ===\nWir prüfen XX das.\n", code=1)
    assert told(ran, "unknown-language") == [("warning", 2)]
    assert told(ran, "unfilled-gap") == [("error", 2)]
    assert crisis("check", "-", "--lang", "FR-be", "--json", typed="Ne la buvez pas.").json["language"] == "fr"


def test_a_sentence_in_another_language_than_its_wording_is_told(crisis: Crisis) -> None:
    text = "=== x · fr ===\nNous vérifions. Non confirmé : Do not drink it.\n"
    assert told(crisis("check", "-", "--json", typed=text), "other-language") == [("warning", 2)]
    whole = "=== x · fr ===\nWe have stopped the line. We are checking what it was.\n"
    assert told(crisis("check", "-", "--json", typed=whole), "other-language") == [("warning", 2)]


def test_two_languages_are_compared_wherever_both_go_out(crisis: Crisis) -> None:
    text = (
        "=== all · en ===\nWe speak again at 22:30.\n\n=== x · en ===\nWe speak again at 23:30.\n\n"
        "=== all · fr ===\nNous reprendrons la parole à 22 h 30.\n"
    )
    ran = crisis("check", "-", "--json", typed=text, code=1)
    assert told(ran, "languages-differ") == [("error", 8)]


def test_channels_are_told_with_commas_and_one_that_nobody_knows_is_refused(crisis: Crisis) -> None:
    both = crisis("check", "-", "--channel", "sms,x", typed="We check ç.", code=None)
    assert "sms" in both.err
    assert (
        'Did you mean "mastodon"' in crisis("check", "-", "--channel", "mastodom", typed="We check.", code=2).err
    )
    assert "--limit crew=NUMBER" in crisis("check", "-", "--channel", "crew", typed="We check.", code=2).err


def test_a_text_that_says_nothing_is_nothing_to_look_at(crisis: Crisis) -> None:
    assert "says nothing" in crisis("check", "-", typed="", code=2).err
    assert "says nothing" in crisis("check", "-", typed=" \n", code=2).err


def test_more_of_one_rule_than_anybody_reads_is_cut_off(crisis: Crisis) -> None:
    ran = crisis("check", "-", "--channel", "x", "--json", typed="\x1b[31m " * 2_000, code=1)
    assert len(told(ran, "invisible-character")) == 100
