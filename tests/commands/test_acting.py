"""The acting commands: which run they mean, what they refuse, what they print."""

from __future__ import annotations

import json

import pytest

from tests.commands.conftest import Crisis

HOSTILE = {
    "markup": "[/] [red]x[/red] :warning:",
    "escape": "\x1b[2J\x1b]52;c;aGFjaw==\x07",
    "c1": "\x9b31m",
    "bidi": "\u202eevil\u2066",
    "template": "{{ 7*7 }} {% raw %}",
    "csv": "=cmd()|' /C calc'!A0",
    "combining": "e" + "\u0301" * 2000,
}


def test_nothing_open_is_said_and_exits_2(crisis: Crisis) -> None:
    assert "no incident yet" in crisis("status", code=2).err
    assert "Start one" in crisis("done", "x", code=2).err


def test_several_open_runs_and_no_terminal_exit_2_naming_them(crisis: Crisis) -> None:
    first = crisis.begin("blank")
    crisis("run", "mass-delays", "--plain", "--no-keeper")
    ran = crisis("note", "hello", code=2)
    assert first in ran.err
    assert "--incident" in ran.err
    crisis("note", "hello", "--incident", "#2")
    crisis("note", "hello", "--incident", first)


def test_readers_take_the_latest_when_none_is_open(crisis: Crisis) -> None:
    incident = crisis.begin("blank")
    crisis("close", "--reason", "a false alarm", "--yes")
    assert crisis("status", "--json").json["incident"] == incident
    assert "No incident is open" in crisis("note", "late", code=2).err


def test_an_act_can_be_back_dated_and_both_times_stand_in_the_log(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis", "--at", "3 min ago")
    event = next(
        e for e in map(json.loads, crisis("log", "--json").out.splitlines()) if e["kind"] == "step_answered"
    )
    assert event["happened_at"] < event["at"]


def test_the_log_prints_the_whole_envelope(crisis: Crisis) -> None:
    crisis.begin()
    for line in crisis("log", "--json").out.splitlines():
        event = json.loads(line)
        assert {"incident", "seq", "id", "v", "at", "happened_at", "actor", "kind", "data", "hash"} <= set(event)


def test_acting_commands_print_json_on_request(crisis: Crisis) -> None:
    crisis.begin()
    made = crisis("answer", "size-up", "crisis", "--json").json
    assert made["events"][0]["kind"] == "step_answered"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["answer", "size-up", "crysis"], 2, "crisis"),
        (["answer", "sizeup", "crisis"], 2, "size-up"),
        (["done", "size-up"], 3, "answer"),
        (["done", "write-holding"], 3, "size-up"),
        (["fact", "peple_ill", "3"], 2, "people_ill"),
        (["fact", "people_ill", "--", "-1"], 2, "0"),
        (["skip", "size-up"], 2, "reason"),
        (["approve", "holding"], 3, "draft"),
        (["publish", "holding", "--posted", "x"], 3, "text"),
        (["publish", "holdin"], 2, "holding"),
        (["handoff", "lead"], 2, "to whom"),
        (["handoff", "leed", "ana"], 2, "lead"),
        (["escalate", "write-holding"], 3, "turn"),
        (["away", "ana", "--until", "then"], 2, "not a time"),
        (["undo"], 3, "nothing"),
        (["nosuch"], 2, "nosuch"),
        (["note"], 2, "TEXT"),
        (["close"], 2, "reason"),
        (["redact", "1", "--reason", "x"], 0, ""),
        (["redact", "2", "--reason", "x"], 2, "free text"),
        (["reopen"], 3, "open"),
        (["switch", "nosuch"], 2, "playbook"),
    ],
)
def test_a_wrong_word_is_answered_with_what_was_expected(
    crisis: Crisis, words: list[str], code: int, said: str
) -> None:
    crisis.begin()
    ran = crisis(*words, code=code)
    assert said.lower() in (ran.err + ran.out).lower()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_shown_as_text(crisis: Crisis, text: str) -> None:
    crisis.begin()
    crisis("note", text)
    crisis("fact", "product", text, "--source", text)
    crisis("add", text)
    crisis("edit", "holding", "--from", "-", typed=text)
    for words in (["status"], ["log"], ["brief"], ["publish", "holding"], ["show", "product-contamination"]):
        shown = crisis(*words, code=None).out
        assert not set(shown) & set("\x1b\x9b\x07\u202e\u2066"), words
    facts = crisis("status", "--json").json["facts"]
    assert facts["product"]["value"] == text.strip()


