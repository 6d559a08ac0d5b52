"""A statement's way: its texts with hashes and word diffs, its yeses, where it went."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_cli.domain import intents as i
from crisis_cli.domain.statement import canonical, text_hash
from crisis_cli.review.diffs import word_diff
from crisis_cli.review.rows_said import Piece
from tests.review.reviewed_runs import HOLDING, SHORTER, Run, read, whole_crisis

WORDS = st.lists(st.sampled_from(["we", "are", "sorry", ",", "\n", " ", "é", "3"]), max_size=30).map("".join)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(WORDS, WORDS)
def test_a_diff_holds_both_texts_whole(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.change != "added") == before
    assert "".join(piece.text for piece in pieces if piece.change != "removed") == after


def test_a_one_word_fix_is_a_one_word_diff() -> None:
    assert word_diff("3 people are ill.\n", "4 people are ill.\n") == (
        Piece("removed", "3 "),
        Piece("added", "4 "),
        Piece("same", "people are ill.\n"),
    )


def test_the_longest_texts_are_compared_within_a_second() -> None:
    before, after = "a b " * 16_000, "b a c " * 10_000
    started = time.perf_counter()
    word_diff(before, after)
    word_diff("a b " * 500, "b a " * 500)
    assert time.perf_counter() - started < 1


def test_every_text_is_told_with_its_hash_and_what_changed() -> None:
    holding, update = whole_crisis().review().statements
    drafted, edited = holding.versions
    assert (drafted.text, drafted.sha256, drafted.drafted) == (canonical(HOLDING), text_hash(HOLDING), True)
    assert (drafted.facts, drafted.diff) == (("product",), None)
    assert (edited.sha256, edited.drafted) == (text_hash(SHORTER), False)
    assert edited.diff is not None
    assert Piece("added", "three ") in edited.diff
    assert (update.name, update.versions[0].number, update.versions[0].diff) == ("update", 1, None)


def test_a_yes_and_a_no_stand_beside_exactly_the_text_they_were_given_to() -> None:
    drafted, edited = whole_crisis().review().statements[0].versions
    assert [(no.giver, no.reason) for no in drafted.noes] == [("clara", "Say how many.")]
    assert [(yes.giver, yes.role, yes.via) for yes in edited.yeses] == [("omar", "Operations chief", "phone")]
    assert not drafted.yeses
    assert not edited.noes


def test_where_it_went_out_has_address_time_and_hash() -> None:
    posted, skipped = whole_crisis().review().statements[0].posts
    assert (posted.channel, posted.url, posted.sha256) == ("x", "https://x.example/1", text_hash(SHORTER))
    assert posted.moment < posted.typed_at
    assert (skipped.channel, skipped.skipped, skipped.sha256) == ("website", "the site is down", "")


def test_a_post_recorded_by_mistake_is_marked() -> None:
    run = Run()
    run.act(i.Answer("size-up", "crisis"), i.Edit("holding", HOLDING), i.Complete("write-holding"))
    run.act(i.Approve("holding", for_="ceo", via="phone"), i.Post("holding", ("x",), "https://x.example/1"))
    run.act(i.Undo())
    review = run.review()
    assert [post.taken_back for post in review.statements[0].posts] == [True]
    assert review.summary.first_statement is None


def test_a_blanked_text_is_blank_wherever_the_same_words_stand() -> None:
    run = Run()
    run.act(i.Answer("size-up", "crisis"), i.Edit("holding", "Mrs Nobody is ill.\n"))
    run.act(i.Edit("holding", "A woman is ill.\n"))
    run.act(i.Undo())
    first = run.review().statements[0].versions[0]
    run.session.redact(first.seq, "a private name", actor="ana")
    review = run.review()
    assert "Nobody" not in repr(review)
    assert [version.redacted for version in review.statements[0].versions] == [True, False, True]
    assert review.statements[0].versions[0].sha256 == text_hash("Mrs Nobody is ill.\n")
    assert [version.diff for version in review.statements[0].versions] == [None, None, None]


def test_a_standing_approval_is_named_on_the_text_it_covers() -> None:
    text = """
playbook: small
title: Small
roles: {lead: {title: Lead, deputy: ceo}, ceo: {title: Chief, deputy: lead}}
facts: {product: {ask: "Which?", type: text}}
statements:
  holding:
    template: holding
    speaker: ceo
    approvals: [{any: [ceo]}]
    channels: [x]
    preapproved: {by: ceo, until: 2027-05-01, sha256: "%s", slots: [product]}
steps:
  - {id: write, role: lead, draft: holding}
  - {id: out, role: lead, publish: holding}
"""
    run = Run(text % ("a" * 64), read=read)
    run.act(i.Draft("holding", "Berry Oat.\n", ("product",), "a" * 64), i.Edit("holding", "Berry Oat!\n"))
    assert [version.standing_approval for version in run.review().statements[0].versions] == ["ceo", ""]
