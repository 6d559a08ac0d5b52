"""Findings in made-up files, as a check would hand them on, and one with what is hostile in every form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crisis_cli.domain.findings import Edit, Finding, Place, Related, RulePage, Severity
from crisis_cli.ui.findings import Checked

TEXT = """\
playbook: site-down
roles:
  lead: {title: Comms lead}
  legal: {title: Counsel}
steps:
  - id: ask-them
    role: lgal
    do: Ask.
"""

UNKNOWN = Finding(
    "unknown-name",
    Severity.ERROR,
    'role "lgal" is not defined',
    'did you mean "legal"?',
    ("steps", "ask-them", "role"),
    Place("playbooks/site-down.yaml", 7, 11, 7, 15),
    (Related('"legal" is defined here', ("roles", "legal"), Place("playbooks/site-down.yaml", 4, 3, 4, 8)),),
    (Edit(Place("playbooks/site-down.yaml", 7, 11, 7, 15), "legal"),),
)
STALE = Finding(
    "stale-plan",
    Severity.WARNING,
    "nobody has looked at this plan since 2024",
    "look at it, then set review_by",
    ("review_by",),
    Place("playbooks/site-down.yaml", 1, 1, 1, 9),
)
ADVICE = Finding(
    "no-phases", Severity.HINT, "12 steps without a phase", "", (), Place("playbooks/other.yaml", 3, 1, 5, 2)
)
HOSTILE = Finding(
    "unknown-key",
    Severity.ERROR,
    "found \x1b]52;c;cm0=\x07 \u202e ::stop-commands::x ##[error]no [a](https://elsewhere.example) ]]> \ud800",
    "line one\r\n::error::line two, 100%: <b>\x00\ufffe",
    ("steps", "\x1b[2J"),
    Place("play books/a,b:c%d\x1b[31m\n::error::.yaml", 1, 2, 1, 4),
    (Related("\x9b2Jhere", (), Place("play books/a,b:c%d\x1b[31m\n::error::.yaml", 1, 1, 1, 2)),),
)
PAGES = {
    "unknown-name": RulePage(
        "unknown-name",
        Severity.ERROR,
        "References",
        "a name that is defined nowhere.",
        "# unknown-name\n\nerror · References: a name that is defined nowhere.\n",
    )
}


def checked(*findings: Finding, text: str = TEXT, files: int = 12, **others: Any) -> Checked:
    """A check of twelve files that took a quarter of a second and came to these findings."""
    not_checked: Sequence[str] = others.pop("not_checked", ())
    return Checked(findings, files, not_checked, 0.25, lambda _: text, **others)


def at(line: int, column: int, end_column: int, *, end_line: int = 0) -> Finding:
    """A finding at that place."""
    return Finding(
        "some-rule", Severity.ERROR, "wrong", place=Place("a.yaml", line, column, end_line or line, end_column)
    )


def moved(finding: Finding, lines: int) -> Finding:
    """The same finding with other words, so many lines further down."""
    assert finding.place is not None
    place = finding.place
    return finding._replace(
        place=place._replace(line=place.line + lines, end_line=place.end_line + lines), message="other"
    )
