"""What an approver sees: what a check found, the whole text the first time, then only what changed since they last
saw it."""

from __future__ import annotations

from collections.abc import Sequence

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.statement import No, StatementState, Version, Yes
from crisis_cli.ui.findings.result import tally
from crisis_cli.ui.found_in_text import beside, in_the_way, lived_with
from crisis_cli.ui.safe import safe, safe_line
from crisis_cli.ui.wording_changes import changes


def for_approver(incident: Incident, statement: str, giver: str, findings: Sequence[Finding]) -> tuple[str, str]:
    """The text to show, and the sha256 of what it shows; both empty when nothing has been written."""
    state = incident.statement(statement)
    version = state.current
    if version is None:
        return "", ""
    before = last_seen(state, giver)
    drill = "DRILL " if incident.drill else ""
    head = f"{drill}{statement}, round {version.round}, written by {safe_line(version.by)}, {version.sha256[:12]}"
    words = safe(version.text).rstrip("\n")
    if before is not None and before.sha256 != version.sha256:
        head += f"; changed since {safe_line(giver)} last saw it:"
        words = changes(before.text, version.text)
    return f"{head}\n\n{with_findings(words, state, findings)}", version.sha256


def with_findings(words: str, state: StatementState, findings: Sequence[Finding]) -> str:
    """The words; above them what keeps them from going out, what somebody lives with and how much else was found,
    which stands below."""
    text = state.current.text if state.current is not None else ""
    rest = [one for one in findings if one.severity is not Severity.ERROR]
    more = [f"The check also found {tally(rest)}: under the text."] if rest else []
    blocks = (in_the_way(findings, text), lived_with(state), more, [words], beside(findings, text))
    return "\n\n".join("\n".join(block) for block in blocks if block)


def last_seen(state: StatementState, giver: str) -> Version | None:
    """The version of this round that this person last said yes or no to; None: they have seen none."""
    said: list[Yes | No] = [*state.void, *state.yeses, *state.noes]
    seen = {(word.round, word.sha256) for word in said if word.giver == giver}
    versions = [version for version in state.versions if (version.round, version.sha256) in seen]
    return versions[-1] if versions and versions[-1].round == state.round else None
