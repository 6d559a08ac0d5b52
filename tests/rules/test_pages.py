"""Every rule that any code can emit has a page, every page has a rule, and what the pages show is so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import crisis_cli
from crisis_cli.domain.findings import Severity
from crisis_cli.errors import UsageError
from crisis_cli.files.rule_pages import FAMILIES, page, pages, rule_names
from crisis_cli.rules import catalogue
from tests.rules.checked import checked, framed
from tests.rules.page_blocks import PAGES, Block, blocks

ROOT = Path(crisis_cli.__file__).parent
OUTPUTS = Path(__file__).parent.parent / "playbooks"
EMITTERS = {"error", "error_once", "warning", "advice", "Finding", "Need"}
"""The functions whose first argument is the name of a rule."""

ROOMS = ("files", "rules", "statements", "commands")
"""Where findings are made."""

RULE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
SHAPE = re.compile(
    r"# ([a-z0-9-]+)\n\n"
    r"(?:error|warning|hint) · (\w+): [^\n]+\.\n\n"
    r"(.+?)\n\n"
    r"## Bad\n\n.+```\n\n"
    r"## Good\n\n.+```\n",
    re.DOTALL,
)
RUN = [block for path in PAGES for block in blocks(path) if block.language == "yaml"]


def _rules_said(module: ast.Module) -> Iterator[str]:
    """The names of rules that a module can put into a finding, also by way of a local variable."""
    assigned = {
        target.id: node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in EMITTERS:
            rule = node.args[0]
            rule = assigned.get(rule.id, rule) if isinstance(rule, ast.Name) else rule
            values = [rule.body, rule.orelse] if isinstance(rule, ast.IfExp) else [rule]
            said = [value.value for value in values if isinstance(value, ast.Constant)]
            yield from (name for name in said if isinstance(name, str) and RULE.fullmatch(name))


@cache
def in_the_sources() -> frozenset[str]:
    sources = [
        path for room in ("files", "rules", "statements", "commands") for path in (ROOT / room).rglob("*.py")
    ]
    return frozenset(rule for path in sources for rule in _rules_said(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def in_the_catalogue() -> dict[str, str]:
    """Rule to family."""
    families = ("References", "Team", "Flow", "Promises", "Safety", "Care")
    return {
        rule.__module__.rsplit(".")[-1].replace("_", "-"): family
        for family in families
        for rule in getattr(catalogue, family.upper())
    }


def in_the_outputs() -> set[str]:
    outputs = [path.read_text(encoding="utf-8") for path in OUTPUTS.rglob("*.out")]
    return {rule for text in outputs for rule in re.findall(r"^\S+: (?:error|warning|hint) ([\w-]+)", text, re.M)}


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    emitted = in_the_sources() | in_the_catalogue().keys() | in_the_outputs()
    assert sorted(emitted - set(rule_names())) == [], "have no page"
    assert sorted(set(rule_names()) - emitted) == [], "are emitted by nothing"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_has_the_shape_of_all_pages(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = SHAPE.fullmatch(text)
    assert found is not None
    rule, family, why = found.groups()
    assert rule == path.stem
    assert family in FAMILIES
    assert in_the_catalogue().get(rule, family) == family
    assert 2 <= len(why.splitlines()) <= 14
    assert max(map(len, why.splitlines())) <= 80
    assert "```" not in why
    assert len(text.splitlines()) <= 60
    assert max(map(len, text.splitlines())) <= 110
    bad, good = page(rule).text.split("\n## Bad\n")[1].split("\n## Good\n")
    assert bad.strip() != good.strip(), "say in words what lies around it: a reader does not see the comments"
    assert {block.bad for block in blocks(path)} == {True, False}


@pytest.mark.parametrize("block", [block for block in RUN if block.bad], ids=str)
def test_the_bad_example_of_a_page_is_found_with_its_severity(block: Block) -> None:
    assert (block.rule, page(block.rule).severity) in {
        (one.rule, one.severity) for one in checked(framed(block.text), **block.around)
    }


@pytest.mark.parametrize("block", [block for block in RUN if not block.bad], ids=str)
def test_the_good_example_of_a_page_is_free_of_it_and_teaches_no_other_mistake(block: Block) -> None:
    found = checked(framed(block.text), **block.around)
    assert block.rule not in {one.rule for one in found}
    errors = {one.rule for one in found if one.severity is Severity.ERROR}
    # Where an example leaves things out, the frame refers to them in vain; a rule would then not be tried at all.
    tried_anyway = in_the_catalogue().get(block.rule, "Care") == "Care"
    assert errors <= ({"unknown-name"} if tried_anyway else set())


def test_no_two_pages_tell_the_same_story() -> None:
    told = [line for one in pages() for line in one.text.split("## Bad")[0].splitlines()[2:] if len(line) > 40]
    assert [line for line in told if told.count(line) > 1] == []


def test_the_pages_come_by_family_and_say_nothing_to_the_tests() -> None:
    found = [FAMILIES.index(one.family) for one in pages()]
    assert found == sorted(found)
    assert not any("<!--" in one.text for one in pages())


@pytest.mark.parametrize(
    ("typed", "hint"), [("alis", '"alias"'), ("xyzzy", "crisis explain"), ("../alias", "alias")]
)
def test_a_rule_that_does_not_exist_is_refused_with_the_nearest_one(typed: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        page(typed)
    assert typed in refused.value.message
    assert hint in refused.value.hint
