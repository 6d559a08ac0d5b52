"""Every rule about a playbook, by family; which of them also look at a playbook that has errors already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.playbook import Playbook
from crisis_cli.rules import (
    after_other_branch,
    always_true,
    approver_without_ladder,
    closed_before_promise,
    contact_data,
    counted_from_later,
    deputy_is_same_person,
    draft_without_publish,
    due_before_open,
    endless_repeat,
    file_name,
    gap_in_standing_text,
    hasty_repeat,
    ladder_to_oneself,
    ladder_without_deputy,
    last_word,
    late_promise,
    long_hold,
    lost_branch,
    never_counts,
    never_opens,
    no_deputy,
    no_end,
    no_end_while_unknown,
    no_next_word,
    no_owner,
    no_pause,
    no_review_date,
    no_round,
    no_stand_down,
    no_time_left,
    odd_channel,
    publish_without_draft,
    released_while_unknown,
    repeating_end,
    required_step_skipped,
    review_past,
    role_cannot_approve,
    role_without_holder,
    rung_cannot_approve,
    slot_not_listed,
    speaker_not_asked,
    standing_approval_changed,
    standing_approval_lapsed,
    tangled,
    two_at_once,
    unapproved_publish,
    unbounded_promise,
    unknown_playbook,
    unknown_template,
    until_undone,
    unused_answer,
    unused_fact,
    unused_limit,
    unused_role,
    unused_statement,
    writer_is_approver,
)
from crisis_cli.rules.rule import Rule, Subject

REFERENCES: tuple[Rule, ...] = (
    unused_role.check,
    unused_fact.check,
    unused_statement.check,
    unused_answer.check,
    unknown_template.check,
    unknown_playbook.check,
    odd_channel.check,
    unused_limit.check,
    file_name.check,
)
TEAM: tuple[Rule, ...] = (
    role_without_holder.check,
    deputy_is_same_person.check,
)
FLOW: tuple[Rule, ...] = (
    never_opens.check,
    always_true.check,
    no_end.check,
    no_end_while_unknown.check,
    endless_repeat.check,
    no_round.check,
    hasty_repeat.check,
    until_undone.check,
    repeating_end.check,
    lost_branch.check,
    after_other_branch.check,
)
PROMISES: tuple[Rule, ...] = (
    no_time_left.check,
    due_before_open.check,
    closed_before_promise.check,
    late_promise.check,
    unbounded_promise.check,
    approver_without_ladder.check,
    long_hold.check,
    tangled.check,
    counted_from_later.check,
    never_counts.check,
    released_while_unknown.check,
)
SAFETY: tuple[Rule, ...] = (
    unapproved_publish.check,
    publish_without_draft.check,
    draft_without_publish.check,
    writer_is_approver.check,
    speaker_not_asked.check,
    required_step_skipped.check,
    ladder_without_deputy.check,
    ladder_to_oneself.check,
    rung_cannot_approve.check,
    role_cannot_approve.check,
    two_at_once.check,
)
CARE_ANYWAY: tuple[Rule, ...] = (
    review_past.check,
    no_review_date.check,
    no_owner.check,
    contact_data.check,
    standing_approval_lapsed.check,
)
"""These hang on no other part being right, so they are looked at even in a playbook with errors."""

CARE: tuple[Rule, ...] = (
    *CARE_ANYWAY,
    no_deputy.check,
    no_stand_down.check,
    no_next_word.check,
    no_pause.check,
    last_word.check,
    standing_approval_changed.check,
    gap_in_standing_text.check,
    slot_not_listed.check,
)


def name_of(rule: Rule) -> str:
    """What a rule is called: like its module."""
    return rule.__module__.rpartition(".")[2].replace("_", "-")


UNDER_THE_PROOF: tuple[Rule, ...] = (
    due_before_open.check,
    closed_before_promise.check,
    counted_from_later.check,
    approver_without_ladder.check,
    rung_cannot_approve.check,
    role_cannot_approve.check,
)
"""Where one of these finds an error, a promise is not kept, whatever the clocks alone prove."""

EVERY = (*REFERENCES, *TEAM, *FLOW, *PROMISES, *SAFETY, *CARE)
RULES = frozenset(map(name_of, EVERY))
"""The names of all of these; the rules that reading holds are not among them."""

TEAM_RULES = frozenset(map(name_of, TEAM))
"""The rules that nobody can look at without a team file."""


def findings(subject: Subject, *, sound: bool) -> Iterator[Finding]:
    """What the rules find; `sound`: reading found no error, so that nothing here follows from another mistake."""
    for rule in EVERY if sound else CARE_ANYWAY:
        yield from rule(subject)


def without_proof(playbook: Playbook) -> int:
    """How many errors there are of which the clocks of a proof see nothing; the day matters to none of them."""
    subject = Subject(playbook, date.min)
    found = (finding for rule in UNDER_THE_PROOF for finding in rule(subject))
    return sum(finding.severity is Severity.ERROR for finding in found)
