"""Who follows whom, which steps hand one text on, who stands in for whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.engine.builder import approve, do, draft, every, playbook, publish, statement

REPEATING = (draft("update", repeat=every("20m")), approve("update"), publish("update"))


def test_a_step_follows_the_nearest_earlier_one_that_does_not_repeat() -> None:
    book = playbook(do("one"), do("count", repeat=every("5m")), do("two"), do("three", after=""), do("four"))
    assert book.predecessors == {"one": (), "count": ("one",), "two": ("one",), "three": (), "four": ("three",)}


def test_the_steps_of_a_repeating_text_follow_their_round_and_nothing_listed_later_follows_them() -> None:
    book = playbook(do("one"), *REPEATING, do("two"), statements=[statement("update")])
    assert book.predecessors["write-update"] == ("one",)
    assert book.predecessors["yes-to-update"] == ("write-update",)
    assert book.predecessors["publish-update"] == ("yes-to-update",)
    assert book.predecessors["two"] == ("one",)
    assert [step.id for step in book.steps.values() if book.repeats(step)] == [
        "write-update",
        "yes-to-update",
        "publish-update",
    ]


def test_the_steps_of_a_statement_hand_one_text_on_up_to_the_next_draft() -> None:
    first = (draft("holding", "write-1"), approve("holding", "yes-1"), publish("holding", "out-1"))
    again = (draft("holding", "write-2"), draft("holding", "write-3"), publish("holding", "out-2"))
    book = playbook(*first, *again, draft("holding", "write-4"), statements=[statement("holding")])
    paths = [[other.id for other in book.path_of(book.steps[name])] for name in ("yes-1", "out-2")]
    assert paths == [["write-1", "yes-1", "out-1"], ["write-2", "write-3", "out-2", "write-4"]]
    assert [draft.id for draft in book.drafts_for(book.steps["out-2"])] == ["write-2", "write-3"]
    assert book.path_of(do("elsewhere")) == ()


def test_a_yes_listed_before_any_draft_belongs_to_the_first() -> None:
    book = playbook(approve("holding"), draft("holding"), statements=[statement("holding")])
    assert [step.id for step in book.drafts_for(book.steps["yes-to-holding"])] == ["write-holding"]


def test_statements_that_share_a_channel_speak_to_the_same_public() -> None:
    specs = [
        statement("one", channels="x website"),
        statement("two", channels="website"),
        statement("staff", channels="app"),
    ]
    book = playbook(statements=specs)
    assert book.same_public("one", "two")
    assert not book.same_public("one", "staff")
    assert book.same_public("one", "of-another-playbook")


def test_deputies_stand_in_one_after_the_other_each_once() -> None:
    book = playbook()
    assert book.deputies("legal") == ("coo", "ceo")
    assert book.deputies("ceo") == ("coo",)
    assert book.deputies("nobody") == ()


@pytest.mark.parametrize(("elapsed", "length"), [(0, 20), (119, 20), (120, 60), (179, 60), (180, 30), (900, 30)])
def test_a_cadence_follows_how_long_it_has_gone_on(elapsed: int, length: int) -> None:
    repeat = every("20m for 2h", "1h for 1h", "30m")
    assert repeat.interval(timedelta(minutes=elapsed)) == timedelta(minutes=length)


def test_the_last_stretch_goes_on_when_all_had_an_end() -> None:
    assert every("20m for 1h", "1h for 1h").interval(timedelta(days=1)) == timedelta(hours=1)
