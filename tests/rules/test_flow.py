"""Steps that never open, conditions that exclude nothing, runs and repetitions without an end, lost branches."""

from __future__ import annotations

import pytest

from crisis_cli.domain.findings import Finding
from crisis_cli.rules import catalogue
from tests.rules.checked import checked

HEAD = """\
playbook: night
title: Something happened
roles: {lead: {title: Comms lead, deputy: second}, second: {title: Duty manager, deputy: lead}}
facts:
  ill: {ask: "How many are ill?", type: integer, min: 0, max: 50}
  press: {ask: "Has a journalist asked?", type: boolean}
  over: {ask: "Is it over?", type: boolean}
steps:
"""
HOW = '  - {id: how, role: lead, ask: "How bad?", choices: {one: One, many: Many, crowd: Crowd}, within: 3m}\n'
END = "  - {id: end, role: lead, do: Stop, within: 1h, ends: over}\n"
FLOW = {catalogue.name_of(rule) for rule in catalogue.FLOW}


def step(id: str, more: str = "", *, kind: str = "do: Work") -> str:
    return f"  - {{id: {id}, role: lead, {kind}, within: 5m{more and ', ' + more}}}\n"


def ask(id: str, more: str = "") -> str:
    return step(id, more, kind='ask: "What now?", choices: {a: A, b: B}')


def found(*steps: str) -> list[Finding]:
    return [finding for finding in checked(HEAD + "".join(steps)) if finding.rule in FLOW]


def said(*steps: str) -> list[tuple[str, str]]:
    return [(one.rule, str(one.route[1]) if len(one.route) > 1 else "") for one in found(*steps)]


def test_a_plain_plan_is_clean() -> None:
    assert said(HOW, step("work", "when: {how: many}"), END) == []


# --- never-opens -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "condition",
    [
        "{how: {not: [one, many, crowd]}}",
        "{ill: {at_least: 51}}",
        "{press: {not: [true, false]}}",
        "{how: {unknown: true}}",
        "[{ill: {at_least: 60}}, {how: {unknown: true}}]",
    ],
)
def test_a_condition_that_nothing_meets_never_opens_its_step(condition: str) -> None:
    assert said(HOW, step("work", f"when: {condition}"), END) == [("never-opens", "work")]


def test_answers_that_exclude_each_other_never_open_a_step() -> None:
    steps = (HOW, ask("which", "when: {how: one}"), step("work", "when: {how: many, which: a}"))
    assert said(*steps, END) == [("never-opens", "work")]


def test_a_fact_that_changes_between_two_steps_opens_both() -> None:
    assert said(ask("which", "when: {over: false}"), step("work", "when: {which: a, over: true}"), END) == []


def test_a_step_behind_the_end_of_every_run_never_opens_and_those_behind_it_are_no_finding_of_their_own() -> None:
    assert said(END, step("work"), step("rest")) == [("never-opens", "work")]


def test_what_hangs_on_a_question_that_is_never_asked_is_one_finding_with_it() -> None:
    steps = (ask("which", "when: {ill: {at_least: 60}}"), step("work", "when: {which: a}"), END)
    assert said(*steps) == [("never-opens", "which")]
    draft = "  - {id: agree, role: lead, approve: text, within: 3m, ladder: [{after: 1m, page: second}]}\n"
    write = step("write", "when: {ill: {at_least: 60}}", kind="draft: text")
    text = "statements: {text: {template: t, speaker: lead, approvals: [{any: [lead, second]}], channels: [x]}}\n"
    plan = HEAD.replace("steps:", text + "steps:") + write + draft + step("out", kind="publish: text") + END
    assert [one.route[1] for one in checked(plan) if one.rule == "never-opens"] == ["write"]


def test_a_question_that_is_asked_only_behind_a_step_never_opens_it() -> None:
    assert said(step("work", "when: {how: one}, after: []"), HOW.replace("within", "after: [], within"), END) == []
    late = HOW.replace("within", "after: [work], within")
    assert said(step("work", "when: {how: one}"), late, END) == [("never-opens", "work")]
    assert said(step("work", "when: [{how: one}, {press: true}]"), late, END) == []


