"""One line of a playbook that is nearly right: what `--fix` makes of it."""

from __future__ import annotations

import pytest

from crisis_cli.domain.findings import Finding
from crisis_cli.files.fixes import fix_text
from crisis_cli.files.playbook.reader import read_playbook

FRAME = """playbook: small
title: A small one
roles:
  lead: {title: Lead, deputy: second}
  second: {title: Second, deputy: lead}
facts:
  ill: {ask: "How many?", type: integer}
steps:
  - id: ask
    role: lead
    ask: "Is it over?"
    choices: {growing: "It grows", small: "It is small"}
"""
NO_BREAK = "\u00a0"


def look(text: str) -> tuple[Finding, ...]:
    return read_playbook(text, "small.yaml").findings


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        (f"    title:{NO_BREAK}Ask them", "    title: Ask them"),
        (f"    title: {NO_BREAK}{NO_BREAK}Ask them", "    title:   Ask them"),
        (f"{NO_BREAK * 4}title: Ask them", "    title: Ask them"),
        (f"  -{NO_BREAK}{{id: x, role:\u202flead, do: Look}}", "  - {id: x, role: lead, do: Look}"),
        (f"    required: true{NO_BREAK}", "    required: true"),
        (f"    within: 5m{NO_BREAK}", "    within: 5m"),
        (f"    title{NO_BREAK}: Ask them", "    title: Ask them"),
        (f"  - {{id: x, role: lead{NO_BREAK}, do: Look}}", "  - {id: x, role: lead, do: Look}"),
        ("  - {id: x, role: \u201clead\u201d, do: Look}", "  - {id: x, role: lead, do: Look}"),
        ("    within: 5 m", "    within: 5m"),
        ("    within: 20 min", "    within: 20m"),
        ("    by: 1w", "    by: 7d"),
        ("    by: 1h30", "    by: 1h30m"),
        ('    by: "2 hours and 5 minutes"', "    by: 2h5m"),
        (
            "    within: 5m\n    ladder: [after: 1m, page: second]",
            "    within: 5m\n    ladder: [{after: 1m, page: second}]",
        ),
        ("    required: yes", "    required: true"),
        ("    required: oui", "    required: true"),
        ("    required: Non", "    required: false"),
        ("review_by: 2027-5-3", "review_by: 2027-05-03"),
        ("review_by: 2027/05/03", "review_by: 2027-05-03"),
    ],
)
def test_one_line_is_put_right(written: str, mended: str) -> None:
    fixed = fix_text(FRAME + written + "\n", look)

    assert fixed.text == FRAME + mended + "\n"
    assert not look(fixed.text)


@pytest.mark.parametrize(
    "written",
    ["    by: 5M", "    by: 5x", "    by: 5m 1h", "    by: 18:00", "review_by: 2027-02-30", "review_by: 3/5/2027"],
)
def test_what_could_mean_two_things_is_left_to_a_person(written: str) -> None:
    (found,) = look(FRAME + written + "\n")

    assert not found.fix
    assert found.hint


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("    if: {ask: small}", 'did you mean "when"?'),
        ("    deadline: 5m", 'did you mean "within"?'),
        ("    chanels: [x]", '"channels" is a field of a statement'),
        ("    kept_by: x", '"kept_by" is a field of a promise'),
        ("    after: start", 'the first step needs no "after"'),
        ("    after: one, two", "write [one, two]"),
        ("  - {id: x, role: secnd, do: Look}", 'did you mean "second"?'),
        ("  - {id: x, role: legal, do: Look}", "write one of: lead, second"),
        ("  - {id: x, role: lead, do: Look, calmly}", "put the whole text that has the comma in quotes"),
        ("  - {id: x, who: lead, do: Look}", 'did you mean "role"?'),
        ("  - {id: x, role: lead, task: Look}", 'did you mean "do"?'),
        ("    when: ask = small", "write {ask: small}"),
        ("    when: ask is small", "write {ask: small}"),
        ("    when: ill >= 3", "write {ill: {at_least: 3}}"),
        ("    by: 18:00", "write how long, such as 20m or 2h"),
        ("    phase: 18:00", 'write "18:00" in double quotes'),
        ("    by: 5", "write 5m for minutes or 5s for seconds"),
        ("    by: 1w", "write 7d"),
    ],
)
def test_one_line_has_the_words_that_help(written: str, hint: str) -> None:
    (found,) = look(FRAME + written + "\n")

    assert found.hint.startswith(hint)


def test_a_choice_in_braces_that_a_comma_cuts_is_one_finding() -> None:
    (found,) = look(FRAME.replace('"It grows"', "It grows, and fast"))

    assert found.message == 'a comma ends the text in braces, so "and fast" stands here by itself'


def test_a_name_with_an_accent_is_renamed_once_and_not_told_of_at_every_use() -> None:
    text = FRAME.replace("second:", "deuxième:").replace("deputy: second", "deputy: deuxieme")

    (found,) = look(text)

    assert found.hint == "write deuxieme, here and wherever it is named"


def test_of_several_names_that_are_equally_near_none_is_proposed() -> None:
    more = "  second-by-day: {title: Day}\n  second-by-night: {title: Night}\n  other:"
    text = FRAME.replace("  second:", more)

    (found,) = look(text)

    assert found.hint == "write one of: lead, second-by-day, second-by-night, other"


@pytest.mark.parametrize(
    ("type_", "meant"), [("date", "time"), ("number", "integer"), ("bool", "boolean"), ("choise", "choice")]
)
def test_a_type_of_another_name_is_known(type_: str, meant: str) -> None:
    (found,) = look(FRAME.replace("type: integer", f"type: {type_}"))

    assert found.hint == f'did you mean "{meant}"?'


@pytest.mark.parametrize(
    "written",
    [
        f'    title: "Crise{NO_BREAK}: attention, dire:{NO_BREAK}oui"',
        f"    title: Dire, calmement:{NO_BREAK}oui",
        f"    guidance: |\n      Attention:{NO_BREAK}oui\n      -{NO_BREAK}un",
    ],
)
def test_a_no_break_space_in_a_text_is_part_of_the_text(written: str) -> None:
    assert not look(FRAME + written + "\n")
