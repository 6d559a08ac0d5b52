"""A finding is ignored in the file itself, with a reason, where a person can see it, and no further."""

from __future__ import annotations

import time

import pytest

from crisis_cli.domain.findings import Finding, Place, Severity
from crisis_cli.files.ignores import Applied, ignored_in_template, ignored_in_yaml
from crisis_cli.files.playbook.reader import read_playbook

RULES = ("late-promise", "no-ladder", "tab", "ignore-unused")
BODY = """playbook: small
title: A small one
roles:
  lead: {title: Lead, deputy: second}
  second: {title: Second, deputy: lead}
steps:
  - id: look
    role: lead
    do: Look at it.
"""


def finding(line: int, rule: str = "late-promise", column: int = 5) -> Finding:
    return Finding(
        rule, Severity.WARNING, f"{rule} in {line}", place=Place("p.yaml", line, column, line, column + 1)
    )


def applied(text: str, *findings: Finding, **more: object) -> Applied:
    return ignored_in_yaml(findings, text, read_playbook(text, "p.yaml").places, rules=RULES, **more)  # type: ignore[arg-type]


def told(found: Applied) -> list[str]:
    return [f"{one.place.line}:{one.place.column} {one.rule}: {one.message}" for one in found.kept if one.place]


def test_a_comment_behind_a_line_covers_what_is_found_on_that_line_alone() -> None:
    text = BODY.replace("role: lead\n", "role: lead  # crisis: ignore[late-promise] because we are two people\n")
    found = applied(text, finding(8), finding(8, "no-ladder"), finding(9))
    assert [one.message for one in found.silenced] == ["late-promise in 8"]
    assert [one.message for one in found.kept] == ["no-ladder in 8", "late-promise in 9"]


@pytest.mark.parametrize("between", ["", "\n", "  # another word\n\n"])
def test_a_comment_alone_covers_the_next_line_that_says_something(between: str) -> None:
    ignore = "  # crisis: ignore[late-promise, no-ladder] because it is a drill\n"
    text = BODY.replace("  - id: look\n", f"{ignore}{between}  - id: look\n")
    line = 8 + between.count("\n")
    found = applied(text, finding(line), finding(line, "no-ladder"))
    assert (len(found.silenced), found.kept) == (2, ())


def test_two_comments_can_cover_one_line() -> None:
    first = "# crisis: ignore[late-promise] because one\n# crisis: ignore[no-ladder] because two\n"
    found = applied(first + BODY, finding(3), finding(3, "no-ladder"))
    assert (len(found.silenced), found.kept) == (2, ())


@pytest.mark.parametrize(
    "line",
    [
        'do: "Look. # crisis: ignore[late-promise] because x y"',
        "do: 'Look. # crisis: ignore[late-promise] because x y'",
        "do: Look.# crisis: ignore[late-promise] because xy",
        "do: |\n      # crisis: ignore[late-promise] because x y",
        "do: Look.\n    guidance: >\n      first\n\n      # crisis: ignore[late-promise] because x y\n",
    ],
)
def test_text_that_looks_like_an_ignore_is_text(line: str) -> None:
    text = BODY.replace("do: Look at it.", line)
    found = applied(text, *(finding(number) for number in range(9, 16)))
    assert found.silenced == ()
    assert len(found.kept) == 7


def test_a_comment_right_below_a_block_is_a_comment() -> None:
    text = (
        BODY
        + "    guidance: |\n      Look twice.\n    # crisis: ignore[late-promise] because we do\n    within: 5m\n"
    )
    assert len(applied(text, finding(13)).silenced) == 1


def test_a_hash_in_a_quoted_text_hides_no_comment_behind_it() -> None:
    text = BODY.replace("do: Look at it.", 'do: "Look # up"  # crisis: ignore[late-promise] because we do')
    assert len(applied(text, finding(9)).silenced) == 1


@pytest.mark.parametrize(
    "reason", ["parce que c'est la loi", "parce qu'il le faut", "because it is the law", "BECAUSE of it"]
)
def test_a_reason_may_be_given_in_french(reason: str) -> None:
    text = BODY.replace("lead\n    do", f"lead # crisis: ignore[late-promise] {reason}\n    do")
    found = applied(text, finding(8))
    assert (len(found.kept), len(found.silenced)) == (0, 1)


@pytest.mark.parametrize("reason", ["", " because", " because  ", " because -", " since we must"])
def test_an_ignore_needs_a_reason(reason: str) -> None:
    text = BODY.replace("lead\n    do", f"lead # crisis: ignore[late-promise]{reason}\n    do")
    found = applied(text, finding(8))
    assert told(found) == [
        "8:5 late-promise: late-promise in 8",
        "8:16 ignore-without-reason: this ignores a finding and does not say why",
    ]
    assert found.kept[1].severity is Severity.ERROR
    assert "write crisis: ignore[late-promise] because (the reason)" in found.kept[1].hint


@pytest.mark.parametrize("order", ["ignore", "ignore late-promise because we can", "ignore[] because we can"])
def test_an_ignore_names_its_rules(order: str) -> None:
    found = applied(BODY + f"# crisis: {order}\n", finding(9))
    assert told(found)[1:] == ["10:1 ignore-unknown-rule: this ignores no rule by its name"]


