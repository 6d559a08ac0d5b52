"""Who comes before whom on every path, and which two steps are never needed on one."""

from __future__ import annotations

from datetime import date
from itertools import product
from random import Random

from crisis_cli.domain import conditions
from crisis_cli.domain.conditions import Condition, Known, Truth, Unknown
from crisis_cli.domain.playbook import Kind, Playbook, Step
from crisis_cli.files.playbook.reader import read_playbook
from crisis_cli.rules.rule import Subject
from crisis_cli.rules.step_order import never_both
from tests.rules.checked import FRAME


def test_the_order_follows_after_the_list_the_text_and_the_end_of_a_repetition() -> None:
    playbook = read_playbook(FRAME, "frame.yaml").playbook
    assert playbook is not None
    before = Subject(playbook, date(2026, 11, 22)).order.is_before
    assert before("size-up", "answer-in-person")
    assert before("write-holding", "publish-holding")
    assert before("pause-posts", "publish-all-clear")
    assert before("keep-talking", "write-all-clear")
    assert not before("publish-update", "write-all-clear")
    assert not before("answer-in-person", "write-holding")
    assert not before("publish-all-clear", "size-up")
    assert not before("size-up", "size-up")


VALUES: tuple[Known, ...] = ("a", "b", "c", Unknown.FACT, Unknown.NEVER_ASKED)


def random_condition(random: Random) -> Condition:
    def line() -> conditions.Test:
        some = tuple(random.sample("abc", random.randint(1, 2)))
        name = random.choice("xy")
        tests = (
            conditions.Test(name, one_of=some),
            conditions.Test(name, none_of=some),
            conditions.Test(name, unknown=True),
        )
        return random.choice(tests)

    mappings = random.choice((0, 1, 1, 2))
    return Condition(tuple(tuple(line() for _ in range(random.randint(1, 2))) for _ in range(mappings)))


def test_two_steps_said_never_to_be_needed_together_are_not_whatever_is_answered() -> None:
    random = Random(1)
    playbook = Playbook("x", "X")
    never = 0
    for _ in range(3_000):
        one, other = random_condition(random), random_condition(random)
        if never_both(
            playbook, Step("s", Kind.DO, None, "S", when=one), Step("t", Kind.DO, None, "T", when=other)
        ):
            never += 1
            for x, y in product(VALUES, repeat=2):
                truths = {condition.truth({"x": x, "y": y}) for condition in (one, other)}
                assert truths != {Truth.TRUE}
    assert never > 200
