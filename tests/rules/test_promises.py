"""Promises that come too late, have no bound, hang on one silent person or are never owed."""

from __future__ import annotations

import pytest

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.rules import catalogue
from tests.rules.checked import FRAME, changed, checked

PROMISES = {catalogue.name_of(rule) for rule in catalogue.PROMISES}
LADDER = "within: 3m\n    ladder: [{after: 1m, page: coo, within: 3m}]"
PROMISE = "first_statement: {within: 30m, kept_by: publish-holding}"


def found(*changes: tuple[str, str]) -> list[Finding]:
    """What these rules find in the frame of the pages, changed."""
    text = FRAME
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return [finding for finding in checked(text) if finding.rule in PROMISES]


def rules(*changes: tuple[str, str]) -> list[str]:
    return [one.rule for one in found(*changes)]


# --- late-promise ------------------------------------------------------------------------------------------------


def test_a_silent_approver_who_makes_a_promise_late_is_named_with_path_slack_and_what_to_do() -> None:
    (one,) = found((LADDER, "within: 20m\n    ladder: [{after: 15m, page: coo, within: 5m}]"))
    assert one.rule == "late-promise"
    assert one.route == ("promises", "first_statement")
    assert one.message == (
        'promise "first_statement" may be kept only 56 min after it was seen; promised within 30 min:'
        " 26 min too late on the worst path (size-up: crisis)"
    )
    assert one.hint.startswith('most can be bought at step "yes-to-holding", up to 40 min')
    assert [other.message for other in one.related if other.listed] == [
        "0-5m     noticed          5m",
        "5m-8m    size-up          3m",
        "8m-14m   write-holding    6m",
        "14m-54m  yes-to-holding   40m",
        "54m-56m  publish-holding  2m",
    ]
    assert [other.route for other in one.related][:2] == [("noticed_within",), ("steps", "size-up")]


def slow(fields: str) -> tuple[str, str]:
    """A step in front of the text that takes too long."""
    aside = "  - id: write-holding\n    after: [size-up]\n"
    step = f"  - {{id: ask-plant, after: [size-up], role: coo, do: Ask, {fields}}}\n"
    return (aside, step + aside.replace("[size-up]", "[ask-plant]"))


def test_what_to_do_about_a_slow_step_names_the_fields_that_it_has_and_who_need_not_wait_for_it() -> None:
    (by,) = found(slow("by: 72h"))
    said = 'shorten its "by", do not let "write-holding" wait for it (its "after"), or promise later'
    assert by.hint.endswith(said)
    (both,) = found(slow("within: 2h, by: 72h"))
    assert 'shorten its "within" and its "by", do not' in both.hint


def test_nobody_is_told_to_say_yes_to_a_text_before_it_is_written_or_to_go_on_without_the_answer() -> None:
    (draft,) = found(("within: 6m", "within: 60m"))
    assert (
        draft.hint
        == 'most can be bought at step "write-holding", up to 1 h 00: shorten its "within", or promise later'
    )
    ask = next(one for one in found(("    within: 3m\n", "    within: 60m\n")) if one.rule == "late-promise")
    assert '"size-up"' in ask.hint
    assert "after" not in ask.hint


def test_a_promise_that_is_kept_at_the_very_last_moment_is_kept() -> None:
    assert rules((LADDER, "within: 9m\n    ladder: [{after: 2m, page: coo, within: 3m}]")) == []
    assert rules((LADDER, "within: 9m\n    ladder: [{after: 2m, page: coo, within: 3m1s}]")) == ["late-promise"]
    (one,) = found((LADDER, "within: 9m\n    ladder: [{after: 2m, page: coo, within: 3m1s}]"))
    assert "30m1s after it was seen; promised within 30 min: 1 s too late" in one.message


def test_branches_that_exclude_each_other_are_not_added_up() -> None:
    aside = "  - id: write-holding\n    after: [size-up]\n"
    slow = "  - {id: slow, after: [size-up], when: {size-up: isolated}, role: coo, do: Wait, within: 5h}\n"
    assert rules((aside, slow + aside.replace("[size-up]", "[size-up, slow]"))) == []


