"""`--select` and `--ignore`: which rules are listened to, by name or by family."""

from __future__ import annotations

from collections.abc import Iterable

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.files import rule_pages
from crisis_cli.rules.catalogue import RULES


class RuleChoice:
    """Only what is selected, if anything is, and nothing that is ignored. Raises UsageError for a name that is
    neither a rule nor a family."""

    def __init__(self, select: Iterable[str], ignore: Iterable[str]) -> None:
        self._selected = _rules(select)
        self._ignored = _rules(ignore)

    def keeps(self, finding: Finding) -> bool:
        """Whether this finding is wanted; what keeps a run from reading the file always is."""
        if keeps_a_run_from_reading(finding):
            return True
        if self._selected and finding.rule not in self._selected:
            return False
        return finding.rule not in self._ignored


def keeps_a_run_from_reading(finding: Finding) -> bool:
    """Whether a run would refuse the file for it, so that nothing else about the file could be looked at."""
    elsewhere = finding.rule in RULES or finding.rule.startswith(("template-", "ignore-", "duplicate-playbook"))
    return finding.severity is Severity.ERROR and not elsewhere


def _rules(typed: Iterable[str]) -> frozenset[str]:
    names = [name.strip() for part in typed for name in part.split(",") if name.strip()]
    found: set[str] = set()
    for name in names:
        if name in rule_pages.rule_names():
            found.add(name)
        else:
            found.update(page.rule for page in rule_pages.family(name) or (rule_pages.page(name),))
    return frozenset(found)
