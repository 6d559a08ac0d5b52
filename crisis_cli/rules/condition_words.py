"""Conditions and paths in words, as rules say them: the way the file writes them."""

from __future__ import annotations

from collections.abc import Sequence

from crisis_cli.domain.conditions import Test, Value


def shown_test(test: Test) -> str:
    """`people_ill: {at_least: 10}`, as it stands in the file."""
    if test.unknown:
        return f"{test.name}: {{unknown: true}}"
    if test.one_of is not None:
        return f"{test.name}: {_values(test.one_of)}"
    parts = [] if test.none_of is None else [f"not: {_values(test.none_of)}"]
    bounds = (("at_least", test.at_least), ("at_most", test.at_most))
    parts += [f"{word}: {bound}" for word, bound in bounds if bound is not None]
    return f"{test.name}: {{{', '.join(parts)}}}"


def _values(values: Sequence[Value]) -> str:
    shown = [str(value).lower() if isinstance(value, bool) else str(value) for value in values]
    return shown[0] if len(shown) == 1 else f"[{', '.join(shown[:6])}{', ...' if len(shown) > 6 else ''}]"