def test_an_approval_that_follows_what_it_is_needed_for_is_a_circle_named_whole() -> None:
    texts = "statements: {text: {template: t, speaker: lead, approvals: [{any: [lead, second]}], channels: [x]}}\n"
    steps = (
        step("write", kind="draft: text"),
        step("agree", kind="approve: text"),
        step("out", kind="publish: text"),
    )
    late = step("agree-again", kind="approve: text")
    plan = HEAD.replace("steps:", texts + "steps:") + "".join((*steps, step("call"), late, END))
    (circle,) = (one for one in checked(plan) if one.rule == "never-opens")
    assert circle.route == ("steps", "out")
    assert circle.message.endswith("they wait for each other: out -> call -> agree-again -> out")


def test_a_step_behind_a_repetition_never_opens_where_its_when_is_what_ends_that_no_more() -> None:
    late = step("late", "after: [watch], when: {over: {not: true}}")
    assert said(again("{over: true}"), late, END) == [("never-opens", "late")]
    assert said(again("{over: true}"), step("late", "after: [watch], when: {press: true}"), END) == []
    branch = again("{over: true}", "when: {how: one}")
    other = step("late", "after: [how, watch], when: {over: false, how: [many, crowd]}")
    assert said(HOW, branch, other, END) == [("after-other-branch", "late")]


# --- always-true -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "condition",
    [
        "{how: [one, many, crowd]}",
        "[{how: one}, {how: {not: one}}]",
        "[{press: true}, {press: false}, {press: {unknown: true}}]",
        "[{ill: {at_least: 3}}, {ill: {at_most: 2}}, {ill: {unknown: true}}]",
    ],
)
def test_a_condition_that_always_holds_is_pointed_out(condition: str) -> None:
    assert said(HOW, step("work", f"when: {condition}, after: [how]"), END) == [("always-true", "work")]


@pytest.mark.parametrize(
    "condition", ["{press: [true, false]}", "{ill: {at_least: 0}}", "{how: [one, many]}", "{press: {not: true}}"]
)
def test_an_unknown_fact_and_an_answer_left_out_are_a_difference(condition: str) -> None:
    assert said(HOW, step("work", f"when: {condition}, after: [how]"), END) == []


def test_every_answer_to_a_question_of_one_branch_is_a_difference_too() -> None:
    assert said(HOW, ask("which", "when: {how: one}"), step("work", "when: {which: [a, b]}"), END) == []


# --- after-other-branch ------------------------------------------------------------------------------------------


def test_to_follow_a_step_of_another_branch_or_one_that_ends_the_run_is_to_wait_for_nothing() -> None:
    calm = step("calm", "when: {how: one}, after: [how]")
    (one,) = found(HOW, calm, step("work", "when: {how: many}, after: [how, calm]"), END)
    assert (one.rule, one.route) == ("after-other-branch", ("steps", "work", "after", 1))
    assert 'is to follow "calm", but no run needs both' in one.message
    which = ask("which", "when: {how: one}")
    deep = step("deep", "when: {which: a}")
    assert said(HOW, which, deep, step("work", "when: {how: many}, after: [deep]"), END) == [
        ("after-other-branch", "work")
    ]
    stop = step("stop", "when: {how: one}, after: [how], ends: handled")
    (two,) = found(HOW, stop, step("work", "after: [stop]"), END)
    assert '"stop", which ends the run' in two.message


def test_to_follow_what_is_needed_on_some_path_or_at_another_time_is_fine() -> None:
    calm = step("calm", "when: {how: one}, after: [how]")
    assert said(HOW, calm, step("work", "when: {how: [one, many]}, after: [calm]"), END) == []
    assert said(HOW, calm, step("join", "after: [calm]"), END) == []
    quiet = step("quiet", "when: {over: {not: true}}")
    assert said(HOW, quiet, step("loud", "when: {over: true}, after: [quiet]"), END) == []
    assert said(HOW, calm, step("work", "when: {how: many}"), END) == []  # by its place in the list alone


