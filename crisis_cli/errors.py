"""What stops the work. Each error knows its exit code; one boundary (`__main__`) turns it into words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crisis_cli.domain.findings import Finding


class CrisisError(Exception):
    """Something the user must know: `message` says what was found, `hint` what to do next."""

    exit_code = 4

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(CrisisError):
    """The words typed make no sense here, or nothing was found to look at."""

    exit_code = 2


class Refused(CrisisError):
    """The state of the incident, or a missing approval, forbids it."""

    exit_code = 3


class SurroundingsFailed(CrisisError):
    """The store, a file or the network failed; nothing was stored unless the message says so."""

    exit_code = 4


class JournalConflict(CrisisError):
    """Somebody else wrote first: reload and decide again."""

    exit_code = 4


class JournalTooNew(SurroundingsFailed):
    """The journal was written by a newer version: readable, not writable."""


class PlaybookUnreadable(CrisisError):
    """The file has findings that keep it from being a playbook; all of them are carried along, with its text."""

    exit_code = 1

    def __init__(self, message: str, findings: Sequence[Finding], hint: str = "", text: str = "") -> None:
        super().__init__(message, hint)
        self.findings = tuple(findings)
        self.text = text
