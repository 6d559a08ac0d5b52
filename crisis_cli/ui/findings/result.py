"""What a check came to: the findings of all files, and what the forms of output need to tell about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from crisis_cli.domain.findings import Finding, Related, Severity
from crisis_cli.ui.safe import safe_line


@dataclass(frozen=True, slots=True)
class Checked:
    """`files`: how many were looked at, `file_names`: which, the clean ones too (JUnit lists them).

    `not_checked`: what could not be looked at and why, such as "who holds which role (no team file)". `seconds`:
    how long it took. `sources`: the text of a file by its name, None when it cannot be had. `strict`: a warning
    fails the check too, apart from those of the rules that `only_warns` names.
    """

    findings: Sequence[Finding]
    files: int
    not_checked: Sequence[str]
    seconds: float
    sources: Callable[[str], str | None]
    file_names: Sequence[str] = ()
    strict: bool = False
    only_warns: Collection[str] = ()

    @property
    def fails(self) -> bool:
        """Whether anything found keeps the check from passing."""
        return any(map(self.is_failure, self.findings))

    def is_failure(self, finding: Finding) -> bool:
        """Whether this alone keeps it from passing: an error, under `strict` a warning too, a hint never."""
        warns = finding.severity is Severity.WARNING and finding.rule not in self.only_warns
        return finding.severity is Severity.ERROR or (self.strict and warns)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """By file, line and column; what has no place comes first."""
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[str, int, int]:
    place = finding.place
    return (place.file, place.line, place.column) if place else ("", 0, 0)


def sentence(finding: Finding) -> str:
    """The message with the list that belongs to it, and behind it the hint in brackets."""
    listed = ", ".join(unpadded(other) for other in finding.related if other.listed)
    said = f"{finding.message}: {listed}" if listed else finding.message
    return f"{said} ({finding.hint})" if finding.hint else said


def unpadded(other: Related) -> str:
    """What is said of another end, without the spaces that only line up a list."""
    return " ".join(other.message.split()) if other.listed else other.message


def tally(findings: Iterable[Finding]) -> str:
    """`3 errors, 1 warning`; empty when there is nothing."""
    found = Counter(finding.severity for finding in findings)
    return ", ".join(counted(found[severity], severity.value) for severity in Severity if found[severity])


def counted(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def summary(checked: Checked) -> str:
    """One line: `3 errors, 1 warning in 2 of 12 files. Not checked: …`, or `12 files: nothing found.`"""
    files = counted(checked.files, "file")
    if checked.findings:
        touched = len({finding.place.file if finding.place else "" for finding in checked.findings})
        among = f"{touched} of {files}" if touched < checked.files else counted(touched, "file")
        said = f"{tally(checked.findings)} in {among}."
    else:
        said = f"{files}: nothing found."
    return safe_line(f"{said} Not checked: {'; '.join(checked.not_checked)}." if checked.not_checked else said)
