"""Words that every refusal needs: the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable

from crisis_cli.domain.nearest import nearest as nearest_of


def nearest(name: str, names: Iterable[str]) -> str:
    """`Did you mean "x"?`, or the names there are."""
    known = list(names)
    if meant := nearest_of(name, known):
        return f'Did you mean "{meant}"?'
    return f"There are: {', '.join(known)}." if known else "There are none."
