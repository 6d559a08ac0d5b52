"""Numbers, clock times, dates, codes and links in a text, each with what it means, however it is written."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from crisis_cli.statements.channels.links import links
from crisis_cli.statements.dates import DATES
from crisis_cli.statements.meaning import Meaning, Reader
from crisis_cli.statements.numbers import CODE, NUMBER, words_of
from crisis_cli.statements.times import TIMES
from crisis_cli.statements.written import Span, Written

MOST_FIGURES = 2_000
"""Figures that are looked for in one text; no statement has as many."""


class Figure(NamedTuple):
    """One figure: what it means, and where it stands in the original text (`span`) and in its flow (`at`)."""

    means: Meaning
    span: Span
    at: Span


def figures(written: Written, company: str = "") -> list[Figure]:
    """Every figure in the order of the text. None is: the number of a list, a step or an article, an ordinal, a
    telephone number, `24/7`, what belongs to a mention, to a hashtag, or to the company's own name."""
    found: list[Figure] = []
    # What was read is blanked out, as long as it was, so that nothing is read twice.
    text = _without_links(written, found)
    name = Written("", company, written.language).flow.text.strip()
    if name:
        text = text.replace(name, _BLANK * len(name))
    text = _without_list_numbers(written, text)
    for pattern in _NEVER:
        text = pattern.sub(_blank, text)
    dates = len(DATES)
    for number, (pattern, read) in enumerate((*DATES, *TIMES, CODE, NUMBER, words_of(written.language))):
        if number == dates:
            text = _ORDINAL.sub(_blank, text)
        text = _read(written, text, pattern, read, found)
    return sorted(found, key=lambda figure: figure.at)


def _without_links(written: Written, found: list[Figure]) -> str:
    text = written.flow.text
    pieces: list[str] = []
    position = 0
    for link in links(text):
        shown = text[link.start : link.end]
        keys = frozenset({f"l:{_SCHEME.sub('', shown).rstrip('/')}"})
        found.append(_figure(written, Meaning("link", keys, keys), Span(link.start, link.end)))
        pieces += [text[position : link.start], _BLANK * len(shown)]
        position = link.end
    return "".join([*pieces, text[position:]])


def _without_list_numbers(written: Written, text: str) -> str:
    pieces: list[str] = []
    position = 0
    for item in _ITEM.finditer(written.text):
        start, end = (bisect_left(written.flow.at, index) for index in item.span(1))
        pieces += [text[position:start], _BLANK * (end - start)]
        position = end
    return "".join([*pieces, text[position:]])


def _read(written: Written, text: str, pattern: re.Pattern[str], read: Reader, found: list[Figure]) -> str:
    pieces: list[str] = []
    position = 0
    for match in pattern.finditer(text) if len(found) < MOST_FIGURES else ():
        meaning = read(match)
        if meaning is not None:
            found.append(_figure(written, meaning, Span(*match.span())))
            pieces += [text[position : match.start()], _BLANK * (match.end() - match.start())]
            position = match.end()
            if len(found) >= MOST_FIGURES:
                break
    return "".join([*pieces, text[position:]])


def _figure(written: Written, meaning: Meaning, at: Span) -> Figure:
    flow = written.flow
    return Figure(meaning, Span(flow.at[at.start], flow.at[at.end - 1] + 1), at)


_BLANK = "\x00"


def _blank(found: re.Match[str]) -> str:
    return _BLANK * len(found[0])


_ITEM = re.compile(r"^[ \t]*(\d{1,2})[.)](?=[ \t])", re.MULTILINE)
_SCHEME = re.compile(r"https?://(?:www\.)?|www\.")
_ORDINAL = re.compile(r"(?<!\w)\d{1,6}(?:st|nd|rd|th|er|ère|ere|re|ème|eme|nde?|e|è)(?!\w)")
_PHONE = "|".join(
    (
        r"\+\d[\d .()/-]{6,20}\d",
        r"(?<!\d)0\d{1,4}(?:[ .-]\d{2,4}){2,4}(?!\d)",
        r"(?<![\d.,])0[1-9]\d{8}(?!\d)",
        r"\(?\b\d{3}\)?[ .-]\d{3}[.-]\d{4}(?!\d)",
        r"(?<!\d)0[ .]8\d\d(?:[ .]\d{2,3}){2,3}(?!\d)",
        r"(?<=[?:] )(?:(?:c'est|faites|call) )?le \d{2,6}(?: ou le \d{2,6})?(?=[.!)\n]|$)",
        r"(?<!\w)le (?:1[578]|11[2459]|116 ?\d{3}|39 ?\d\d) (?:répond|est (?:joignable|gratuit)|jour)(?!\w)",
        r"\b1-\d{3}-\d{3}-\d{4}(?!\d)",
        r"\b(?:call|dial|phone|ring|text|tel|tél|hotline|appelez|appeler|composez|faites|tapez|contactez"
        r"|joignez|numéro)\b\.?:?"
        r"(?: (?:us|nous|the|le|on|at|au|to|free|vert|stop|samu"
        r"|number))*:? \d{2,6}(?:[ .-]\d{2,4}){0,3}(?: (?:or|ou) (?:le )?\d{2,6})*"
        r"(?=[.,;:!?)\n]|$| (?:or|and|if|now|for|from|free|in|at|ou|et|si|pour|depuis|dès|gratuit|24))",
    )
)
_NEVER = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\w.+-]{1,64}@[\w.-]{1,255}|[#@][\w.]+",
        _PHONE,
        r"\b24 ?h(?:eures|ours)?? ?(?:/|sur) ?24(?: ?h)?\b|\b24 ?/ ?7\b|\b7 ?j(?:ours)? ?(?:/|sur) ?7\b|\b24-7\b",
        r"\b24 hours a day\b|\b(?:7|seven) days a week\b|\b(?:half|quarter) (?:past|to) \w+|\b\w+ o'clock\b",
        r"(?:^|(?<=\n))\(?\d{1,2}/\d{1,2}\)?(?= )|(?<= )(?<!(?:le|on|by|au|du) )\(?\d{1,2}/\d{1,2}\)?(?=\n|$)",
        r"\b(?:article|art\.|section|page|point|question|step|étape|chapter|chapitre|annexe?|iso|no\."
        r"|n°|nº|formula|covid)"
        r" ?-?\d{1,5}(?:[.-]\d{1,4}){0,3}(?![\w%])",
    )
)
"""Numbers that no fact backs: addresses, telephones, round the clock, parts of a thread, references."""
