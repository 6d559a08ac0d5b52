"""All rules together on what is large: counted in seconds only where a limit was promised."""

from __future__ import annotations

import time
from pathlib import Path

from tests.rules.checked import checked

GOOD = Path(__file__).parent.parent / "playbooks" / "good"
HEAD = """\
playbook: large
title: Large
owner: Head of communications
review_by: 2027-05-01
noticed_within: 5m
promises:
  first: {within: WITHIN, kept_by: out}
  second: {within: WITHIN, kept_by: out, from: start}
roles: {lead: {title: Comms lead, deputy: coo}, coo: {title: Operations chief, deputy: lead}}
facts:
FACTS  over: {ask: "Is it over?", type: boolean}
statements:
  holding: {template: t, speaker: coo, approvals: [{any: [coo, lead]}], channels: [x]}
steps:
"""
TAIL = """\
  - {id: write, role: lead, draft: holding, within: 6m, ladder: [{after: 1m, page: coo}]}
  - {id: agree, role: coo, approve: holding, within: 3m, ladder: [{after: 1m, page: lead, within: 3m}]}
  - {id: out, role: lead, publish: holding, within: 2m, ends: told, ladder: [{after: 1m, page: coo}]}
"""


def rules_and_seconds(steps: str, *, facts: str = "", within: str = "30m") -> tuple[list[str], float]:
    text = HEAD.replace("WITHIN", within).replace("FACTS", facts) + steps + TAIL
    start = time.perf_counter()
    found = checked(text, "large.yaml")
    return [one.rule for one in found], time.perf_counter() - start


def test_forty_questions_are_proven_or_found_late_within_two_seconds() -> None:
    steps = ""
    for n in range(40):
        steps += f'  - {{id: q{n}, role: lead, ask: "Part {n}?", choices: {{a: A, b: B}}, within: 1m}}\n'
        steps += f"  - {{id: s{n}, when: {{q{n}: a}}, role: lead, do: Work, within: 1m}}\n"
    rules, seconds = rules_and_seconds(steps, within="3h")
    assert "late-promise" not in rules
    assert seconds < 2
    rules, seconds = rules_and_seconds(steps)
    assert rules.count("late-promise") == 2
    assert seconds < 2


def test_a_tangle_is_refused_once_with_a_sentence_within_two_seconds() -> None:
    facts = "".join(f'  f{n}: {{ask: "Is part {n} in order?", type: boolean}}\n' for n in range(30))
    steps = "".join(
        f"  - {{id: a{n}, when: {{f{n}: true}}, role: lead, do: Work, within: 1m}}\n" for n in range(30)
    )
    steps += "".join(
        f"  - {{id: b{n}, when: {{f{n}: false}}, role: lead, do: Work, within: 1m}}\n" for n in range(30)
    )
    rules, seconds = rules_and_seconds(steps, facts=facts)
    assert rules.count("tangled") == 1
    assert "late-promise" not in rules
    assert seconds < 2


def test_three_hundred_steps_are_no_burden() -> None:
    text = (GOOD / "three-hundred-steps.yaml").read_text(encoding="utf-8")
    start = time.perf_counter()
    assert checked(text, "three-hundred-steps.yaml") == []
    assert time.perf_counter() - start < 2


def test_a_fact_tested_at_hundreds_of_values_is_no_burden() -> None:
    facts = '  hurt: {ask: "How many?", type: integer, min: 0}\n'
    steps = "".join(
        f"  - {{id: s{n}, after: [], when: {{hurt: {{at_least: {n}}}}}, role: lead, do: Work, required: true}}\n"
        for n in range(1, 900)
    )
    _, seconds = rules_and_seconds(steps, facts=facts)
    assert seconds < 2


def test_a_condition_with_thousands_of_lines_is_no_burden() -> None:
    facts = '  hurt: {ask: "How many?", type: integer, min: 0}\n'
    lines = ", ".join(f"{{hurt: {n}, over: true}}" for n in range(3_000))
    steps = f"  - {{id: s, after: [], when: [{lines}], role: lead, do: Work, within: 1m, required: true}}\n"
    _, seconds = rules_and_seconds(steps, facts=facts)
    assert seconds < 2


def test_as_many_late_promises_as_there_may_be_are_all_found_and_what_would_help_for_the_first() -> None:
    steps = "".join(f"  - {{id: s{n}, role: lead, do: Work, within: 1m}}\n" for n in range(600))
    promises = "".join(f"  p{n}: {{within: {n + 30}m, kept_by: out, from: s{n}}}\n" for n in range(18))
    text = HEAD.replace("WITHIN", "30m").replace("FACTS", "").replace("roles:", f"{promises}roles:") + steps + TAIL
    start = time.perf_counter()
    late = [one.hint for one in checked(text, "large.yaml") if one.rule == "late-promise"]
    assert time.perf_counter() - start < 2
    assert (len(late), sum("most can be bought" in hint for hint in late)) == (20, 3)


def test_hundreds_of_misspelt_names_among_hundreds_are_answered_in_time() -> None:
    steps = "".join(f"  - {{id: step-number-{n}, role: lead, do: Work, within: 1m}}\n" for n in range(450))
    steps += "".join(
        f"  - {{id: late-{n}, after: [stepnumber-{n}], role: lead, do: Work, within: 1m}}\n" for n in range(450)
    )
    rules, seconds = rules_and_seconds(steps)
    assert rules.count("unknown-name") == 200
    assert seconds < 2
