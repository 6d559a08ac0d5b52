"""How rules put names into sentences: the one that was meant, lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crisis_cli.domain.nearest import nearest


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
