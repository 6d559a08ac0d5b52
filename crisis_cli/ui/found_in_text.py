"""What a check found in a statement's text, in lines for whoever writes it, says yes to it or puts it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.statement import StatementState
from crisis_cli.domain.variants import variants, wording_at
from crisis_cli.ui.findings.result import counted
from crisis_cli.ui.safe import safe_line

MARKS = {Severity.ERROR: "!", Severity.WARNING: "?", Severity.HINT: "-"}
"""Beside the word, so that nothing hangs on a colour."""

MOST_SHOWN = 12
"""Findings of one kind that a page lists; `crisis check` has them all."""

_LONGEST_WORDS = 60


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those that keep a text from going out."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def said(finding: Finding, text: str = "") -> str:
    """`line 3: "mistakes were made": says nobody made them`; of several wordings `x · fr, line 3: …`."""
    line = finding.place.line if finding.place else 1
    part = wording_at(text, line) if len(variants(text)) > 1 else None
    where = f"{part.title}, " if part is not None else ""
    return f"{where}line {line}: {safe_line(finding.message)}"


def in_the_way(findings: Iterable[Finding], text: str = "") -> list[str]:
    """That the text cannot go out, on which channels, and each error; nothing where there is none."""
    found = errors(findings)
    if not found:
        return []
    where = _held_back(found, text)
    what = f"{counted(len(found), 'error')} {'is' if len(found) == 1 else 'are'} mended or lived with, by name"
    return [f"This text cannot go out{where} before {what}:", *_listed(found, text)]


def _held_back(found: Sequence[Finding], text: str) -> str:
    """` on x`; nothing where an error is in words for every channel."""
    if len(variants(text)) < 2:
        return ""
    parts = [wording_at(text, one.place.line if one.place else 1) for one in found]
    channels = dict.fromkeys(channel for part in parts if part is not None for channel in part.channels)
    for_all = any(part is None or not part.channels for part in parts)
    return "" if for_all else f" on {' and '.join(channels)}"


def beside(findings: Iterable[Finding], text: str = "") -> list[str]:
    """The warnings, then the hints; nothing where there is none."""
    found = list(findings)
    rest = [one for severity in (Severity.WARNING, Severity.HINT) for one in found if one.severity is severity]
    head = "What the check found beside:" if errors(found) else "What the check found:"
    return [head, *_listed(rest, text)] if rest else []


def lived_with(state: StatementState) -> list[str]:
    """Each finding that somebody lives with in this round, in which words, who and why, and whose yes to this text
    had been given before; nothing where there is none."""
    lines: list[str] = []
    for waiver in state.waivers:
        if waiver.round == state.round:
            words = f' "{safe_line(waiver.words, _LONGEST_WORDS)}"' if waiver.words else ""
            given = [safe_line(yes.giver) for yes in state.approvals_of_current() if yes.moment < waiver.moment]
            after = f" (after the yes of {', '.join(dict.fromkeys(given))})" if given else ""
            why = safe_line(waiver.reason)
            lines.append(f"  {safe_line(waiver.by)}{after}: {waiver.rule}{words}, because {why}")
    return ["Lived with:", *lines] if lines else []


def _listed(findings: Sequence[Finding], text: str) -> list[str]:
    lines = [f"  {MARKS[one.severity]} {one.severity.value}, {said(one, text)}" for one in findings[:MOST_SHOWN]]
    more = len(findings) - len(lines)
    return [*lines, f"  and {more} more: crisis check"] if more > 0 else lines
