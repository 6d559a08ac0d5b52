"""Two proofs compared, in words short enough for a pull request."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crisis_cli.domain.playbook import Playbook
from crisis_cli.ui.proof.against import compare
from crisis_cli.ui.proof.markdown import as_markdown
from crisis_cli.ui.proof.page import page
from crisis_cli.ui.proof.proven import prove
from tests.proof.plans import minutes, when
from tests.ui.proof.books import BOOKS, kept


def changes(before: Playbook, now: Playbook) -> list[str]:
    return compare("main", prove(before), prove(now)).lines()


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (kept(), kept(draft=10), "! first_statement: 27 -> 29 min (2 min less to spare)"),
        (kept(), kept(draft=5), "+ first_statement: 27 -> 24 min (3 min more to spare)"),
        (kept(), kept(), "= first_statement: 27 min as before"),
        (
            kept(),
            kept(draft=14),
            "! first_statement: kept -> LATE, 27 -> 33 min (3 min TOO LATE, 6 min worse)",
        ),
        (kept(draft=14), kept(), "+ first_statement: LATE -> kept, 33 -> 27 min (6 min more to spare)"),
        (
            kept(draft=18),
            kept(draft=14),
            "+ first_statement: 37 -> 33 min (3 min TOO LATE, 4 min better)",
        ),
        (
            kept(),
            kept(within=40),
            "+ first_statement: 27 min as before (10 min more to spare), promised within 30 min -> 40 min",
        ),
        (
            kept(),
            BOOKS["endless"],
            "! first_statement: kept -> NO END",
        ),
        (BOOKS["endless"], kept(), "+ first_statement: NO END -> kept, 3 min to spare"),
        (kept(), BOOKS["tangled"], "! first_statement: kept -> TANGLED"),
        (kept(), BOOKS["never-owed"], "! first_statement: kept -> not owed"),
    ],
)
def test_a_change_is_said_in_minutes_and_verdicts(before: Playbook, now: Playbook, said: str) -> None:
    (line,) = changes(before, now)
    assert line == said


def test_promises_that_are_new_or_gone_are_named() -> None:
    old, new = kept(), kept()
    (only,) = new.promises.values()
    new = replace(new, promises={"holding": only._replace(name="holding", within=minutes(35))})
    assert changes(old, new) == [
        "+ holding: new, kept, 8 min to spare",
        "! first_statement: GONE, was kept, 3 min to spare",
    ]


def test_an_answer_on_which_nothing_is_owed_any_more_is_named_though_the_minutes_are_the_same() -> None:
    new = kept()
    steps = dict(new.steps)
    steps["write"] = steps["write"]._replace(when=when({"size-up": "crisis"}))
    (line,) = changes(kept(), replace(new, steps=steps))
    assert line == "! first_statement: 27 min as before; on size-up: growing NOT OWED any more"


def test_days_are_compared_without_minutes() -> None:
    book = BOOKS["days"]
    steps = dict(book.steps)
    steps["find-out"] = steps["find-out"]._replace(within=minutes(24 * 60))
    (line,) = changes(book, replace(book, steps=steps))
    assert line == "+ what_we_found: 2d1h35m -> 1d1h35m (1d more to spare)"


def test_the_comparison_stands_in_the_page_and_in_the_comment() -> None:
    old, new = prove(kept()), prove(kept(draft=14))
    against = compare("origin/ma|in <b>", old, new)
    said = "! first_statement: kept -> LATE, 27 -> 33 min (3 min TOO LATE, 6 min worse)"
    text = [line.text for line in page(new, 100, against)]
    assert text[3:5] == ["Against origin/ma|in <b>", f"  {said}"]
    comment = as_markdown(new, against).splitlines()
    assert comment[4:7] == ["Against `origin/ma|in <b>`:", "", f"- {said}".replace("_", r"\_").replace(">", r"\>")]
