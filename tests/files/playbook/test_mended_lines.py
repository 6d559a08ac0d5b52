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
    ],
)
def test_one_line_is_put_right(written: str, mended: str) -> None:
    fixed = fix_text(FRAME + written + "\n", look)

    assert fixed.text == FRAME + mended + "\n"
    assert not look(fixed.text)


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