# --- no-end ------------------------------------------------------------------------------------------------------


def test_a_plan_without_any_end_is_refused_per_item_as_well() -> None:
    assert said(step("work"), step("rest")) == [("no-end", "rest")]
    item = HEAD.replace("night\n", "night\nper: item\n")
    assert "no-end" in {one.rule for one in checked(item + step("work"))}


def test_the_answers_after_which_nothing_ends_are_named() -> None:
    (one,) = found(HOW, step("work", "when: {how: many}, ends: over"))
    assert one.message == "no step closes the run (how: one or crowd): it would stay open"
    assert (one.route, "a last step" in one.hint) == (("steps", "how"), True)
    (two,) = found(
        HOW, ask("which", "when: {how: one}"), step("work", "when: [{which: a}, {how: many}], ends: over")
    )
    assert "how: crowd" in two.message or "how: one, which: b" in two.message
    calm = (step("call", "when: {how: one}, after: [how]"), step("visit", "when: {how: one}"))
    (three,) = found(HOW, *calm, step("work", "when: {how: [many, crowd]}, after: [how], ends: over"))
    assert three.route == ("steps", "visit")
    assert '"ends: stood down", to "visit"' in three.hint


def test_branches_that_end_together_for_all_answers_are_an_end() -> None:
    ends = (step("a", "when: {how: one}, ends: a, after: [how]"), step("b", "when: {how: {not: one}}, ends: b"))
    assert said(HOW, *ends) == []
    which = ask("which", "when: {how: one}")
    more = [step(name, f"when: {{which: {name}}}, ends: {name}, after: [which]") for name in ("a", "b")]
    assert said(HOW, which, *more, ends[1].replace("id: b", "id: c")) == []


def test_an_end_that_waits_for_a_fact_will_come_if_somebody_finds_it_out() -> None:
    stop = step("stop", "when: {over: true}, ends: over")
    assert said(step("work"), stop) == [("no-end-while-unknown", "stop")]
    assert said(step("work", "repeat: {every: 1h, until: {over: true}}").replace("within: 5m, ", ""), stop) == []
    assert said(step("work"), stop, step("leave", "when: {over: {unknown: true}}, ends: left")) == []
    assert said(HOW, step("stop", "when: [{over: true}, {how: one}], ends: over")) == [
        ("no-end-while-unknown", "stop")
    ]


AGAIN = "  - {id: again, role: lead, do: Count, repeat: {every: 1h, until: %s}}\n"
LEAVE = step("leave", "after: [again], ends: over")


@pytest.mark.parametrize(
    ("until", "rules"),
    [
        ("{over: true}", []),
        ("{ill: {at_most: 3}}", []),
        ("{how: one}", []),
        ("{how: many}", ["no-round"]),
        ("{how: {not: crowd}, over: {unknown: true}}", ["no-round"]),
        ("[{over: true}, {over: {unknown: true}}]", ["no-round"]),
    ],
)
def test_a_repetition_must_not_be_over_before_its_first_round(until: str, rules: list[str]) -> None:
    found = said(HOW, (AGAIN % until).replace("do: Count", "do: Count, when: {how: many}"), LEAVE)
    assert [rule for rule, _ in found if rule == "no-round"] == rules


def test_what_is_unknown_at_the_start_may_be_known_once_a_repetition_opens() -> None:
    again = (AGAIN % "{press: {unknown: true}}").replace("do: Count", "do: Count, when: {press: true}")
    assert "no-round" not in [rule for rule, _ in said(HOW, again, LEAVE)]


def test_a_repetition_that_nobody_can_follow_is_a_slip() -> None:
    again = AGAIN % "{over: true}"
    assert said(again.replace("1h", "59s"), LEAVE) == [("hasty-repeat", "again")]
    assert said(again.replace("1h", "[{every: 1s, for: 1m}, {every: 1h}]"), LEAVE) == [("hasty-repeat", "again")]
    assert said(again.replace("1h", "1m"), LEAVE) == []


