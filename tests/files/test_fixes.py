"""What has one right answer is put right, the rest of the file stays byte for byte, and nothing gets worse."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_cli.domain.findings import Edit, Finding, Place, Severity
from crisis_cli.errors import CrisisError, SurroundingsFailed, UsageError
from crisis_cli.files import fixes
from crisis_cli.files.fixes import Fixed, fix_file, fix_text
from crisis_cli.files.ignores import ignored_in_yaml
from crisis_cli.files.playbook.reader import read_playbook

BAD = """playbook: small
Title: A small one
owner: 0451234567
roles:
  lead: {title: Is it me?, deputy: Second-Lead}
  second_lead: {title: Second, deputy: lead}
facts:
  ill: {ask: "How many?", type: integer, min: "0", required: 'true'}
statements:
  word:
    template: word
    speaker: lead
    approvals: [lead]
    channels:
      - x
      - website
      - x
steps:
  - id: ask
    role: LEAD
    ask: "Is it over?"
    choices: {Growing: "It grows", small: "It is small"}
  - {id: tell, when: {ask: growing}, role: lead, notify: [lead, second_lead, lead]}
  - id: end
    when: {ask: small}
    role: lead
    do: on  # crisis: ignore[late-promise] because of old
"""

GOOD = """playbook: small
title: A small one
owner: "0451234567"
roles:
  lead: {title: "Is it me?", deputy: second_lead}
  second_lead: {title: Second, deputy: lead}
facts:
  ill: {ask: "How many?", type: integer, min: 0, required: true}
statements:
  word:
    template: word
    speaker: lead
    approvals: [lead]
    channels:
      - x
      - website
steps:
  - id: ask
    role: lead
    ask: "Is it over?"
    choices: {Growing: "It grows", small: "It is small"}
  - {id: tell, when: {ask: Growing}, role: lead, notify: [lead, second_lead]}
  - id: end
    when: {ask: small}
    role: lead
    do: "on"
