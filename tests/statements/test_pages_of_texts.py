"""The pages of gaps, elements and stock phrases show what is so: the bad text has it, the good one does not."""

from __future__ import annotations

import pytest

from crisis_cli.domain.findings import Finding
from crisis_cli.files.lexicon import lexicon
from crisis_cli.files.rule_pages import page
from crisis_cli.statements import gaps, phrases
from crisis_cli.statements.elements import Kind, Known, missing
from crisis_cli.statements.headings import check_headings
from crisis_cli.statements.legal import check_legal_marks
from crisis_cli.statements.written import Written
from tests.rules.page_blocks import PAGES, Block, blocks

FAMILIES = {"Gaps", "Elements"}
BLOCKS = [
    block
    for path in PAGES
    if page(path.stem).family in FAMILIES or path.stem == "stock-phrases"
    for block in blocks(path)
]


def checked(text: str) -> list[Finding]:
    written = Written("text.txt", text, "en")
    open_ = Known(anchors={"what_happened": ["no such thing"]}, is_open=True)
    return [
        *check_headings(written),
        *check_legal_marks(written),
        *gaps.find(written),
        *phrases.find(written, lexicon("en")),
        *missing(written, lexicon("en"), Kind.APOLOGY, open_),
    ]


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_the_examples_of_a_page_are_so(block: Block) -> None:
    found = {finding.rule: finding.severity for finding in checked(block.text)}
    assert (block.rule in found) == block.bad
    assert found.get(block.rule, page(block.rule).severity) is page(block.rule).severity
    if not block.bad:
        assert not [rule for rule in found if not rule.startswith("missing-")], "teaches another mistake"


def test_every_rule_of_these_families_has_its_examples() -> None:
    assert len({block.rule for block in BLOCKS}) == 15