def test_a_promise_from_the_start_or_from_a_step_counts_from_there() -> None:
    assert rules((PROMISE, PROMISE.replace("30m", "18m").replace("}", ", from: start}"))) == []
    (one,) = found((PROMISE, PROMISE.replace("30m", "17m").replace("}", ", from: start}")))
    assert "18 min after the start; promised within 17 min: 1 min too late" in one.message
    assert not any("noticed" in other.message for other in one.related)
    (two,) = found((PROMISE, PROMISE.replace("30m", "10m").replace("}", ", from: size-up}")))
    assert '15 min after "size-up" was done' in two.message
    assert two.related[0].message == "0-6m     write-holding    6m"


def test_a_wait_on_the_path_is_shown() -> None:
    (one,) = found(("    draft: holding\n", "    draft: holding\n    not_before: 20m\n"))
    assert [" ".join(other.message.split()) for other in one.related][1:4] == [
        "5m-8m size-up 3m",
        "8m-20m (wait) 12m",
        "20m-26m write-holding 6m",
    ]


def test_a_long_path_is_shown_with_its_middle_left_out() -> None:
    steps = "  - {id: s0, after: [size-up], role: lead, do: Work, within: 2m}\n"
    steps += "".join(f"  - {{id: s{n}, role: lead, do: Work, within: 2m}}\n" for n in range(1, 20))
    (one,) = found(("  - id: write-holding\n    after: [size-up]\n", steps + "  - id: write-holding\n"))
    assert one.related[6].message == "(13 more)"
    assert len(one.related) == 13


# --- the others --------------------------------------------------------------------------------------------------


def test_a_promise_that_is_due_before_the_run_starts_is_not_called_late_as_well() -> None:
    assert rules(("noticed_within: 5m", "noticed_within: 30m")) == ["no-time-left"]
    assert rules(("noticed_within: 5m", "noticed_within: 29m")) == ["late-promise"]
    assert (
        rules(("noticed_within: 5m", "noticed_within: 9h"), (PROMISE, PROMISE.replace("}", ", from: start}")))
        == []
    )


def test_a_step_without_a_bound_is_one_finding_for_all_promises_that_hang_on_it() -> None:
    second = PROMISE + "\n  over: {within: 9d, kept_by: publish-all-clear}"
    ladder = "    within: 6m\n    ladder: [{after: 1m, page: duty-manager}]\n"
    (one,) = found((PROMISE, second), (ladder, ""))
    assert (one.rule, one.route) == ("unbounded-promise", ("steps", "write-holding"))
    assert '"first_statement" and "over"' in one.message
    assert "has no time limit" in one.message


def test_a_step_that_may_wait_for_an_answer_given_only_behind_it_is_no_bound() -> None:
    pause = "  - id: pause-posts\n    when: {size-up: crisis}\n"
    again = "  - {id: again, after: [write-holding], role: lead, ask: More, choices: {a: A, b: B}, within: 1m}\n"
    when = "when: [{again: a}, {resolved: true}]\n    role: lead\n    draft: holding"
    draft = "when: {size-up: crisis}\n    role: lead\n    draft: holding"
    (one,) = found((draft, when), (pause, again + pause))
    assert one.rule == "unbounded-promise"
    assert 'step "again" may wait for itself' in one.message


def test_the_end_of_a_repetition_is_no_bound() -> None:
    (one,) = found((PROMISE, PROMISE + "\n  over: {within: 9d, kept_by: publish-all-clear}"))
    assert (one.rule, one.route) == ("unbounded-promise", ("steps", "keep-talking"))
    assert "no longer repeats" in one.message


def test_an_approver_without_a_ladder_is_refused_only_where_a_promise_waits() -> None:
    (one,) = found((LADDER, "within: 3m"))
    assert (one.rule, one.route) == ("approver-without-ladder", ("steps", "yes-to-holding"))
    assert "page: coo" in one.hint
    later = "within: 5m\n    ladder: [{after: 1m, page: coo, within: 5m}]"
    assert rules((later, "within: 5m")) == []


APPROVALS = "approvals: [{any: [ceo, coo]}]"


