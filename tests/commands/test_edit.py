"""`crisis edit` and `crisis done`: what a check finds is told to whoever writes, and stops nobody."""

from __future__ import annotations

from tests.commands.conftest import Crisis

BAD = "Sorry if anyone was offended.\nMistakes were made. We speak again at 23:59.\n"


def test_what_a_check_finds_is_told_on_stderr_a_line_each(crisis: Crisis) -> None:
    crisis.begin()
    ran = crisis("edit", "ceo-word", "--from", "-", typed=BAD)
    told = [row for row in ran.err.splitlines() if row.startswith("ceo-word:")]
    assert any(row.startswith("ceo-word:2:1: ") and "[mistakes-were-made]: " in row for row in told)
    assert "mistakes-were-made" not in ran.out


def test_with_json_the_events_alone_are_on_stdout(crisis: Crisis) -> None:
    crisis.begin()
    ran = crisis("edit", "ceo-word", "--from", "-", "--json", typed=BAD)
    assert [event["kind"] for event in ran.json["events"]] == ["statement_edited"]
    assert "mistakes-were-made" in ran.err


def test_what_somebody_lives_with_is_not_told_again(crisis: Crisis) -> None:
    crisis.begin()
    crisis("edit", "ceo-word", "--from", "-", typed=BAD)
    crisis("waive", "ceo-word", "mistakes-were-made", "--reason", "counsel wants it")
    assert "mistakes-were-made" not in crisis("edit", "ceo-word", "--from", "-", typed=f"{BAD}More.\n").err


def test_handing_a_text_on_tells_what_will_keep_it_from_going_out(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("edit", "holding", "--from", "-", typed=BAD)
    ran = crisis("done", "write-holding")
    assert "will keep holding from going out:" in ran.err
    assert "holding:1:" in ran.err
    assert "warning[" not in ran.err


def test_handing_on_a_text_without_errors_says_nothing_more(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("edit", "holding", "--from", "-", typed="We are checking. We speak again at 23:59.\n")
    assert "going out" not in crisis("done", "write-holding").err
