"""How often chance alone brings so many: people who write independently of each other are a Poisson process."""

from __future__ import annotations

from math import exp, inf, lgamma, log, log10


def days_between(value: float, expected: float, seconds: float) -> float:
    """log10 of the days between two windows of `seconds` that hold `value` mentions or more by chance, where
    `expected` come on average; infinite where that is too seldom for a number. What was more even than chance so
    far, a pipeline or a robot for example, makes nothing rarer than this."""
    often = _tail(int(value), max(expected, 1e-9)) * 86_400 / seconds
    return -log10(often) if often > 0 else inf


def _tail(least: int, mean: float) -> float:
    """The share of windows that hold `least` or more (Poisson); 1 where that is no more than the mean."""
    if least <= mean:
        return 1.0
    term = exp(least * log(mean) - mean - lgamma(least + 1))
    total, number = 0.0, least
    while term > total * 1e-9:
        total += term
        number += 1
        term *= mean / number
    return total