def test_each_yes_that_a_text_needs_must_be_one_that_the_ladder_can_bring() -> None:
    (one,) = found((APPROVALS, "approvals: [{any: [ceo, coo]}, duty-manager]"))
    assert (one.rule, one.route) == ("approver-without-ladder", ("steps", "yes-to-holding", "ladder"))
    assert one.message == (
        'if "duty-manager" is silent at step "yes-to-holding", promise "first_statement" waits:'
        " nobody on the ladder may give that yes"
    )
    assert one.severity is Severity.ERROR
    assert 'pages "lead"' in one.hint
    assert found((APPROVALS, "approvals: [ceo, coo]")) == []


def test_a_yes_that_only_the_writer_can_give_is_a_warning() -> None:
    (one,) = found((APPROVALS, "approvals: [lead, {any: [ceo, coo]}]"))
    assert (one.rule, one.severity) == ("approver-without-ladder", Severity.WARNING)


def test_a_text_on_which_people_are_only_consulted_needs_no_ladder() -> None:
    consulted = "approvals: [{consult: ceo, within: 1m}]"
    assert rules((LADDER, "within: 3m"), ("approvals: [{any: [ceo, coo]}]", consulted)) == []


def test_a_promise_whose_clock_starts_in_another_branch_never_counts() -> None:
    start = PROMISE.replace("}", ", from: answer-in-person}")
    assert rules((PROMISE, start)) == ["never-counts"]
    assert rules((PROMISE, PROMISE.replace("}", ", from: pause-posts}"))) == []


def test_a_promise_that_counts_from_a_change_is_left_to_the_run() -> None:
    assert rules((PROMISE, PROMISE.replace("publish-holding}", "publish-update, from: change}"))) == []


def test_a_promise_to_correct_that_no_step_keeps_is_in_no_rules_way() -> None:
    correction = "correction: {within: 15m, from: change}"
    assert checked(changed(FRAME, (PROMISE, f"{PROMISE}\n  {correction}"))) == []
    assert checked(changed(FRAME, (PROMISE, correction))) == []
    busy = "  - {id: more, after: [size-up], role: lead, do: More, within: 5m}\n  - id: write-holding\n"
    found = checked(changed(FRAME, (PROMISE, f"{PROMISE}\n  {correction}"), ("  - id: write-holding\n", busy)))
    assert "two-at-once" in [one.rule for one in found]


# --- due-before-open, closed-before-promise ----------------------------------------------------------------------

PUBLISH = "    publish: holding\n    within: 2m\n"


def test_a_step_that_may_open_only_once_it_is_due_has_no_time() -> None:
    (one,) = found((PUBLISH, "    publish: holding\n    by: 21m\n"))
    assert (one.rule, one.route) == ("due-before-open", ("steps", "publish-holding", "by"))
    assert one.message == (
        'step "publish-holding" has no time: it is due 21 min after it was seen ("by"), and it opens 21 min after'
        " it was seen if everybody uses all their time"
    )
    assert rules((PUBLISH, "    publish: holding\n    by: 22m\n")) == []


def test_a_step_that_is_due_before_anybody_has_noticed_has_no_time() -> None:
    (one,) = found(("Pause all scheduled posts and advertising\n    within: 2m", "Pause all posts\n    by: 5m"))
    assert (one.rule, one.route) == ("due-before-open", ("steps", "pause-posts", "by"))
    assert one.message.endswith("it opens 5 min after it was seen at the earliest")


def test_a_step_that_is_due_before_it_may_open_has_no_time() -> None:
    (one,) = found(("Answer the customer by name\n    within: 1h", "Answer\n    by: 1h\n    not_before: 2h"))
    assert (one.rule, one.route) == ("due-before-open", ("steps", "answer-in-person", "by"))


def test_what_no_promise_hangs_on_may_be_due_before_slow_people_are_there() -> None:
    assert rules(("    within: 30m\n    ends: stood down", "    by: 6h\n    ends: stood down")) == []


def end(fields: str) -> tuple[str, str]:
    """A step that closes the run, beside the way to the text."""
    aside = "  - id: write-holding\n    after: [size-up]\n"
    step = f"  - {{id: go-home, role: coo, do: Go home, within: 9h, ends: gone, {fields}}}\n"
    return (aside, step + aside)


