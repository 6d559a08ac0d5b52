"""What an approver sees: errors above the text, the rest below, and who lives with what."""

from __future__ import annotations

from datetime import UTC, datetime

from crisis_cli.domain.findings import Finding, Place, Severity
from crisis_cli.domain.statement import StatementState, Waiver
from crisis_cli.ui.approval_text import with_findings

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def finding(severity: Severity, line: int, message: str) -> Finding:
    """One at the beginning of a line."""
    return Finding("a-rule", severity, message, place=Place("holding", line, 1, line, 2))


def test_errors_come_first_then_the_text_then_what_else_was_found_and_what_somebody_lives_with() -> None:
    waivers = (
        Waiver(1, "blame", "the supplier", "Bert", "counsel", AT),
        Waiver(2, "absolute", "", "Ana", "so", AT),
    )
    state = StatementState("holding", round=2, waivers=waivers)
    found = [
        finding(Severity.HINT, 1, "short"),
        finding(Severity.ERROR, 3, "bad"),
        finding(Severity.WARNING, 2, "hm"),
    ]
    assert with_findings("The text.", state, found).split("\n") == [
        "This text cannot go out before 1 error is mended or lived with, by name:",
        "  ! error, line 3: bad",
        "",
        "Lived with:",
        "  Ana: absolute, because so",
        "",
        "The check also found 1 warning, 1 hint: under the text.",
        "",
        "The text.",
        "",
        "What the check found beside:",
        "  ? warning, line 2: hm",
        "  - hint, line 1: short",
    ]


def test_a_text_in_which_nothing_was_found_stands_alone() -> None:
    assert with_findings("The text.", StatementState("holding", round=1), ()) == "The text."


def test_of_many_findings_a_page_lists_some_and_counts_the_rest() -> None:
    found = [finding(Severity.ERROR, line, "bad") for line in range(1, 31)]
    shown = with_findings("The text.", StatementState("holding", round=1), found)
    assert "before 30 errors are mended" in shown
    assert "and 18 more: crisis check" in shown


def test_what_steers_a_terminal_stays_out_of_the_findings() -> None:
    waivers = (Waiver(1, "blame", "\x1b[2J", "B\x1b", "so\x07", AT),)
    shown = with_findings(
        "x", StatementState("h", round=1, waivers=waivers), [finding(Severity.ERROR, 1, "\x1b[2J")]
    )
    assert not {"\x1b", "\x07"} & set(shown)
