"""`crisis triage`: one post in a few keys."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Crisis

URL = "https://x.example/walrus/123"
REPLY = "Sam\nyour burger was cold\nSorry that you had to eat it cold\nYour money is back by tonight\n"
REPLY += "Pat\nWalrus Burger\n"
RIGHT = "\nour burgers are made of beef\nwalrus.example/beef\nPat\nWalrus Burger\n"
YES_AND_OUT = "lead phone\nhttps://x.example/walrus/124\n"


def latest(crisis: Crisis) -> str:
    return str(crisis("incidents", "--json").json["incidents"][-1]["incident"])


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [
        ("2\n\n", "left alone"),
        (f"1\n1\n{REPLY}\n{YES_AND_OUT}", "answered by name"),
        (f"4\n1\n{RIGHT}\n{YES_AND_OUT}", "corrected"),
        ("4\n2\n\n", "passed on"),
        ("troll\n\n", "left alone"),
    ],
)
def test_a_post_is_walked_to_its_end_in_a_few_keys(crisis: Crisis, keys: str, outcome: str) -> None:
    assert outcome in crisis("triage", URL, typed=keys).out
    status = crisis("status", "--json", "--incident", latest(crisis)).json
    assert (status["open"], status["outcome"], status["item"]) == (False, outcome, URL)


def test_it_is_linked_to_the_run_that_is_open(crisis: Crisis) -> None:
    incident = crisis.begin("blank")
    crisis("triage", URL, typed="2\n\n")
    assert "item_handled" in crisis.kinds()
    assert crisis("status", "--json", "--incident", "angry").json["linked"] == incident


def test_the_start_of_a_crisis_leads_on_with_the_clock_kept(crisis: Crisis) -> None:
    ran = crisis("triage", URL, "--seen", "4 min ago", typed="5\n\n")
    seen = crisis("status", "--json", "--incident", latest(crisis)).json["seen_at"]
    assert f"crisis run PLAYBOOK --seen {seen}" in ran.out


def test_without_answers_it_stays_open_and_says_how_to_go_on(crisis: Crisis) -> None:
    assert "Still open" in crisis("triage", URL).out
    crisis("answer", "what", "rant", "--incident", latest(crisis))


def test_a_playbook_for_a_crisis_is_not_for_one_post(crisis: Crisis) -> None:
    assert "crisis run" in crisis("triage", URL, "--playbook", "blank", code=2).err


# --- an answer is drafted, checked, said yes to and out


def test_an_answer_is_made_of_the_words_typed_for_each_gap(crisis: Crisis) -> None:
    ran = crisis("triage", URL, typed=f"1\n1\n{REPLY}\n{YES_AND_OUT}")
    assert (
        "Sam, your burger was cold\nSorry that you had to eat it cold\nYour money is back by tonight\n" in ran.err
    )
    (post,) = crisis("status", "--json", "--incident", latest(crisis)).json["statements"]["reply"]["published"]
    assert (post["channel"], post["url"]) == ("reply", "https://x.example/walrus/124")


def test_a_part_that_nobody_has_words_for_is_left_out(crisis: Crisis) -> None:
    ran = crisis(
        "triage", URL, typed="1\n1\n\nYour burger was cold\n\nYour money is back by tonight\nPat\nWalrus Burger\n"
    )
    assert "\nYour burger was cold\nYour money is back by tonight\n" in ran.err


def test_an_answer_with_an_error_is_kept_and_does_not_go_on(crisis: Crisis) -> None:
    typed = REPLY.replace("Your money is back by tonight", "[[ what? ]]")
    ran = crisis("triage", URL, typed=f"1\n1\n{typed}\n{YES_AND_OUT}")
    assert "It cannot go out like this. Later: crisis edit reply --incident angry-posts-" in ran.err
    assert "Still open" in ran.out


def test_nobody_says_yes_to_an_answer_of_their_own(crisis: Crisis) -> None:
    crisis("triage", URL, typed=f"1\n1\n{REPLY}\npat chat\n\n")
    assert not crisis("status", "--json", "--incident", latest(crisis)).json["statements"]["reply"]["published"]


@pytest.mark.parametrize("typed", [REPLY[:10], REPLY, f"{REPLY}x\n", f"{REPLY}\n", f"{REPLY}\nlead phone\n\n"])
def test_what_is_not_finished_stays_open(crisis: Crisis, typed: str) -> None:
    assert "Still open" in crisis("triage", URL, typed=f"1\n1\n{typed}").out


def test_while_a_crisis_runs_an_answer_says_what_its_published_word_says(crisis: Crisis) -> None:
    crisis.begin("blank")
    crisis("fact", "advice", "Stay upstairs.", "--status", "confirmed", "--source", "fire brigade")
    crisis("fact", "contact", "heron.example/help", "--status", "confirmed")
    ran = crisis(
        "triage",
        URL,
        typed="6\n1\nSam\nyour cellar is next to ours\nPat\nHeron\n\nlead phone\nhttps://x.example/2\n",
    )
    assert (
        "Sam, your cellar is next to ours\nStay upstairs.\nA person answers here: heron.example/help\n" in ran.err
    )
    assert "answered in the crisis" in ran.out
