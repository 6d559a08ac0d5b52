"""What an approver sees: the whole text the first time, then only what changed since they last saw it."""

from __future__ import annotations

import difflib

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.statement import No, StatementState, Version, Yes
from crisis_cli.ui.safe import safe


def for_approver(incident: Incident, statement: str, giver: str) -> tuple[str, str]:
    """The text to show, and the sha256 of what it shows; both empty when nothing has been written."""
    state = incident.statement(statement)
    version = state.current
    if version is None:
        return "", ""
    before = last_seen(state, giver)
    head = f"{statement}, round {version.round}, written by {safe(version.by)}, {version.sha256[:12]}"
    if before is None or before.sha256 == version.sha256:
        return f"{head}\n\n{safe(version.text)}", version.sha256
    return (
        f"{head}; changed since {safe(giver)} last saw it:\n\n{word_diff(before.text, version.text)}",
        version.sha256,
    )


def last_seen(state: StatementState, giver: str) -> Version | None:
    """The version of this round that this person last said yes or no to; None: they have seen none."""
    said: list[Yes | No] = [*state.void, *state.yeses, *state.noes]
    seen = {(word.round, word.sha256) for word in said if word.giver == giver}
    versions = [version for version in state.versions if (version.round, version.sha256) in seen]
    return versions[-1] if versions and versions[-1].round == state.round else None


def word_diff(before: str, after: str) -> str:
    """The lines that changed, the words taken out as [-words-], those put in as {+words+}."""
    old, new = safe(before).splitlines(), safe(after).splitlines()
    shown: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            shown.append(_words(" ".join(old[a:b]).split(), " ".join(new[c:d]).split()))
    return "\n".join(shown)


def _words(old: list[str], new: list[str]) -> str:
    shown: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            shown += old[a:b]
            continue
        if b > a:
            shown.append(f"[-{' '.join(old[a:b])}-]")
        if d > c:
            shown.append(f"{{+{' '.join(new[c:d])}+}}")
    return " ".join(shown)
