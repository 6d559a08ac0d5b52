"""The name that was probably meant; apart from the report, because a template's child reads no YAML."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of `names` that was probably meant, else nothing."""
    if len(name) > 64:
        return ""
    import difflib  # only a mistake needs it

    by_lower = {other.lower(): other for other in list(names)[:2_000] if len(other) <= 64}
    found = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else ""
