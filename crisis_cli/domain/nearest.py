"""The name that was probably meant by a misspelt one, for every room that refuses a name."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import pairwise

_CLOSELY = 30
"""So many names are compared letter by letter, which costs some 40 microseconds each."""


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of `names` that was probably meant: nearly the same letters, or the only one that begins or ends
    with it; nothing when none is near, or several equally."""
    if len(name) > 64:
        return ""
    import difflib  # only a mistake needs it

    wanted = name.lower()
    by_lower = {other.lower(): other for other in list(names)[:2_000] if len(other) <= 64}
    likely: Iterable[str] = by_lower
    if len(by_lower) > _CLOSELY:
        parts = _parts(wanted)
        likely = heapq.nlargest(_CLOSELY, by_lower, key=lambda other: 2 * len(parts & _parts(other)) - len(other))
    if found := difflib.get_close_matches(wanted, likely, n=1, cutoff=0.7):
        return by_lower[found[0]]
    endings = (f"/{wanted}", f"-{wanted}", f"_{wanted}")
    longer = [one for one in by_lower if len(wanted) > 3 and (one.startswith(wanted) or one.endswith(endings))]
    return by_lower[longer[0]] if len(longer) == 1 else ""


def unknown(names: Collection[str], known: Iterable[str]) -> tuple[dict[str, str], set[str]]:
    """Those of `names` that are not among the known ones, each with the one that was probably meant; and all known
    ones, where any name is missing. `known` is asked no further than it takes to find all names."""
    seen: set[str] = set()
    missing = set(names)
    for one in known:
        seen.add(one)
        missing.discard(one)
        if not missing:
            break
    free = seen.difference(names)
    return {name: nearest(name, free) for name in names if name in missing}, seen


@lru_cache(maxsize=4_000)
def _parts(name: str) -> frozenset[str]:
    """Its letters and every two that stand side by side: what two names share of these tells far ones apart."""
    return frozenset((*name, *map("".join, pairwise(name))))
