"""Which name was probably meant, and that asking costs little however many names there are."""

from __future__ import annotations

import difflib

import pytest

from crisis_cli.domain.nearest import nearest


@pytest.mark.parametrize(
    ("name", "meant"),
    [("lgal", "legal"), ("Legal", "legal"), ("fcat", "fact"), ("size_up", "size-up"), ("zzz", ""), ("", "")],
)
def test_the_name_that_was_meant(name: str, meant: str) -> None:
    few = ["legal", "fact", "size-up", "press", "coo"]
    assert nearest(name, few) == meant
    assert nearest(name, [*few, *(f"{n}-{n}-step" for n in range(500))]) == meant


def test_among_thousands_of_names_only_a_few_are_compared_letter_by_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0

    class Counted(difflib.SequenceMatcher[str]):
        def set_seq1(self, a: object) -> None:
            nonlocal compared
            compared += 1
            super().set_seq1(a)  # type: ignore[arg-type]

    monkeypatch.setattr(difflib, "SequenceMatcher", Counted)
    assert nearest("stepnumber-77", [f"step-number-{n}" for n in range(2_000)]) == "step-number-77"
    assert compared <= 40


def test_a_name_too_long_to_be_a_name_is_not_compared() -> None:
    assert nearest("a" * 65, ["a" * 64]) == ""
