"""Numbers from one to ninety-nine as words, in English and in French."""

from __future__ import annotations

_EN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_EN_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FR = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")
_FR_TEENS = ("treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf")
_FR_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def _english() -> dict[str, int]:
    found = {word: number for number, word in enumerate(_EN + _EN_TEENS, 1)}
    for tens, word in enumerate(_EN_TENS, 2):
        found[word] = 10 * tens
        for ones in range(1, 10):
            found[f"{word}-{_EN[ones - 1]}"] = found[f"{word} {_EN[ones - 1]}"] = 10 * tens + ones
    return found


def _french() -> dict[str, int]:
    found = {word: number for number, word in enumerate(_FR + _FR_TEENS, 1)}
    found["une"] = 1
    small = dict(found)
    for tens, word in _FR_TENS.items():
        found[word] = tens
        for name, ones in small.items():
            if ones < 10 or (tens in (60, 80) and ones < 20):
                joined = " et " if ones in (1, 11) and tens != 80 else "-"
                found[f"{word}{joined}{name}"] = tens + ones
                found[f"{word}{joined.replace(' ', '-')}{name}"] = tens + ones
    found["quatre-vingts"] = 80
    return found


NUMBER_WORDS = {"en": _english(), "fr": _french()}
"""Word to number, by language; French in both spellings, `vingt et un` and `vingt-et-un`."""
