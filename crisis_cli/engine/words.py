"""Words that every refusal needs: the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str]) -> str:
    """`Did you mean "x"?`, or the names there are."""
    from difflib import get_close_matches  # only a mistake needs it

    known = list(names)
    found = get_close_matches(name, known, n=1)
    if found:
        return f'Did you mean "{found[0]}"?'
    return f"There are: {', '.join(known)}." if known else "There are none."
