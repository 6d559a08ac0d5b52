"""Findings on a narrow terminal: words whole, the caret below what it marks, and a pipe that gets one line."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_cli.domain.findings import Finding, Place, Related, Severity
from crisis_cli.ui.findings import Format, render
from crisis_cli.ui.findings.snippet import cell, excerpt
from crisis_cli.ui.findings.wrapping import columns_of, wrapped
from tests.ui.findings.samples import STALE, UNKNOWN, checked

LINE = (
    "  holding: {template: holding, speaker: ceo, approvals: [{any: [ceo, coo]}, legla], channels: [x, website]}"
)
AT = LINE.index("legla") + 1
LONG = Finding(
    "unknown-name",
    Severity.ERROR,
    'role "legla" is not defined, and what follows from that is said here at some length for a narrow screen',
    "write one of the roles that are defined: lead, duty-manager, ceo, coo, legal, or define this one too",
    place=Place("a.yaml", 12, AT, 12, AT + 5),
    related=(
        Related(
            "the roles are defined here, and there are more of them than one would think",
            (),
            Place("a.yaml", 12, 3, 12, 10),
        ),
    ),
)
TEXT = "\n" * 11 + LINE


def shown(*findings: Finding, columns: int | None, colour: bool = False, text: str = TEXT) -> list[str]:
    return render(Format.TEXT, checked(*findings, text=text), {}, colour=colour, columns=columns).splitlines()


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    assert max(map(len, shown(LONG, UNKNOWN, STALE, columns=columns))) <= columns


def test_sentences_break_between_words_and_go_on_indented() -> None:
    said = shown(LONG, columns=60)
    assert said[:3] == [
        'error[unknown-name]: role "legla" is not defined, and what',
        "  follows from that is said here at some length for a narrow",
        "  screen",
    ]
    start = said.index("help: write one of the roles that are defined: lead,")
    assert said[start + 1] == "      duty-manager, ceo, coo, legal, or define this one too"
    related = next(line for line in said if "a.yaml:12: the roles" in line)
    assert said[said.index(related) + 1].startswith("      ")


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_the_caret_stands_below_its_words_on_any_terminal(columns: int) -> None:
    said = shown(LONG, columns=columns)
    marks = next(line for line in said if "^" in line)
    above = said[said.index(marks) - 1]
    assert above[marks.index("^") : marks.rindex("^") + 1] == "legla"


def test_into_a_pipe_every_sentence_is_one_line() -> None:
    said = shown(LONG, columns=None)
    assert said[0] == f"error[unknown-name]: {LONG.message}"
    assert f"help: {LONG.hint}" in said


def test_with_colour_the_lines_break_at_the_same_words() -> None:
    coloured = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in shown(LONG, columns=50, colour=True)]
    assert coloured == shown(LONG, columns=50)


def test_a_list_that_belongs_to_the_message_is_lines_without_an_excerpt_and_one_sentence_elsewhere() -> None:
    steps = (
        Related("0-5m   size-up  5m", place=Place("a.yaml", 2, 1, 2, 3), listed=True),
        Related("5m-9m  write    4m", place=Place("a.yaml", 12, 1, 12, 3), listed=True),
    )
    late = Finding(
        "late-promise", Severity.ERROR, "too late", "less", place=Place("a.yaml", 12, 3, 12, 10), related=steps
    )
    said = shown(late, columns=80)
    start = said.index("     0-5m   size-up  5m (line 2)")
    assert said[start + 1 :][:2] == ["     5m-9m  write    4m (line 12)", "help: less"]
    concise = render(Format.CONCISE, checked(late), {})
    assert concise == "a.yaml:12:3: error[late-promise]: too late: 0-5m size-up 5m, 5m-9m write 4m (less)\n"
    assert '"related": [{"message": "0-5m size-up 5m"' in render(Format.JSON, checked(late), {})
    for form in (Format.GITHUB, Format.GITLAB, Format.SARIF):
        assert "too late: 0-5m size-up 5m, 5m-9m write 4m" in render(form, checked(late), {})


@given(st.text(st.characters(exclude_characters="\n"), max_size=300), st.integers(0, 300), st.integers(17, 120))
def test_a_line_is_never_shown_wider_than_there_is_room(text: str, start: int, width: int) -> None:
    line, marks = excerpt(text, Place("", 1, start + 1, 1, start + 5), "^", width)
    assert len(marks) <= width
    assert sum(cell(letter)[1] for letter in line) <= width


@given(st.lists(st.text("ab危é", min_size=1, max_size=12)), st.integers(20, 60), st.integers(0, 6))
def test_wrapping_loses_no_word_and_keeps_to_the_columns(words: list[str], columns: int, indent: int) -> None:
    line = " ".join(words)
    parts = wrapped(line, columns, indent)
    assert " ".join(part.strip() for part in parts) == line
    for part in parts:
        assert sum(cell(letter)[1] for letter in part) <= columns or " " not in part.strip()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_says_how_wide_it_is_or_is_taken_for_eighty_and_a_pipe_has_no_width() -> None:
    assert columns_of(io.StringIO(), {"COLUMNS": "60"}) is None
    assert columns_of(Terminal(), {"COLUMNS": "60"}) == 60
    assert columns_of(Terminal(), {"COLUMNS": "3"}) == 20
    assert columns_of(Terminal(), {"COLUMNS": "wide"}) == 80
    assert columns_of(Terminal(), {}) == 80
