"""How rules put names into sentences: the nearest name, lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of `names` that was probably meant, else nothing."""
    import difflib  # only a mistake needs it

    return next(iter(difflib.get_close_matches(name[:64], list(names)[:2_000], n=1)), "")


def did_you_mean(name: str, names: Iterable[str], otherwise: str) -> str:
    """A hint that names the nearest of `names`, or says something else."""
    meant = nearest(name, names)
    return f'did you mean "{meant}"?' if meant else otherwise


def listed(names: Sequence[str], most: int = 6, *, word: str = "and") -> str:
    """`"a", "b" and "c"` for a sentence; a long list is cut and says so."""
    shown = [f'"{name}"' for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return f" {word} ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
