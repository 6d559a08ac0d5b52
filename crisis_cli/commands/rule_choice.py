"""`--select` and `--ignore`: which rules are listened to, by name or by family."""

from __future__ import annotations

from collections.abc import Iterable

from crisis_cli.domain.findings import Finding
from crisis_cli.files import rule_pages


class RuleChoice:
    """Only what is selected, if anything is, and nothing that is ignored. Raises UsageError for a name that is
    neither a rule nor a family."""

    def __init__(self, select: Iterable[str], ignore: Iterable[str]) -> None:
        self._selected = _rules(select)
        self._ignored = _rules(ignore)

    def keeps(self, finding: Finding) -> bool:
        """Whether this finding is wanted."""
        if self._selected and finding.rule not in self._selected:
            return False
        return finding.rule not in self._ignored


def _rules(typed: Iterable[str]) -> frozenset[str]:
    names = [name.strip() for part in typed for name in part.split(",") if name.strip()]
    found: set[str] = set()
    for name in names:
        if name in rule_pages.rule_names():
            found.add(name)
        else:
            family = [page.rule for page in rule_pages.pages() if page.family.lower() == name.lower()]
            found.update(family or [rule_pages.page(name).rule])
    return frozenset(found)
