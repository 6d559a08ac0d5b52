"""Plain mode: lines that are only added, commands typed on a line."""

from __future__ import annotations

from tests.commands.conftest import Crisis


def test_commands_are_typed_without_the_word_crisis_and_mean_this_run(crisis: Crisis) -> None:
    crisis("run", "blank", "--plain", "--no-keeper")
    ran = crisis(
        "run",
        "product-contamination",
        "--plain",
        "--no-keeper",
        typed='answer size-up crisis\nnote "called the plant"\ncrisis fact people_ill 3\nnonsense\n',
    )
    assert "called the plant" in ran.out
    assert "people ill: 3" in ran.out
    assert "nonsense" in ran.err
    assert ran.code == 0


def test_coming_back_says_what_happened_meanwhile(crisis: Crisis) -> None:
    crisis.begin("blank")
    crisis("note", "the plant called", "--as", "ana")
    ran = crisis("board", "--plain", "--no-keeper")
    assert "While you were away:" in ran.out
    assert "the plant called" in ran.out.split("YOUR TURN")[0]


def test_a_missing_quotation_mark_is_said_and_loses_nothing(crisis: Crisis) -> None:
    ran = crisis("run", "blank", "--plain", "--no-keeper", typed='note "half\nnote whole\n')
    assert "quotation mark" in ran.err
    assert "whole" in ran.out


def test_two_runs_at_once_are_told_apart(crisis: Crisis) -> None:
    first = crisis.begin("blank")
    crisis("run", "mass-delays", "--plain", "--no-keeper")
    assert f"--incident {first}" in crisis("board", "--plain", "--no-keeper", "--incident", first).out