def test_an_end_that_does_not_wait_for_the_promise_can_close_the_run_before_it_is_kept() -> None:
    (one,) = found(end("after: [size-up], when: {size-up: crisis}"))
    assert (one.rule, one.route) == ("closed-before-promise", ("promises", "first_statement", "kept_by"))
    assert one.message == (
        'step "go-home" can close the run before promise "first_statement" is kept: it does not wait for'
        ' "publish-holding" (size-up: crisis)'
    )


def test_a_fact_may_close_the_run_only_where_the_promise_is_not_owed() -> None:
    assert rules(end("after: [size-up], when: {size-up: crisis, resolved: true}")) == ["closed-before-promise"]
    assert rules(end("after: [publish-holding], when: {size-up: crisis, resolved: true}")) == []


def test_an_end_for_another_answer_closes_nothing_too_early() -> None:
    assert rules(end("after: [size-up], when: {size-up: isolated}")) == []


# --- released-while-unknown -------------------------------------------------------------------------------------

ALWAYS_TOLD = "    when: {size-up: crisis}\n    role: lead\n    draft: holding\n"


@pytest.mark.parametrize(
    ("when", "step"),
    [
        ("{size-up: crisis, resolved: {not: true}}", "write-holding"),
        ("{size-up: crisis, resolved: false}", "write-holding"),
        ("[{size-up: crisis, resolved: true}, {resolved: false}]", "write-holding"),
        ("[{size-up: crisis, resolved: false}, {size-up: crisis, resolved: {unknown: true}}]", ""),
        ("[{size-up: crisis}, {resolved: false}]", "write-holding"),
        ("[{size-up: crisis}, {resolved: true}]", ""),
        ("{size-up: crisis}", ""),
    ],
)
def test_a_promise_must_not_be_dropped_because_nobody_knows_yet(when: str, step: str) -> None:
    (before, after) = (ALWAYS_TOLD, ALWAYS_TOLD.replace("{size-up: crisis}", when))
    said = [one for one in found((before, after)) if one.rule == "released-while-unknown"]
    assert [one.message.split('step "')[1].split('"')[0] for one in said] == ([step] if step else [])
    assert {one.severity for one in said} <= {Severity.WARNING}


def test_what_goes_out_only_once_a_fact_is_known_releases_the_promise_until_then() -> None:
    (one,) = found((PUBLISH, PUBLISH + "    when: {resolved: true}\n"))
    assert (one.rule, one.route) == ("released-while-unknown", ("promises", "first_statement"))
    assert one.message == (
        'promise "first_statement" is not owed as long as "resolved" is unknown, as it is at the start:'
        ' step "publish-holding" has "when: {resolved: true}"'
    )


# --- counted-from-later -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["publish-holding", "publish-all-clear", "write-all-clear"])
def test_a_promise_that_is_kept_before_its_clock_starts_promises_nothing(start: str) -> None:
    (one,) = found((PROMISE, PROMISE.replace("}", f", from: {start}}}")))
    assert (one.rule, one.route) == ("counted-from-later", ("promises", "first_statement", "from"))


def test_a_promise_may_count_from_any_step_before_what_keeps_it() -> None:
    assert rules((PROMISE, PROMISE.replace("}", ", from: write-holding}"))) == []


# --- long-hold --------------------------------------------------------------------------------------------------


def test_one_tap_must_not_hold_a_ladder_for_longer_than_a_promise_can_wait() -> None:
    held = LADDER.replace("within: 3m\n", "within: 3m\n    ack_for: %s\n", 1)
    (one,) = found((LADDER, held % "9d"))
    assert (one.rule, one.route) == ("long-hold", ("steps", "yes-to-holding", "ack_for"))
    assert one.message == (
        'one tap on step "yes-to-holding" holds its ladder for 9 d 0 h ("ack_for"), while promise'
        ' "first_statement" has 7 min to spare'
    )
    assert rules((LADDER, held % "10m")) == []  # what it is without
    assert rules((LADDER, held % "20m"), (PROMISE, PROMISE.replace("30m", "1h"))) == []


def test_a_ladder_on_which_no_promise_hangs_may_be_held_for_long() -> None:
    later = "within: 5m\n    ladder: [{after: 1m, page: coo, within: 5m}]"
    assert rules((later, later + "\n    ack_for: 9d")) == []
