"""What a person reads: the finding, its line, a caret under the exact words, what to do, and a summary."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_cli.domain.findings import Finding, Place, Related, Severity
from crisis_cli.files.playbook.reader import read_playbook
from crisis_cli.ui.findings import Format, render
from crisis_cli.ui.findings.colour import wanted
from crisis_cli.ui.findings.result import Checked, summary
from crisis_cli.ui.findings.snippet import WIDTH, cell, excerpt
from crisis_cli.ui.findings.text import lines
from crisis_cli.ui.safe import safe
from tests.ui.findings.samples import ADVICE, HOSTILE, STALE, TEXT, UNKNOWN, at, checked

BAD = Path(__file__).parent.parent.parent / "playbooks" / "bad"


def shown(result: Checked, *, colour: bool = False, columns: int | None = None) -> str:
    return render(Format.TEXT, result, {}, colour=colour, columns=columns)


def marked(text: str, place: Place) -> tuple[str, str]:
    return excerpt(text, place, "^")


def test_a_finding_shows_its_line_the_other_end_and_what_to_do() -> None:
    assert shown(checked(UNKNOWN)) == (
        'error[unknown-name]: role "lgal" is not defined\n'
        " --> playbooks/site-down.yaml:7:11\n"
        "  |\n"
        "7 |     role: lgal\n"
        "  |           ^^^^\n"
        ' --> playbooks/site-down.yaml:4: "legal" is defined here\n'
        "  |\n"
        "4 |   legal: {title: Counsel}\n"
        "  |   -----\n"
        'help: did you mean "legal"?\n'
        "  = crisis explain unknown-name\n"
        "\n"
        "1 error in 1 of 12 files.\n"
    )


def test_numbers_of_two_lengths_stand_below_each_other() -> None:
    text = "\n".join(f"line {number}" for number in range(1, 120))
    finding = at(9, 1, 5)._replace(
        related=(Related("it is here", place=Place("a.yaml", 110, 1, 110, 5)),), rule="cycle"
    )
    block = shown(checked(finding, text=text)).splitlines()
    assert block[1:9] == [
        "   --> a.yaml:9:1",
        "    |",
        "  9 | line 9",
        "    | ^^^^",
        "   --> a.yaml:110: it is here",
        "    |",
        "110 | line 110",
        "    | ----",
    ]


def test_the_other_end_in_another_file_is_named_without_its_line() -> None:
    finding = UNKNOWN._replace(related=(Related("it is here", place=Place("team.yaml", 2, 1, 2, 5)),))
    assert " --> team.yaml:2: it is here\nhelp: " in shown(checked(finding))


def test_findings_come_in_the_order_of_their_files() -> None:
    said = shown(checked(UNKNOWN, STALE, ADVICE))
    assert re.findall(r"^(\w+)\[", said, re.MULTILINE) == ["hint", "warning", "error"]


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (checked(), "12 files: nothing found."),
        (checked(files=1), "1 file: nothing found."),
        (checked(UNKNOWN, files=1), "1 error in 1 file."),
        (checked(UNKNOWN, UNKNOWN, STALE, ADVICE), "2 errors, 1 warning, 1 hint in 2 of 12 files."),
        (checked(UNKNOWN, ADVICE, files=2), "1 error, 1 hint in 2 files."),
        (
            checked(not_checked=("who holds which role (no team file)", "contacts")),
            "12 files: nothing found. Not checked: who holds which role (no team file); contacts.",
        ),
    ],
)
def test_the_last_line_says_how_many_in_how_many_files_and_what_was_not_checked(
    result: Checked, said: str
) -> None:
    assert summary(result) == said
    assert shown(result).splitlines()[-1] == said


def test_the_check_fails_by_an_error_under_strict_by_a_warning_and_never_by_a_hint() -> None:
    assert checked(UNKNOWN, ADVICE).fails
    assert checked(STALE, strict=True).fails
    assert not checked(STALE).fails
    assert not checked(ADVICE, strict=True).fails
    assert not checked(strict=True).fails


def test_a_file_that_cannot_be_read_again_is_named_without_its_line() -> None:
    said = shown(replace(checked(UNKNOWN), sources=lambda _: None))
    assert "--> playbooks/site-down.yaml:7:11\n" in said
    assert "|" not in said


def test_a_finding_without_a_place_names_the_place_in_the_document() -> None:
    finding = UNKNOWN._replace(place=None, related=(Related("somewhere else"),))
    assert shown(checked(finding)).splitlines()[1:3] == [" --> steps.ask-them.role", " --> somewhere else"]


def test_the_lines_are_counted_as_an_editor_does() -> None:
    text = "a: one\u2028two\r\nb: \x0cthree\r\nc: four\r\n"
    assert "3 | c: four\n  |    ^^^^\n" in shown(checked(at(3, 4, 8), text=text))


def test_a_wide_character_gets_two_marks_and_an_accent_none() -> None:
    assert marked("a: 危機 x", Place("", 1, 4, 1, 6)) == ("a: 危機 x", "   ^^^^")
    assert marked("危機: now", Place("", 1, 5, 1, 8)) == ("危機: now", "      ^^^")
    assert marked("e\u0301te\u0301: now", Place("", 1, 8, 1, 11)) == ("e\u0301te\u0301: now", "     ^^^")


def test_a_tab_is_shown_as_spaces_and_the_mark_stands_below_it() -> None:
    assert marked("a:\tb", Place("", 1, 3, 1, 4)) == ("a:    b", "  ^^^^")
    assert marked("a:\tb", Place("", 1, 4, 1, 5)) == ("a:    b", "      ^")


def test_what_steers_a_terminal_is_shown_as_its_code() -> None:
    line, marks = marked("a: \x1b[2J\u202eb c", Place("", 1, 9, 1, 10))
    assert line == "a: \\x1b[2J\\u202eb c"
    assert line[marks.index("^")] == "b"


def test_of_several_lines_the_first_is_marked_to_its_end() -> None:
    assert "1 | playbook: site-down\n  |           ^^^^^^^^^\n" in shown(checked(at(1, 11, 3, end_line=4)))


@pytest.mark.parametrize("start", [0, 1, 39, 40, 41, 99, 100, 101, 5_000, 999_990])
def test_a_very_long_line_is_cut_around_the_words(start: int) -> None:
    text = f"{'a' * start}HERE{'b' * (1_000_000 - start)}"
    line, marks = marked(text, Place("", 1, start + 1, 1, start + 5))
    assert len(line) <= WIDTH
    assert "".join(one for one, mark in zip(line, marks, strict=False) if mark == "^") == "HERE"


def test_words_that_are_longer_than_the_screen_are_marked_as_far_as_they_are_shown() -> None:
    line, marks = marked("x" * 500, Place("", 1, 1, 1, 500))
    assert line == "x" * (WIDTH - 6) + "..."
    assert marks == "^" * (WIDTH - 6)


def test_a_place_behind_the_end_gets_one_mark() -> None:
    assert marked("ab", Place("", 1, 3, 1, 4)) == ("ab", "  ^")
    said = lines([at(99, 1, 2)], lambda _: TEXT)
    assert said == ["error[some-rule]: wrong", "  --> a.yaml:99:1", "   = crisis explain some-rule", ""]


@given(st.text(st.characters(exclude_characters="\n"), max_size=60), st.integers(0, 70), st.integers(1, 40))
def test_the_marks_are_as_wide_as_the_words_and_begin_where_they_do(text: str, start: int, length: int) -> None:
    line, marks = marked(text, Place("", 1, start + 1, 1, start + 1 + length))
    if line.endswith("..."):
        return  # cut: the tests above
    widths = [cell(letter)[1] for letter in text]
    pad = sum(widths[:start])
    assert marks == " " * pad + "^" * max(1, sum(widths[start : start + length]))


def test_two_hundred_findings_in_a_line_of_a_megabyte_take_no_time_to_cut() -> None:
    text = "危\x1b" * 500_000
    found = [at(1, column, column + 5_000) for column in range(1, 900_000, 4_500)]
    assert len(shown(checked(*found, text=text))) < 500_000


def test_only_one_file_is_read_and_each_once() -> None:
    asked: list[str] = []

    def source(file: str) -> str:
        asked.append(file)
        return "one\ntwo\nthree\n"

    def of(file: str, line: int) -> Finding:
        return Finding("r", Severity.ERROR, "m", place=Place(file, line, 1, line, 2))

    lines([of("b", 1), of("a", 1), of("b", 3), of("a", 2)], source)
    assert asked == ["a", "b"]


def test_nothing_from_a_file_moves_a_terminal() -> None:
    said = shown(checked(HOSTILE, text="\x1b[2J\u202e\x9b2J\x07"))
    assert said == safe(said)
    assert "\\x1b]52;c" in said


def test_with_colour_the_words_are_the_same() -> None:
    plain, coloured = shown(checked(UNKNOWN, STALE, ADVICE)), shown(checked(UNKNOWN, STALE, ADVICE), colour=True)
    assert "\x1b[1;31merror[unknown-name]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


@pytest.mark.parametrize(
    ("is_terminal", "environ", "expected"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, True),  # no-color.org: when not empty
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {}, False),
        (True, {"WT_SESSION": "1"}, True),
        (False, {"TERM": "xterm"}, False),
    ],
)
def test_colour_only_where_it_is_seen_and_welcome(
    is_terminal: bool, environ: dict[str, str], expected: bool
) -> None:
    assert wanted(is_terminal, environ) is expected


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_bad_playbook_can_be_shown(path: Path) -> None:
    loaded = read_playbook(path.read_bytes(), path.name)
    said = lines(loaded.findings, lambda _: loaded.text)
    assert all(line == safe(line) and "\n" not in line for line in said)
    assert sum(line.startswith(("error[", "warning[")) for line in said) == len(loaded.findings)


def test_concise_has_one_line_a_finding_and_nothing_else() -> None:
    said = render(Format.CONCISE, checked(UNKNOWN, STALE, HOSTILE), {}, colour=False).splitlines()
    assert len(said) == 3
    assert (
        'playbooks/site-down.yaml:7:11: error[unknown-name]: role "lgal" is not defined (did you mean "legal"?)'
    ) in said
    assert all(line == safe(line) for line in said)
    assert render(Format.CONCISE, checked(), {}, colour=False) == ""
