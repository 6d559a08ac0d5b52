"""Every `bad/*.yaml` gives exactly the findings of the `.out` beside it, and every rule has such a file.

CRISIS_REGEN=1 writes the `.out` files anew: read what changed before you commit it.
"""

import os
import re
from pathlib import Path

import pytest

from crisis_cli import rules
from crisis_cli.domain.findings import Finding, show_route
from crisis_cli.files.playbook.reader import read_playbook
from crisis_cli.files.rule_pages import pages

BAD = Path(__file__).parent.parent / "playbooks" / "bad"
FAMILIES = {"Text", "Shape", "References", "Flow", "Safety"}
OF_SEVERAL_FILES = {"unreadable", "duplicate-playbook"}
"""Found where files are gathered, before or after one is read: the tests of `crisis validate` show them."""

FILES = sorted(BAD.glob("*.yaml"))


def shown(finding: Finding) -> str:
    where = f" ({show_route(finding.route)})" if finding.route else ""
    lines = [f"{finding.place}: {finding.severity} {finding.rule}{where}: {finding.message}"]
    lines += [f"    {finding.hint}"] if finding.hint else []
    lines += [f"    {f'{other.place}: ' if other.place else ''}{other.message}" for other in finding.related]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bad_playbook_is_refused_in_these_words(path: Path) -> None:
    findings = read_playbook(path.read_bytes(), path.name).findings
    found = "".join(shown(finding) for finding in findings)
    expected = path.with_suffix(".out")
    if os.environ.get("CRISIS_REGEN"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert found


def test_every_rule_of_reading_has_a_bad_playbook() -> None:
    """Or a bad team, scenario or watch file. The other rules are modules; each has its bad playbook with those."""
    modules = {path.stem.replace("_", "-") for path in Path(rules.__path__[0]).glob("*.py")}
    of_reading = {page.rule for page in pages() if page.family in FAMILIES} - modules - OF_SEVERAL_FILES
    found = {
        rule
        for path in BAD.parent.glob("bad*/*.out")
        for rule in re.findall(r": (?:error|warning) ([\w-]+)", path.read_text(encoding="utf-8"))
    }
    assert of_reading <= found


def test_no_finding_would_move_a_terminal_or_hide_in_it() -> None:
    for path in BAD.glob("*.out"):
        assert all(line.isprintable() for line in path.read_text(encoding="utf-8").splitlines()), path
