"""What is defined and never used, and names that lead out of the playbook."""

from __future__ import annotations

import pytest

from crisis_cli.domain.template_use import TemplateUse
from tests.rules.checked import FRAME, changed, rules


def uses(**facts: set[str]) -> dict[str, TemplateUse]:
    """Templates by name, each with the facts it prints."""
    return {name: TemplateUse(name, "en", f"{name}.txt.j2", frozenset(found)) for name, found in facts.items()}


ALL = uses(holding_general=set(), update=set(), all_clear=set())
WEATHER = '  weather: {ask: "What is the weather like?", type: text}\nstatements:'


@pytest.mark.parametrize(
    "use",
    [
        (
            "    within: 1h\n    ends: handled",
            "    within: 1h\n    ladder: [{after: 5m, page: press}]\n    ends: handled",
        ),
        ("  - id: write-holding\n", "  - {id: tell, after: [], notify: [press]}\n  - id: write-holding\n"),
        ("{template: update, speaker: ceo", "{template: update, speaker: press"),
        ("lead: {title: Comms lead, deputy: duty-manager}", "lead: {title: Comms lead, deputy: press}"),
    ],
)
def test_a_role_is_used_that_is_paged_told_speaks_or_stands_in(use: tuple[str, str]) -> None:
    role = ("facts:", "  press: {title: Press officer, deputy: lead}\nfacts:")
    assert "unused-role" in rules(changed(FRAME, role))
    assert "unused-role" not in rules(changed(FRAME, role, use))


@pytest.mark.parametrize(
    "use",
    [
        (
            "    within: 2m\n    required: true",
            "    within: 2m\n    guidance: Record `weather`.\n    required: true",
        ),
        ("on_change: [situation]", "on_change: [situation, weather]"),
        ("until: {resolved: true}", "until: [{resolved: true}, {weather: fine}]"),
        ("owner:", "crisis_when: {weather: storm}\nowner:"),
        ('like?", type: text}', 'like?", type: text, required: true}'),
    ],
)
def test_a_fact_is_used_that_a_text_a_condition_or_a_repetition_names(use: tuple[str, str]) -> None:
    fact = ("statements:", WEATHER)
    assert "unused-fact" in rules(changed(FRAME, fact), templates=ALL)
    assert "unused-fact" not in rules(changed(FRAME, fact, use), templates=ALL)


def test_a_fact_is_used_that_a_template_of_the_playbook_prints() -> None:
    text = changed(FRAME, ("statements:", WEATHER))
    assert "unused-fact" not in rules(text, templates=ALL | uses(update={"weather"}))
    assert "unused-fact" in rules(text, templates=ALL | uses(other={"weather"}))


def test_a_part_of_a_word_is_no_use_of_a_fact() -> None:
    said = (
        "    within: 2m\n    required: true",
        "    within: 2m\n    guidance: The weathervane.\n    required: true",
    )
    assert "unused-fact" in rules(changed(FRAME, ("statements:", WEATHER), said), templates=ALL)


def test_what_templates_were_not_looked_at_or_are_missing_could_print_is_not_called_unused() -> None:
    text = changed(FRAME, ("statements:", WEATHER))
    assert rules(text) == []
    assert rules(text, templates={**uses(update=set()), **uses(all_clear=set())}) == ["unknown-template"]


def test_an_answer_is_used_that_ends_a_repetition_or_the_run() -> None:
    ask = '  - {id: mood, after: [], role: coo, ask: "How?", choices: {good: Good, bad: Bad}, within: 5m%s}\n'
    text = FRAME + ask
    assert rules(text % "") == ["unused-answer"]
    assert "unused-answer" not in rules(text % ", ends: it was asked")
    until = ("until: {resolved: true}", "until: [{resolved: true}, {mood: good}]")
    assert "unused-answer" not in rules(changed(text % "", until))


def test_choose_and_a_playbook_that_is_there_are_led_to() -> None:
    text = "ends: handled in person"
    for name, found in {"choose": [], "blank": [], "frame": [], "blnk": ["unknown-playbook"]}.items():
        led = changed(FRAME, (text, f"{text}\n    leads_to: {name}"))
        assert rules(led, others=frozenset({"blank"})) == found
    assert rules(changed(FRAME, (text, f"{text}\n    leads_to: anything"))) == []


def test_a_file_is_called_like_its_playbook_and_text_from_a_pipe_like_nothing() -> None:
    assert rules(FRAME, file_name="frame") == []
    assert rules(FRAME, file_name="frame-2") == ["file-name"]
    assert rules(FRAME, file_name="") == []
