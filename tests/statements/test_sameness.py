"""The share of a text that is its template: what counts, what does not, the simulation's figures, any size."""

from __future__ import annotations

import time

import pytest

from crisis_cli.domain.findings import Severity
from crisis_cli.statements.sameness import Share, check_sameness, template_share
from crisis_cli.statements.written import Written

TEMPLATE = "We know how much you rely on us, and we are doing all we can. Write to us at any time."
MODELE = "Nous savons combien vous comptez sur nous, et nous faisons tout ce que nous pouvons."


def shown(final: str, share: Share) -> list[str]:
    return [final[start:end] for start, end in share.runs]


def test_the_template_itself_is_all_template_and_another_text_is_none() -> None:
    assert template_share(TEMPLATE, TEMPLATE).share == 1.0
    assert template_share("I was at the plant this morning. It was our fault.", TEMPLATE) == Share(0.0, ())
    assert template_share("", TEMPLATE) == Share(0.0, ())


@pytest.mark.parametrize(
    ("final", "run"),
    [
        ("I say: we KNOW how much you rely", "we KNOW how much you rely"),
        ("All we can. “Write to us” is all I say", "All we can. “Write to us"),  # across the join of two sentences
    ],
)
def test_five_words_in_a_row_count_whatever_their_capitals_and_marks(final: str, run: str) -> None:
    share = template_share(final, TEMPLATE)
    assert shown(final, share) == [run]


def test_four_words_in_a_row_do_not_count() -> None:
    assert template_share("But we know how much it hurts", TEMPLATE).share == 0.0


def test_french_with_a_curly_apostrophe_and_split_accents_is_the_same_french() -> None:
    template = "Aujourd'hui l'équipe a arrêté la ligne."
    assert template_share("Aujourd’hui l’e\u0301quipe a arre\u0302te\u0301 la ligne.", template).share == 1.0
    assert 0 < template_share(f"{MODELE} Je vous demande pardon, à vous tous.", MODELE).share < 1


def test_the_values_of_facts_are_taken_out_of_both_texts() -> None:
    template = "We recall Berry Oat 500 g from today."
    with_value = template_share("We recall Berry Oat 500 g from today on.", template, ("Berry Oat 500 g",))
    without = template_share("We recall it from today on.", template, ("Berry Oat 500 g",))
    assert (with_value.share, without.share) == (0.0, 0.0)  # "we recall from today" are four words
    assert (
        template_share(
            "Please return Berry Oat to every one", "Please return it to every one", ("Berry Oat", "it")
        )[0]
        == 1.0
    )


def test_lines_that_the_law_requires_do_not_count_with_or_without_their_mark() -> None:
    law = "Recall under Article 14 of the food law: return the product."
    own = "I was at the plant this morning."
    template = f"{TEMPLATE}\n[legal] {law}"
    assert template_share(f"{own}\n{law}", template).share == 0.0
    assert template_share(f"{own}\n[legal] {law}", template).share == 0.0
    assert template_share(f"{own}\n[legal] {law}", law).share == 0.0
    assert template_share(f"{own}\n{law}", f"{TEMPLATE}\n{law}").share > 0.5


OLD_WORDS = 8
NEW_WORDS = (22, 23, 25, 26, 24, 24, 26, 27)
"""Words of a template's sentence, and of those put in place of the first eight. How long they were in the
simulation is not recorded: these lengths are chosen so that its shares come out, and show what that takes."""


def replaced(count: int, lengths: tuple[int, ...]) -> float:
    template = [" ".join(f"t{one}w{word}" for word in range(OLD_WORDS)) + "." for one in range(12)]
    own = [" ".join(f"o{one}w{word}" for word in range(lengths[one])) + "." for one in range(count)]
    return round(template_share(" ".join(own + template[count:]), " ".join(template)).share, 2)


@pytest.mark.parametrize(("count", "share"), [(0, 1.00), (2, 0.64), (4, 0.40), (6, 0.25), (8, 0.14)])
def test_the_shares_of_the_simulation_come_out_with_new_sentences_three_times_as_long(
    count: int, share: float
) -> None:
    assert replaced(count, NEW_WORDS) == share


@pytest.mark.parametrize(("count", "share"), [(2, 0.83), (4, 0.67), (6, 0.50), (8, 0.33), (12, 0.00)])
def test_new_sentences_as_long_as_the_old_leave_their_plain_share(count: int, share: float) -> None:
    assert replaced(count, (OLD_WORDS,) * 12) == share


def findings(share: float, **options: object) -> list[Severity]:
    final = "one two three four five six"
    found = check_sameness(Written("t.txt", final, "en"), Share(share, ((0, 23),)), **options)  # type: ignore[arg-type]
    return [one.severity for one in found]


def test_the_thresholds_are_an_error_a_warning_and_nothing() -> None:
    assert findings(0.61) == [Severity.ERROR]
    assert findings(0.60) == [Severity.WARNING]
    assert findings(0.30) == []
    assert findings(0.61, signed=False) == [Severity.WARNING]
    assert findings(1.0, exempt=True) == []
    assert findings(0.61, block=0.9, warn=0.7) == []
    assert findings(0.25, warn=0.2) == [Severity.WARNING]


def test_the_finding_shows_the_runs_themselves() -> None:
    final = f"I am sorry.\n{TEMPLATE}"
    written = Written("t.txt", final, "en")
    (found,) = check_sameness(written, template_share(final, TEMPLATE))
    assert found.rule == "template-share"
    assert "%" in found.message
    assert found.place is not None
    assert (found.place.line, found.place.column) == (2, 1)
    assert found.related[0].message.startswith('from the template: "We know how much you rely')


@pytest.mark.parametrize(
    ("final", "template", "values"),
    [
        ("word " * 5_000, "word " * 5_000, ("word word",)),
        ("a b " * 12_500, "a b " * 12_500, tuple("a b " * count for count in range(1, 60))),
        (" ".join(map(str, range(5_000))), " ".join(map(str, range(5_000))), ()),
        ("[legal] x\n" * 10_000, "[legal] x\n" * 10_000, ()),
    ],
    ids=("one-word", "many-values", "all-the-same", "all-legal"),
)
def test_a_hostile_text_takes_no_long_time(final: str, template: str, values: tuple[str, ...]) -> None:
    begin = time.perf_counter()
    template_share(final, template, values)
    assert time.perf_counter() - begin < 4
