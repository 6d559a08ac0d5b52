"""What a statement's template was found to use, without rendering it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """One template of one language, with all that it includes or extends.

    `facts`: the facts it names; `words`: which of seen, now, next_update, speaker, company it prints; `gaps`: how
    many `[[ ... ]]` it leaves to its writer; `sha256`: of the canonical text of the file itself, which a standing
    approval binds.
    """

    name: str
    language: str
    file: str
    facts: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    gaps: int = 0
    sha256: str = ""