def test_a_question_may_repeat_until_its_own_answer() -> None:
    asks = (
        '  - {id: done, role: lead, ask: "Done?", choices: {y: Y, n: N}, repeat: {every: 1h, until: {done: y}}}\n'
    )
    assert said(asks, step("leave", "after: [done], ends: over")) == []


@pytest.mark.parametrize(
    ("until", "when", "rules"),
    [
        ("{over: true}", "{over: false}", ["until-undone"]),
        ("{over: true}", "{over: true}", []),
        ("{ill: {at_least: 5}}", "{mid: a, ill: {at_most: 4}}", ["until-undone"]),
        ("{ill: {at_least: 5}}", "{mid: [a, b], ill: {at_least: 1}}", []),
        ("[{over: true}, {press: true}]", "{over: false}", []),
    ],
)
def test_what_a_repetition_waited_for_holds_for_all_behind_its_end(
    until: str, when: str, rules: list[str]
) -> None:
    found = said(
        AGAIN % until, ask("mid", "after: [again]"), step("leave", f"after: [mid], when: {when}, ends: over")
    )
    assert [rule for rule, _ in found if rule == "until-undone"] == rules


# --- endless-repeat ----------------------------------------------------------------------------------------------


def again(until: str, more: str = "") -> str:
    more = more and ", " + more
    return f"  - {{id: watch, role: lead, do: Count, repeat: {{every: 30m, until: {until}}}{more}}}\n"


@pytest.mark.parametrize("until", ["{over: true}", "{ill: {at_most: 0}}", "[{ill: {at_least: 99}}, {over: true}]"])
def test_a_repetition_that_a_fact_can_end_is_fine(until: str) -> None:
    assert said(again(until), END) == []


def test_a_repetition_that_its_own_answer_ends_is_fine() -> None:
    look = again("{watch: a}").replace("do: Count", 'ask: "Over?", choices: {a: A, b: B}')
    assert said(look, END) == []


def test_a_repetition_until_what_can_never_be_is_refused() -> None:
    assert said(again("{ill: {at_least: 51}}"), END) == [("endless-repeat", "watch")]


def test_a_repetition_until_an_answer_of_another_branch_or_of_afterwards_is_refused() -> None:
    branch = (HOW, ask("which", "when: {how: one}"), again("{which: a}", "when: {how: many}"))
    assert said(*branch, END) == [("endless-repeat", "watch")]
    late = (again("{which: a}"), ask("which", "after: [watch]"), END)
    assert said(*late) == [("endless-repeat", "watch")]
    assert said(again("[{which: a}, {over: true}]"), *late[1:]) == []


# --- lost-branch -------------------------------------------------------------------------------------------------

ONE = step("one", "when: {how: one}")
CLOSE = step("close", "when: {how: one}, ends: small, after: [how]")


def test_a_step_between_two_branches_that_names_neither_is_pointed_out() -> None:
    assert said(HOW, ONE, step("lost"), step("two", "when: {how: many}"), END) == [("lost-branch", "lost")]


def test_a_step_that_would_open_beside_the_end_of_another_branch_is_pointed_out() -> None:
    many = step("work", "when: {how: [many, crowd]}, after: [how]")
    assert said(HOW, CLOSE, many, step("lost"), step("end", "ends: over")) == [("lost-branch", "lost")]


def test_what_all_branches_share_is_left_alone() -> None:
    two = step("two", "when: {how: [many, crowd]}")
    assert said(HOW, ONE, two, step("shared"), END) == []
    assert said(HOW, ONE, step("shared"), END) == []
    assert said(HOW, ONE, two, step("shared"), step("three", "when: {how: one}"), END) == []
    assert said(HOW, ONE, step("meant", "after: [one]"), two, END) == []


def test_behind_a_branch_that_closes_the_run_nobody_needs_to_repeat_the_condition() -> None:
    close = step("close", "when: {how: one}, ends: small")
    assert said(HOW, close, step("work", "when: {how: [many, crowd]}"), step("rest"), END) == []
