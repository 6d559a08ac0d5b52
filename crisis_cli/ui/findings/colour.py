"""Whether to colour lines of text, and how."""

from __future__ import annotations

from collections.abc import Mapping

from crisis_cli.domain.findings import Severity

BOLD = "1"
FRAME = "34"
HELP = "36"
BY_SEVERITY = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.HINT: "1;36"}
"""The terminal's own colours (ECMA-48), which are readable on whatever background it has."""


def wanted(is_terminal: bool, environ: Mapping[str, str]) -> bool:
    """Whether colours would be seen and are welcome: not in a file, not with NO_COLOR, not on a bare terminal."""
    if not is_terminal or environ.get("NO_COLOR"):
        return False
    return environ.get("TERM", "") not in ("", "dumb") or "WT_SESSION" in environ  # Windows sets no TERM


def painted(text: str, code: str, colour: bool) -> str:
    """The text in that colour, or as it is."""
    return f"\x1b[{code}m{text}\x1b[0m" if colour and text else text
