"""Two wordings of one text, in two languages: what numbers, times, dates and links only one of them has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest

from crisis_cli.domain.findings import Finding, Related, Severity
from crisis_cli.statements.figures import Figure, figures
from crisis_cli.statements.written import Written

_NAMES = {"en": "English", "fr": "French"}
_LONGEST_SHOWN = 60


def check_languages(one: Written, other: Written) -> Iterator[Finding]:
    """An error for each number, time, date, weekday or link that one wording has and the other has not, however it
    is written there (1,200 = 1 200 = 1200; 2 pm = 14 h; two = deux = 2)."""
    here, there = figures(one), figures(other)
    only_here, only_there = _missing(here, there), _missing(there, here)
    for kind in sorted(only_here.keys() | only_there.keys()):
        for first, second in zip_longest(only_here[kind], only_there[kind]):
            yield _finding(one, other, first, second) if first else _finding(other, one, second, None)


def _finding(one: Written, other: Written, first: Figure, second: Figure | None) -> Finding:
    said, language, another = _shown(one, first), _name(one), _name(other)
    related: tuple[Related, ...] = ()
    if second is None:
        message = f'"{said}" stands in the {language} wording only; the {another} one does not say it'
    else:
        found = _shown(other, second)
        message = f'"{said}" stands in the {language} wording only, and "{found}" in the {another} one only'
        related = (Related(f'"{found}" is here', place=other.place(*second.span)),)
    hint = f"make the {language} and the {another} wording say the same, then have both approved"
    place = one.place(*first.span)
    return Finding("languages-differ", Severity.ERROR, message, hint, place=place, related=related)


def _name(written: Written) -> str:
    return _NAMES.get(written.language, written.language)


def _shown(written: Written, figure: Figure) -> str:
    text = " ".join(written.text[figure.span.start : figure.span.end].split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."


def _missing(said: list[Figure], elsewhere: list[Figure]) -> defaultdict[str, list[Figure]]:
    """What is said and stands nowhere in the other wording, by kind; each value once."""
    given = {key for figure in elsewhere for key in figure.means.gives}
    sites = {(_site(key), _in_a_language(key)) for key in given if key.startswith("l:")}
    found: defaultdict[str, list[Figure]] = defaultdict(list)
    seen: set[frozenset[str]] = set()
    for figure in said:
        means = figure.means
        if means.loose or means.takes & given or means.takes in seen:
            continue
        if means.kind == "link" and any(_translated(key, sites) for key in means.takes):
            continue
        seen.add(means.takes)
        found[means.kind].append(figure)
    return found


_LANGUAGE = re.compile(r"(?<![a-z])(?:en|fr|us|uk|gb)(?:-[a-z]{2})?(?![a-z])")


def _in_a_language(key: str) -> bool:
    """Whether a link says its language: `/fr/`, `fr.`, `lang=en`, `.fr`."""
    return bool(_LANGUAGE.search(key, 2))


def _site(key: str) -> str:
    """`l:fr.example.com/a` and `l:example.fr`: `example`."""
    labels = key[2:].split("/")[0].split("?")[0].split(".")[:-1]
    return next((label for label in reversed(labels) if not _LANGUAGE.fullmatch(label)), key)


def _translated(key: str, sites: set[tuple[str, bool]]) -> bool:
    """Whether the other wording has a link to the same site, and one of the two says its language."""
    site = _site(key)
    return (site, True) in sites or (_in_a_language(key) and (site, False) in sites)
