"""The page of every rule: a Markdown file a rule, packed beside the rules that it explains."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import crisis_cli
from crisis_cli.domain import phrases
from crisis_cli.domain.findings import RulePage, Severity
from crisis_cli.errors import UsageError

FOLDER = Path(crisis_cli.__file__).parent / "rules" / "pages"

FAMILIES = (
    *("Text", "Shape", "References", "Flow", "Promises", "Safety", "Care"),
    *("Templates", "Ignores", "Team", "Accounts", "Scenario", "Watch"),
    *("Gaps", "Facts", "Elements", "Channel", "Sameness"),
)
"""In the order in which a file is looked at: what a playbook has, then what a statement has."""

_HEAD = re.compile(r"# .+\n\n(error|warning|hint) · (\w+): (.+)\n\n")
_SURROUNDINGS = re.compile(r"^<!--.*?-->\n+", re.MULTILINE)
"""What a test must know to run the example below it, and no reader."""


@cache
def rule_names() -> tuple[str, ...]:
    """Every rule there is, by name, without the phrases of the lexicon."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.md")))


def page(rule: str) -> RulePage:
    """The page of that rule or phrase; raises UsageError with the nearest name when there is none."""
    if rule in rule_names():
        return _read(rule)
    found = [page for page in _phrase_pages() if page.rule == rule]
    if not found:
        raise _unknown(rule)
    return found[0]


def pages() -> tuple[RulePage, ...]:
    """The page of every rule, by family and name."""
    found = [_read(rule) for rule in rule_names()]
    return tuple(sorted(found, key=lambda one: (FAMILIES.index(one.family), one.rule)))


def all_pages() -> tuple[RulePage, ...]:
    """The pages of rules, and after them those of phrases."""
    return pages() + _phrase_pages()


def family(name: str) -> tuple[RulePage, ...]:
    """The pages of the family of that name, in capitals or not, by name; none when no family is called so."""
    where = _phrase_pages if name.capitalize() in phrases.FAMILIES else pages
    return tuple(page for page in where() if page.family.lower() == name.lower())


def _phrase_pages() -> tuple[RulePage, ...]:
    from crisis_cli.files.phrase_pages import phrase_pages  # reads the lexicon, which most commands do not need

    return phrase_pages()


@cache
def _read(rule: str) -> RulePage:
    text = (FOLDER / f"{rule}.md").read_text(encoding="utf-8")
    head = _HEAD.match(text)
    assert head is not None, f"the page of {rule} has no head"
    return RulePage(rule, Severity(head[1]), head[2], head[3], _SURROUNDINGS.sub("", text))


def _unknown(rule: str) -> UsageError:
    from crisis_cli.domain.nearest import nearest
    from crisis_cli.files.parsing.report import quoted

    families = [name.lower() for name in (*FAMILIES, *phrases.FAMILIES)]
    meant = nearest(rule, [*(page.rule for page in all_pages()), *families])
    hint = f'did you mean "{meant}"?' if meant else "all rules: crisis explain"
    return UsageError(f"there is no rule and no family {quoted(rule)}", hint)
