"""Counts of people in round words: "dozens of people", "a third of our customers", « une dizaine de blessés »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.statements.hedges import hedged, is_within
from crisis_cli.statements.known import KnownFact
from crisis_cli.statements.people import COUNTED
from crisis_cli.statements.written import Span, Written

_COUNTS: tuple[tuple[str, int, int], ...] = (
    ("half a dozen|une demi-douzaine", 5, 7),
    ("a dozen|une douzaine", 10, 14),
    ("une dizaine", 8, 12),
    ("a score|une vingtaine", 17, 23),
    ("une trentaine", 26, 34),
    ("une cinquantaine", 45, 55),
    ("a hundred|une centaine", 85, 120),
    ("a thousand|un millier", 850, 1_200),
    ("dozens|scores|(?:des |plusieurs )?dizaines", 20, 400),
    ("(?:several )?hundreds|(?:des |plusieurs )?centaines", 150, 4_000),
    ("(?:several )?thousands|(?:des |plusieurs )?milliers", 1_500, 400_000),
)
"""What each may mean, from and to; a choice, not measured."""

_SHARES = (
    r"(?:a|one|two|three|the|un|une|deux|trois|le|la) (?:half|thirds?|quarters?|fifths?|tenths?|tiers|quarts?"
    r"|cinquièmes?|dixièmes?|moitié)|half"
)
_WORDS = "|".join(rf"(?P<n{number}>{words})" for number, (words, *_) in enumerate(_COUNTS))
_FOUND = re.compile(
    rf"(?<![\w-])(?:{_WORDS}|(?P<share>{_SHARES}))(?: (?:of|more|other|de|d'autres)| d'| (?=people|person))?"
    rf"(?: ?(?:of |de |d')?(?!(?:and|or|et|ou|in|at|for) )[^\W\d][\w'-]{{0,20}}){{0,3}}? ?(?:d')?(?:{COUNTED})"
)
_HARM = re.compile(
    r"(?<!\w)(?:died|dead|deaths?|killed|ill|sick|hurt|injur(?:ed|ies|y)|wounded|hospital|hospitali[sz]ed"
    r"|missing|burned"
    r"|victims?|casualties|mort\w*|décès|décédée?s?|tuée?s?|malades?|blessée?s?|hôpital|hospitalisée?s?"
    r"|disparue?s?"
    r"|victimes?|brûlée?s?|intoxiquée?s?)(?!\w)"
)


def vague_counts(written: Written, facts: Sequence[KnownFact]) -> Iterator[Finding]:
    """A finding for each of them that no fact can mean; an error where its sentence speaks of harm."""
    flow = written.flow
    doubted = hedged(written)
    for found in _FOUND.finditer(flow.text):
        span = Span(flow.at[found.start()], flow.at[found.end() - 1] + 1)
        fits = [fact for fact in facts if _fits(found, fact)]
        sure = any(fact.status == "confirmed" for fact in fits)
        if sure or (fits and is_within(doubted, span.start)) or written.is_quoted(*span):
            continue
        start, end = written.sentence_at(span.start)
        harm = _HARM.search(written.plain, start, end)
        said = " ".join(written.text[span.start : span.end].split())
        message = f'"{said}" counts people, and {"no confirmed fact" if fits else "no fact"} says so'
        hint = "a wrong number is printed for years: look up who counted, add it to the facts, or delete it"
        severity = Severity.ERROR if harm else Severity.WARNING
        yield Finding("unbacked-number", severity, message, hint, place=written.place(*span))


def _fits(found: re.Match[str], fact: KnownFact) -> bool:
    if fact.status == "unknown":
        return False
    if found["share"]:
        return any(found["share"] in shown.casefold() for shown in fact.shown)
    least, most = next(_COUNTS[number][1:] for number in range(len(_COUNTS)) if found[f"n{number}"])
    said = any(words in shown.casefold() for words in (found[0],) for shown in fact.shown)
    return said or (fact.number is not None and least <= fact.number <= most)
