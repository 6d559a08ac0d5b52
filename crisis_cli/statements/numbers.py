"""Numbers as English and French texts write them, in figures and in words, and the codes of lots and flights."""

from __future__ import annotations

import re
from functools import cache

from crisis_cli.statements.meaning import Meaning, Reader
from crisis_cli.statements.number_words import NUMBER_WORDS

_POWERS = {2: "hundred cent cents", 3: "k thousand mille", 6: "m million millions"}
_POWERS[9] = "bn billion billions milliard milliards"
_SCALES = {name: 10**power for power, names in _POWERS.items() for name in names.split()}
_SCALE = r" ?(?P<scale>k|thousand|mille|hundred|millions?|billions?|bn|milliards?|m(?= ?€| d'e| usd| eur))(?!\w)"
_UNIT = (
    r" ?-?(?P<unit>[km]?g|grams?|grammes?|[mc]?l|lit[er]{2}s?|[kcm]?m|kilomet[er]{2}s?|kilomètres?|miles?"
    r"|met[er]{2}s?|mètres?|hours?|hrs?|heures?|h|minutes?|mins?|seconds?|secondes?|s|days?|jours?|j|weeks?|semaines?|months?|mois"
    r"|years?|ans?|années?|[gm][bo]|euros?|dollars?|pounds?|eur|usd)(?!\w)"
    r"| ?(?P<sign>[%€$£°]|(?:per ?cent|pour cent)(?!\w))"
)
_NUMBER = (
    r"(?<![\w/])(?<!\d[.,])(?<![^\W\d_]-)"
    r"(?P<whole>\d{1,3}(?:(?P<group>[ ,.'])\d{3}(?!\d))(?:(?P=group)\d{3}(?!\d)){0,4}|\d{1,15})"
    rf"(?:[.,](?P<rest>\d{{1,6}}))?(?![\d/])(?:{_SCALE})?(?:{_UNIT})?(?!\w)"
)
_HOURS = re.compile(r"h(?:(?:ou)?rs?|eures?|ours?)?")


def _number(found: re.Match[str]) -> Meaning:
    whole, group, rest = found["whole"], found["group"], found["rest"]
    scale = _SCALES[found["scale"]] if found["scale"] else 1
    digits = re.sub(r"\D", "", whole)
    value = float(f"{digits}.{rest or 0}") * scale
    values = {value}
    if group in (".", ",") and len(digits) < 7 and not rest:
        values.add(float(whole.replace(",", ".")) * scale)  # 1.200 litres may be one and a fifth
    return _of(value, values, unit=found["unit"] or found["sign"] or "")


def _of(value: float, values: set[float], *, unit: str = "", loose: bool = False) -> Meaning:
    keys = frozenset(f"n:{one:.15g}" for one in values)
    hours = frozenset(f"t:{int(one):02}:00" for one in values if one < 24 and _HOURS.fullmatch(unit))
    return Meaning("number", keys | hours, keys | hours, value, loose, unit)


def _code(found: re.Match[str]) -> Meaning:
    keys = frozenset({f"c:{re.sub(r'[ -]', '', found[0])}"})
    return Meaning("code", keys, keys)


_LOOSE = {
    "both": 2,
    "twice": 2,
    "les deux": 2,
    "tous deux": 2,
    "toutes deux": 2,
    "fortnight": 2,
    "quinze jours": 2,
    "huit jours": 1,
    "half a dozen": 6,
    "demi-douzaine": 6,
    "dizaine": 10,
    "dozen": 12,
    "douzaine": 12,
}
"""Words that back a number of the other language, and are none that a fact has to back."""


def _word(found: re.Match[str]) -> Meaning | None:
    said, scale = found["word"], found["scale"]
    if said in _LOOSE:
        return _of(_LOOSE[said], {float(_LOOSE[said])}, loose=True)
    number = _ALL[said]
    if said == "neuf" and not re.match(
        r" [\w']+[sx](?!\w)| (?:mille|million|d)", found.string[found.end("word") :][:24]
    ):
        return None  # an adjective: new
    value = float(number * (_SCALES[scale] if scale else 1))
    return _of(value, {value}, unit=found["unit"] or found["sign"] or "", loose=number == 1 and not scale)


_ALL = NUMBER_WORDS["en"] | NUMBER_WORDS["fr"]

CODE: tuple[re.Pattern[str], Reader] = (re.compile(r"(?<![\w-])[a-z]{1,4}-?\d{3,12}[a-z]?(?![\w-])"), _code)
"""`L2345`, `AF447`: letters and at least three figures."""

NUMBER: tuple[re.Pattern[str], Reader] = (re.compile(_NUMBER), _number)


@cache
def words_of(language: str) -> tuple[re.Pattern[str], Reader]:
    """The pattern and the reader of a language's number words; English for one that has none here."""
    words = NUMBER_WORDS.get(language, NUMBER_WORDS["en"])
    either = "|".join(sorted(map(re.escape, {**words, **_LOOSE}), key=len, reverse=True))
    scale = _SCALE.replace("hundred", "hundred|cents?") if language == "fr" else _SCALE
    return re.compile(rf"(?<![\w-])(?P<word>{either})(?!\w)(?:{scale})?(?:{_UNIT})?"), _word
