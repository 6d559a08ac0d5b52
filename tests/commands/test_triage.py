"""`crisis triage`: one post in a few keys."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Crisis

URL = "https://x.example/walrus/123"


def latest(crisis: Crisis) -> str:
    return str(crisis("incidents", "--json").json["incidents"][-1]["incident"])


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [
        ("2\n\n", "left alone"),
        ("1\n1\n\n", "answered by name"),
        ("4\n1\n\n", "corrected"),
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
