"""Every `bad_rules/*.yaml` gives exactly the findings of the `.out` beside it.

CRISIS_REGEN=1 writes the `.out` files anew: read what changed before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crisis_cli.domain.findings import Finding, show_route
from tests.rules.checked import FRAME, checked
from tests.rules.page_blocks import surroundings

FOLDER = Path(__file__).parent.parent / "playbooks"
BAD = sorted((FOLDER / "bad_rules").glob("*.yaml"))
GOOD = sorted((FOLDER / "good").glob("*.yaml"))


def shown(finding: Finding) -> str:
    where = f" ({show_route(finding.route)})" if finding.route else ""
    lines = [f"{finding.place}: {finding.severity} {finding.rule}{where}: {finding.message}"]
    lines += [f"    {finding.hint}"] if finding.hint else []
    lines += [f"    {other.place}: {other.message}" for other in finding.related]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_playbook_is_refused_in_these_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = "".join(shown(finding) for finding in checked(text, path.name, **surroundings(text)))
    expected = path.with_suffix(".out")
    if os.environ.get("CRISIS_REGEN"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert found


def test_the_frame_of_the_pages_is_clean() -> None:
    assert checked(FRAME) == []