def test_a_rule_that_does_not_exist_is_told_with_the_nearest_one() -> None:
    text = BODY + "    within: 5m # crisis: ignore[late-promis, no-ladder] because we can\n"
    found = applied(text, finding(10, "no-ladder"))
    assert told(found) == ['10:33 ignore-unknown-rule: there is no rule "late-promis" to ignore']
    assert found.kept[0].hint == 'did you mean "late-promise"?'
    assert len(found.silenced) == 1


def test_an_ignore_of_nothing_is_told_and_can_be_deleted() -> None:
    text = "# crisis: ignore[no-ladder] because of old\r\n" + BODY.replace(
        "do: Look at it.", "do: Look at it.  # crisis: ignore[late-promise] because of older"
    )
    alone, behind = applied(text).kept
    assert {alone.rule, behind.rule} == {"ignore-unused"}
    assert alone.severity is Severity.WARNING
    assert [(one.place.line, one.place.column, one.place.end_line, one.place.end_column) for one in alone.fix] == [
        (1, 1, 2, 1)
    ]
    assert [(one.place.line, one.place.column, one.place.end_column) for one in behind.fix] == [(10, 20, 69)]


def test_one_unused_rule_of_several_is_taken_out() -> None:
    text = BODY + "    within: 5m # crisis: ignore[late-promise, no-ladder,tab] because we can\n"
    found = applied(text, finding(10, "no-ladder"))
    assert [one.message.split(" is")[0] for one in found.kept] == ['"late-promise"', '"tab"']
    assert [edit.text for one in found.kept for edit in one.fix] == ["no-ladder"]


def test_a_rule_that_nobody_could_look_at_is_not_called_unused() -> None:
    text = BODY + "    within: 5m # crisis: ignore[late-promise] because we can\n"
    assert applied(text, not_looked={"late-promise"}).kept == ()


def test_what_a_run_refuses_too_cannot_be_ignored_and_says_so() -> None:
    text = BODY + "    within: 5 # crisis: ignore[bad-duration] because we mean minutes\n"
    loaded = read_playbook(text, "p.yaml")
    found = ignored_in_yaml(loaded.findings, text, loaded.places, rules=("bad-duration",), refused=loaded.findings)
    assert found.silenced == ()
    assert [one.rule for one in found.kept] == ["bad-duration"]
    assert "cannot be ignored" in found.kept[0].hint


def test_a_warning_of_reading_can_be_ignored() -> None:
    text = BODY.replace(
        "title: A",
        "# crisis: ignore[comment] because the number is no part of it\ntitle: A small one #2\nowner: A",
    )
    loaded = read_playbook(text, "p.yaml")
    assert [one.rule for one in loaded.findings] == ["comment"]
    found = ignored_in_yaml(
        loaded.findings, loaded.text, loaded.places, rules=("comment",), refused=loaded.findings
    )
    assert (found.kept, len(found.silenced)) == ((), 1)


@pytest.mark.parametrize(
    "text", ["a: [\n# crisis: ignore[tab] because of it", "# crisis: ignore[tab]", "\x00crisis:"]
)
def test_a_file_that_is_none_keeps_its_findings(text: str) -> None:
    loaded = read_playbook(text, "p.yaml")
    assert ignored_in_yaml(loaded.findings, loaded.text, loaded.places, rules=RULES).kept == loaded.findings


def test_thousands_of_ignores_take_no_time() -> None:
    text = BODY + "# crisis: ignore[tab] because of it\n" * 20_000
    assert len(applied(text).kept) == 1_000


def test_a_template_ignores_in_its_own_comments() -> None:
    text = "a {#- crisis: ignore[late-promise] because we do -#}\n{# crisis: ignore[no-ladder] because yes #}\nb\n"
    here = [finding(1), finding(3, "no-ladder"), finding(3)]
    found = ignored_in_template(here, text, "p.yaml", rules=RULES)
    assert [one.message for one in found.silenced] == ["late-promise in 1", "no-ladder in 3"]
    assert told(found) == ["3:5 late-promise: late-promise in 3"]


def test_an_unused_ignore_of_a_template_is_deleted_without_the_words_around_it() -> None:
    text = "a {# crisis: ignore[tab] because we can #} b\n{#- crisis: ignore[tab] -#}\n"
    first, second = ignored_in_template([], text, "p.yaml", rules=RULES).kept
    assert [(edit.place.column, edit.place.end_column) for edit in first.fix] == [(3, 43)]
    assert second.rule == "ignore-without-reason"


def test_a_template_that_cannot_be_read_cannot_be_ignored() -> None:
    text = "{# crisis: ignore[template-syntax] because we can #}\n{{"
    here = [finding(2, "template-syntax")]
    found = ignored_in_template(here, text, "p.yaml", rules=("template-syntax",))
    assert "cannot be ignored" in found.kept[0].hint


def test_thousands_of_comments_above_each_other_are_read_in_time() -> None:
    text = "# crisis: ignore[late-promise] because one\n" * 5_000 + BODY
    start = time.perf_counter()
    assert len(applied(text, finding(5_001)).silenced) == 1
    assert time.perf_counter() - start < 1
