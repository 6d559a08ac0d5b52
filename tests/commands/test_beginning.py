"""`crisis run`, `list`, `show`: how a crisis begins."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.commands.conftest import Crisis

BROKEN = """\
playbook: broken
title: Broken
roles:
  lead: {title: Lead, deputy: second}
  second: {title: Second, deputy: lead}
steps:
  - id: first
    role: laed
    do: Something
    within: 5
  - id: second-step
    role: lead
    do: Something else
    within: 5m
"""


def test_plain_without_input_opens_a_run_says_how_to_come_back_and_leaves(crisis: Crisis) -> None:
    ran = crisis("run", "product-contamination", "--plain", "--seen", "now", "--no-keeper")
    incident = crisis("status", "--json").json["incident"]
    assert re.fullmatch(r"product-contamination-\d{8}-\d{4}", incident)
    assert f"crisis board --incident {incident}" in ran.out


def test_the_clock_of_a_correction_is_not_shown_before_there_is_anything_to_correct(crisis: Crisis) -> None:
    crisis.begin()
    promises = {one["name"]: one for one in crisis("status", "--json").json["promises"]}
    assert (promises["correction"]["due_at"], promises["correction"]["kept_by"]) == (None, None)
    shown = crisis("status").out
    assert "FIRST STATEMENT" in shown
    assert "CORRECTION" not in shown


def test_two_runs_begun_in_one_minute_have_names_of_their_own(crisis: Crisis) -> None:
    for _ in range(2):
        crisis("run", "blank", "--plain", "--no-keeper")
    names = [row["incident"] for row in crisis("incidents", "--json").json["incidents"]]
    assert len(set(names)) == 2
    assert names[1].startswith(names[0].rsplit("-2", 1)[0][:5])


def test_the_status_has_what_a_script_needs(crisis: Crisis) -> None:
    crisis.begin()
    status = crisis("status", "--json").json
    assert {
        "incident",
        "playbook",
        "drill",
        "seen_at",
        "promises",
        "steps",
        "facts",
        "roles",
        "statements",
    } <= set(status)
    assert set(status["promises"][0]) >= {"name", "due_at", "status"}
    step = status["steps"][0]
    wanted = {"id", "kind", "role", "owner", "status", "overdue", "due_at", "choices", "repeat"}
    assert wanted <= set(step)
    assert step["choices"] == ["isolated", "growing", "crisis"]
    assert status["facts"]["people_ill"] == {
        "type": "integer",
        "value": None,
        "status": "unknown",
        "source": None,
        "at": None,
    }


def test_the_sighting_sets_the_public_clock(crisis: Crisis) -> None:
    crisis("run", "blank", "--plain", "--seen", "12 min ago", "--no-keeper")
    assert "T+12" in crisis("status").out
    crisis("seen", "20 min ago")
    assert "T+20" in crisis("status").out


def test_a_sighting_in_the_future_is_refused_and_nothing_is_opened(crisis: Crisis) -> None:
    ran = crisis("run", "blank", "--plain", "--seen", "in 5 min", "--no-keeper", code=2)
    assert "future" in ran.err
    assert crisis("incidents", "--json").json["incidents"] == []


def test_facts_can_be_given_ahead(crisis: Crisis) -> None:
    crisis.begin("product-contamination", "--fact", "people_ill=3", "--fact", "product=Berry = Oat")
    facts = crisis("status", "--json").json["facts"]
    assert (facts["people_ill"]["value"], facts["people_ill"]["status"]) == (3, "unconfirmed")
    assert facts["product"]["value"] == "Berry = Oat"


def test_a_fact_that_does_not_fit_opens_nothing(crisis: Crisis) -> None:
    ran = crisis("run", "product-contamination", "--plain", "--no-keeper", "--fact", "people_ill=many", code=2)
    assert "not a whole number" in ran.err
    assert crisis("incidents", "--json").json["incidents"] == []


def test_an_unknown_playbook_suggests_the_nearest(crisis: Crisis) -> None:
    assert "product-contamination" in crisis("run", "product-contaminaton", "--plain", code=2).err


def test_run_alone_without_a_terminal_names_the_playbooks(crisis: Crisis) -> None:
    ran = crisis("run", code=2)
    assert "product-contamination" in ran.err
    assert "blank" in ran.err


def test_a_bad_playbook_names_every_problem_and_opens_nothing(crisis: Crisis, write: Any) -> None:
    ran = crisis("run", write("broken", BROKEN), "--plain", "--no-keeper", code=1)
    assert re.search(r'error.*: role "laed" is not defined\n +--> .*broken\.yaml:8:11\n', ran.err)
    assert re.search(r"error.*5.*\n +--> .*broken\.yaml:10:13\n", ran.err)
    assert crisis("incidents", "--json").json["incidents"] == []


def test_a_drill_says_so_everywhere(crisis: Crisis) -> None:
    incident = crisis.begin("blank", "--drill")
    assert incident.startswith("drill-")
    for words in (["status"], ["log"], ["brief"], ["note", "hello"], ["incidents"]):
        assert "drill" in crisis(*words).out.lower(), words


def test_the_run_keeps_to_the_playbook_it_began_with(crisis: Crisis, write: Any) -> None:
    text = BROKEN.replace("laed", "lead").replace("within: 5\n", "within: 5m\n")
    path = write("plan", text)
    crisis.begin(path)
    write("plan", text.replace("do: Something else", "do: Changed since"))
    assert "Something else" in crisis("status").out


def test_list_and_show_say_what_there_is(crisis: Crisis) -> None:
    assert {row["name"] for row in crisis("list", "--json").json["playbooks"]} >= {
        "product-contamination",
        "mass-delays",
        "refused-service",
        "angry-posts",
        "blank",
    }
    page = crisis("show", "product-contamination", "--format", "md").out
    assert "| size-up | ask | lead |" in page
    assert "first_statement" in crisis("show", "product-contamination").out


@pytest.mark.parametrize("name", ["product-contamination", "mass-delays", "refused-service", "blank"])
def test_every_shipped_playbook_begins(crisis: Crisis, name: str) -> None:
    crisis.begin(name)
    assert crisis("status", "--json").json["promises"][0]["status"] == "open"