"""


def look(text: str) -> Sequence[Finding]:
    """As validate does: what reading finds, and what is wrong with the ignores."""
    loaded = read_playbook(text, "p.yaml")
    found = ignored_in_yaml(
        loaded.findings, loaded.text, loaded.places, rules=("late-promise",), refused=loaded.findings
    )
    return found.kept


def plain(text: str) -> Sequence[Finding]:
    return read_playbook(text, "p.yaml").findings


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_everything_with_one_right_answer_is_put_right_at_once(ending: str) -> None:
    fixed = fix_text(BAD.replace("\n", ending), look)
    assert fixed.text == GOOD.replace("\n", ending)
    assert (fixed.count, fixed.left) == (12, 0)
    assert fix_text(fixed.text, look) == Fixed(fixed.text, 0, 0)


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("title:\tA\n", "title: A\n"),
        ("title: A\tB\t\n", "title: A B\n"),
        ("title: \ufeffA\ufeff\n", "title: A\n"),
        ('title: {{"x"?, y: 1}}\n', None),
        ("\ttitle: A\n", None),
        ("title: A #1\n", None),
        ("title: !word A\n", None),
        ("title: |\n  12:30\n", None),
        ("titel: A\n", None),
    ],
)
def test_only_what_has_one_answer_has_a_fix(bad: str, good: str | None) -> None:
    text = f"playbook: small\n{bad}"
    findings = plain(text)
    assert findings
    if good is None:
        assert not any(one.fix for one in findings if one.rule != "missing-key")
    else:
        assert fix_text(text, plain).text == f"playbook: small\n{good}"


@pytest.mark.parametrize(
    "line",
    [
        "roles: {lead: {title: a}, Lead: {title: b}}\nsteps: [{id: x, role: LEAD, do: y}]",  # two that it could be
        "title: A\nTitle: B",  # the right one is there already
        "steps: [{id: x, role: lead, do: y, notify: [lead,   # one\n   lead]}]",  # a comment between the two
        "statements: {s: {channels: [&a x, x]}}",
    ],
)
def test_what_could_mean_two_things_is_left_to_a_person(line: str) -> None:
    rules = ("unknown-name", "unknown-key", "duplicate")
    text = f"playbook: small\n{line}\n"
    assert not any(one.fix for one in plain(text) if one.rule in rules[: 2 if "&a" in line else 3])
    fixed = fix_text(text, plain)
    assert len(plain(fixed.text)) <= len(plain(text))


def test_a_text_with_quotes_of_its_own_keeps_them() -> None:
    text = "playbook: small\nsteps: [{id: a, do: Is it 'me' or \"you\"?}]\n"
    fixed = fix_text(text, plain).text
    assert "do: 'Is it ''me'' or \"you\"?'" in fixed
    old, new = (read_playbook(one, "p.yaml").playbook for one in (text, fixed))
    assert old is not None
    assert new is not None
    assert [step.title for step in old.steps.values()] == [step.title for step in new.steps.values()]


def test_a_fix_that_brings_up_another_error_is_left_and_the_others_done() -> None:
    text = "playbook: small\ntitle: 12:30\nowner: A\n"
    place = Place("p.yaml", 3, 1, 3, 6)

    def misled(text: str) -> Sequence[Finding]:
        wrong = Finding("late-promise", Severity.ERROR, "w", place=place, fix=(Edit(place, "ownre"),))
        return [*plain(text), *([wrong] if "owner" in text else [])]

    fixed = fix_text(text, misled)
    assert fixed.text == text.replace("12:30", '"12:30"')
    assert (fixed.count, fixed.left) == (1, 1)


def test_edits_that_overlap_or_lie_outside_are_not_carried_out() -> None:
    def place(line: int, column: int, end: int) -> Place:
        return Place("p.yaml", line, column, line, end)

    places = [place(1, 1, 3), place(1, 2, 4), place(9, 1, 2), place(1, 99, 100), place(1, 3, 2), place(0, 1, 1)]

    def found(text: str) -> Sequence[Finding]:
        spoilt = [Finding("r", Severity.ERROR, str(one), place=one, fix=(Edit(one, "X"),)) for one in places]
        return spoilt if text == "abcdef\n" else spoilt[1:]

    assert fix_text("abcdef\n", found) == Fixed("Xcdef\n", 1, 5)


FIXABLE = [one for one in look(BAD) if one.fix]


@given(st.sets(st.integers(0, len(FIXABLE) - 1)))
def test_any_of_the_fixes_alone_or_together_leave_the_rest_as_it_was(chosen: set[int]) -> None:
    wanted = {(FIXABLE[at].rule, FIXABLE[at].message) for at in chosen}

    def some(text: str) -> Sequence[Finding]:
        return [one if (one.rule, one.message) in wanted else one._replace(fix=()) for one in look(text)]

    fixed = fix_text(BAD, some)
    left = sorted((one.rule, one.message) for one in look(fixed.text))
    assert left == sorted((one.rule, one.message) for one in look(BAD) if (one.rule, one.message) not in wanted)
    assert fixed.left == 0


@given(st.text(alphabet="a:-#[]{}?\"'\t\n\r x1,\ufeff", max_size=60))
def test_no_text_gets_worse_or_fails(text: str) -> None:
    whole = f"playbook: small\n{text}"
    fixed = fix_text(whole, look)
    before, after = (
        {(one.rule, one.message) for one in look(t) if one.severity is Severity.ERROR} for t in (whole, fixed.text)
    )
    assert after <= before
    letters = re.compile(r"[\s\"'\ufeff]")
    if fixed.count and not {"duplicate", "unknown-key", "unknown-name"} & {rule for rule, _ in before}:
        assert letters.sub("", fixed.text) == letters.sub("", whole)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "p.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + BAD.replace("\n", "\r\n").encode())
    return file


def test_a_file_keeps_its_mark_its_line_ends_and_its_rights(path: Path) -> None:
    path.chmod(0o640)
    assert fix_file(path, look).count == 12
    assert path.read_bytes() == b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(path.parent.glob("*p.yaml*")) == [path]


def test_a_file_with_nothing_to_put_right_is_not_touched(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    before = path.stat()
    assert fix_file(path, look) == Fixed(GOOD, 0, 0)
    assert path.stat().st_ino == before.st_ino
    assert path.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.skipif(sys.platform == "win32", reason="needs links without special rights")
def test_a_link_is_followed_and_stays_a_link(path: Path) -> None:
    link = path.parent / "link.yaml"
    link.symlink_to(path)
    assert fix_file(link, look).count == 12
    assert link.is_symlink()
    assert path.read_bytes().endswith(b'do: "on"\r\n')


def test_a_file_that_somebody_changes_meanwhile_is_left_alone(path: Path) -> None:
    def slow(text: str) -> Sequence[Finding]:
        path.write_text("mine", encoding="utf-8")
        return look(text)

    with pytest.raises(SurroundingsFailed, match="changed by somebody"):
        fix_file(path, slow)
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("data", [b"caf\xe9: 12:30", "title: 12:30".encode("utf-16"), b"a: 12:30\n" * 200_000])
def test_what_is_no_text_is_left_alone(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert fix_file(path, look).count == 0
    assert path.read_bytes() == data


def test_what_is_no_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        fix_file(tmp_path, look)
    with pytest.raises(CrisisError):
        fix_file(tmp_path / "none.yaml", look)


def test_a_file_that_cannot_be_written_is_said_and_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise SurroundingsFailed("the disk is full")

    monkeypatch.setattr(fixes, "replace_file", refuse)
    with pytest.raises(SurroundingsFailed):
        fix_file(path, look)
    assert path.read_bytes() == before


def test_one_wrong_choice_in_several_conditions_is_one_finding_that_puts_all_of_them_right() -> None:
    text = "playbook: small\ntitle: A small one\nroles: {lead: {title: Lead}}\nsteps:\n  - {id: how, role: lead, "
    text += 'ask: "How?", choices: {growing: "It grows", small: "It is small"}, within: 3m}\n'
    for name in ("a", "b", "c"):
        text += f"  - {{id: {name}, role: lead, do: Go, when: {{how: Growing}}, within: 3m}}\n"

    def look(text: str) -> Sequence[Finding]:
        return read_playbook(text, "small.yaml").findings

    (found,) = look(text)
    assert len(found.fix) == 3
    assert found.related[-1].message == "the same in lines 7, 8"
    fixed = fix_text(text, look)
    assert fixed.text == text.replace("Growing", "growing")
