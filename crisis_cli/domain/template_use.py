"""What a statement's template was found to use, without rendering it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from crisis_cli.domain.findings import Place


class TemplateUse(NamedTuple):
    """One template of one language, with all that it includes or extends.

    `facts`: the facts it names; `words`: which of seen, now, next_update, speaker, company it prints; `gaps`: how
    many `[[ ... ]]` it leaves to its writer; `sha256`: of its words and those of all that it leads to, which a
    standing approval binds. `files`: itself and all that it leads to; `named`: where each fact is named in them,
    at most ten places a fact.
    """

    name: str
    language: str
    file: str
    facts: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    gaps: int = 0
    sha256: str = ""
    files: tuple[str, ...] = ()
    named: Mapping[str, tuple[Place, ...]] = {}

    @property
    def base(self) -> str:
        """The template that a statement names: `holding` for `holding.x`, which is its wording for one channel."""
        return self.name.partition(".")[0]
