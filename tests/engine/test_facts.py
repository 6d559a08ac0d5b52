"""What is known, with source and time; a fact fits its type (DESIGN: Words)."""

from __future__ import annotations

import pytest

from crisis_cli.domain import intents as i
from crisis_cli.domain.conditions import Unknown, Value
from crisis_cli.errors import UsageError
from tests.engine.builder import Night, do, fact, playbook

FACTS = (
    fact("product", "text"),
    fact("ill", "integer", min=0, max=99),
    fact("asked"),
    fact("where", "choice", choices={"north": "North", "south": "South"}),
)


def night() -> Night:
    return Night(playbook(do("one"), facts=FACTS))


def test_a_fact_is_recorded_with_its_source_its_time_and_who_said_so() -> None:
    run = night().wait("5m")
    run.act(i.RecordFact("ill", 3, "confirmed", "the hospital"), by="bert", ago="2m")
    record = run.run.fact("ill")
    assert record is not None
    assert (record.value, record.status, record.source, record.by) == (3, "confirmed", "the hospital", "bert")
    assert record.moment == run.t("3m")


def test_unknown_is_not_none() -> None:
    run = night().know("ill", 0)
    assert run.run.values()["ill"] == 0
    assert run.know("ill", None).run.values()["ill"] is Unknown.FACT
    assert run.run.values()["asked"] is Unknown.FACT


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ill", -1, "Expected 0 or more"),
        ("ill", 100, "Expected 99 or less"),
        ("ill", True, "Expected: integer"),
        ("ill", "three", "Expected: integer"),
        ("asked", 1, "Expected: boolean"),
        ("product", 5, "Expected: text"),
        ("where", "nort", 'Did you mean "north"?'),
        ("il", 3, 'Did you mean "ill"?'),
        ("ill", None, "has no value"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_was_expected(
    name: str, value: Value | None, said: str
) -> None:
    assert said in night().refusal(i.RecordFact(name, value, "confirmed"), kind=UsageError)


def test_a_status_is_one_of_three() -> None:
    assert "Expected one of unknown, unconfirmed, confirmed" in night().refusal(
        i.RecordFact("ill", 3, "sure"), kind=UsageError
    )


def test_a_note_says_something_and_may_be_private() -> None:
    run = night()
    assert "empty" in run.refusal(i.TakeNote(" "), kind=UsageError)
    run.act(i.TakeNote("the chairman is asleep", private=True))
    assert [note.private for note in run.run.notes.values()] == [True]