@pytest.mark.parametrize("words", [["note"], ["add"], ["fact", "product"]])
def test_a_text_past_64_kib_is_refused(crisis: Crisis, words: list[str]) -> None:
    crisis.begin()
    assert "65,536" in crisis(*words, "x" * 65_537, code=2).err


def test_a_file_of_ten_megabytes_is_refused_as_a_statement(crisis: Crisis) -> None:
    crisis.begin()
    assert "65,536" in crisis("edit", "holding", "--from", "-", typed="x" * 10_000_000, code=2).err


def test_the_second_to_finish_a_step_hears_who_was_first(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "isolated", "--as", "ana")
    assert "ana was first" in crisis("answer", "size-up", "isolated", "--as", "ben", code=3).err


def test_a_changed_answer_closes_what_it_opened_and_keeps_what_was_done(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("done", "warn-ceo")
    crisis("answer", "size-up", "isolated")
    assert crisis.step("warn-ceo")["status"] == "done"
    assert crisis.step("write-holding")["status"] == "not_needed"
    assert crisis.step("answer-in-person")["status"] == "open"
    promise = crisis("status", "--json").json["promises"][0]
    assert promise["status"] == "released"


def test_undo_takes_back_the_last_act_with_what_it_opened(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("undo")
    assert crisis.step("size-up")["status"] == "open"
    assert crisis.step("write-holding")["status"] == "waiting"


def test_an_edit_after_the_yes_is_refused_publication(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("draft", "holding")
    crisis("edit", "holding", "--from", "-", typed="We know that people are ill. We speak again at 10:00.\n")
    crisis("done", "write-holding")
    crisis("approve", "holding", "--for", "ceo", "--via", "phone")
    crisis("edit", "holding", "--from", "-", typed="We know that three are ill. We speak again at 10:00.\n")
    ran = crisis("publish", "holding", "--posted", "https://walrus.example/1", code=3)
    assert "may not go out" in ran.err
    assert crisis.step("yes-to-holding")["status"] == "open"
    diff = crisis("approve", "holding", "--show", "--for", "ceo", "--via", "phone").out
    assert "[-people are-]" in diff or "{+three" in diff


def test_a_word_given_to_the_public_keeps_the_run_open(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("edit", "holding", "--from", "-", typed="We are checking. We speak again at 23:59.\n")
    crisis("done", "write-holding")
    crisis("approve", "holding", "--for", "coo", "--via", "phone")
    crisis("publish", "holding", "--posted", "https://walrus.example/1")
    assert "speak again" in crisis("close", "--reason", "enough", "--yes", code=3).err
    assert crisis("status", "--json").json["next_word"]["statement"] == "holding"


def test_a_note_to_staff_does_not_clear_the_word_given_to_the_public(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    for statement, text in (
        ("holding", "We speak again at 23:59.\n"),
        ("staff", "Send them to the press desk.\n"),
    ):
        crisis("edit", statement, "--from", "-", typed=text)
        crisis("done", f"write-{statement}")
        if statement == "staff":
            crisis("waive", "staff", "missing-next-update", "--reason", "they hear it from their manager")
        crisis("approve", statement, "--for", "coo", "--via", "phone")
        crisis("publish", statement, "--posted", "https://walrus.example/1")
    assert crisis("status", "--json").json["next_word"]["statement"] == "holding"


def test_a_channel_that_is_down_is_left_out_with_a_reason(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("edit", "holding", "--from", "-", typed="We are checking. We speak again at 23:59.\n")
    crisis("done", "write-holding")
    crisis("approve", "holding", "--for", "coo", "--via", "phone")
    crisis("publish", "holding", "--posted", "https://x.example/1", "--channel", "x")
    assert crisis.step("publish-holding")["status"] == "open"
    crisis("publish", "holding", "--skip", "website", "--reason", "the site is down")
    assert crisis.step("publish-holding")["status"] == "done"


def test_what_somebody_pasted_fills_no_overview_and_json_has_all_of_it(crisis: Crisis) -> None:
    crisis.begin()
    page = "word " * 13_000
    crisis("fact", "product", page)
    crisis("add", page)
    crisis("note", page)
    for words in ("status", "brief"):
        shown = crisis(words).out
        assert len(shown) < 6_000, words
        assert "KB: crisis log)" in shown, words
        assert len(crisis(words, "--json").out) > 120_000, words
    assert len(crisis("log").out) > 180_000


def test_a_role_is_offered_and_stays_until_it_is_accepted(crisis: Crisis) -> None:
    crisis.begin()
    crisis("handoff", "lead", "ana")
    assert crisis("status", "--json").json["roles"]["lead"]["person"] == "pat"
    crisis("handoff", "lead", "--accept", "--as", "ana")
    assert crisis("status", "--json").json["roles"]["lead"]["person"] == "ana"


def test_what_came_in_becomes_a_timed_to_do(crisis: Crisis) -> None:
    crisis.begin()
    crisis("add", "Reuters wants word in 20m")
    todo = crisis.step("todo-1")
    assert todo["due_at"] is not None
    assert todo["owner"] is None
    crisis("done", "todo-1")


def test_switching_keeps_clock_facts_and_statements(crisis: Crisis) -> None:
    crisis.begin("product-contamination", "--fact", "journalist_asks=yes")
    seen = crisis("status", "--json").json["seen_at"]
    crisis("switch", "mass-delays")
    status = crisis("status", "--json").json
    assert (status["playbook"], status["seen_at"]) == ("mass-delays", seen)
    assert status["facts"].get("journalist_asks", {}).get("value") in (True, None)


def test_a_no_goes_back_to_its_writer_with_the_reason(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("edit", "holding", "--from", "-", typed="We are checking.\n")
    crisis("done", "write-holding")
    crisis("reject", "holding", "--reason", "says nothing", "--for", "ceo", "--via", "phone")
    assert crisis.step("write-holding")["status"] == "open"
    assert "said no: says nothing" in crisis("status").out


def test_redacting_names_the_other_events_that_hold_the_same_words(crisis: Crisis) -> None:
    crisis.begin()
    crisis("note", "Karin Muster")
    crisis("note", "call Karin Muster back")
    log = [json.loads(line) for line in crisis("log", "--json").out.splitlines()]
    first, second = [event["seq"] for event in log if event["kind"] == "note_taken"]
    assert f"crisis redact {second}" in crisis("redact", str(first), "--reason", "a name").err


def test_publish_shows_each_channel_its_own_words_in_each_language(crisis: Crisis) -> None:
    crisis.begin()
    text = "=== website · en ===\nLong words.\n\n=== x · en ===\nShort.\n\n=== x · fr ===\nCourt.\n"
    crisis("edit", "holding", "--from", "-", typed=text)
    shown = crisis("publish", "holding", "--json", code=3).json
    texts = {
        one["channel"]: [(part["language"], part["text"]) for part in one["texts"]] for one in shown["channels"]
    }
    assert texts == {"x": [("en", "Short.\n"), ("fr", "Court.\n")], "website": [("en", "Long words.\n")]}
    assert "website (en):\n" + "-" * 72 + "\nLong words." in crisis("publish", "holding", code=3).out


def test_a_wording_for_a_channel_and_one_in_french_stand_beside_the_first(crisis: Crisis) -> None:
    crisis.begin()
    crisis("fact", "product", "Berry Oat 500 g", "--status", "confirmed", "--source", "plant")
    crisis("draft", "ceo-word")
    crisis("draft", "ceo-word", "--channel", "x")
    crisis("draft", "ceo-word", "--channel", "x", "--lang", "fr")
    shown = crisis("publish", "ceo-word", "--json", code=3).json
    languages = {one["channel"]: [part["language"] for part in one["texts"]] for one in shown["channels"]}
    assert languages["x"] == ["en", "fr"]
    assert languages["website"] == ["en"]
    text = "=== x · en ===\nMy own words.\n"
    crisis("edit", "ceo-word", "--from", "-", typed=text)
    assert "has written" in crisis("draft", "ceo-word", "--channel", "x", code=3).err
    crisis("draft", "ceo-word", "--channel", "website")
    assert "My own words." in crisis("publish", "ceo-word", code=3).out
    assert "not a channel" in crisis("draft", "ceo-word", "--channel", "fax", code=2).err


def test_talking_points_are_printed_and_change_nothing(crisis: Crisis) -> None:
    crisis.begin()
    before = crisis("log", "--json").out
    page = crisis("draft", "ceo-word", "--talking-points").out
    assert "?" in page
    assert page != crisis("draft", "ceo-word", "--talking-points", "--lang", "fr").out
    assert crisis("log", "--json").out == before
