"""What of a text somebody else says, and what of the words in quotation marks is ours after all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crisis_cli.statements.span import Span

_QUOTED_LINES = re.compile(r"^[ \t]{0,3}>[^\r\n]*", re.MULTILINE)


def _up_to(marks: str) -> str:
    """A pattern of what stands within a paragraph and holds none of the marks."""
    return rf"[^{marks}\n]*(?:\n(?![ \t\r]*\n)[^{marks}\n]*)*"


_QUOTATIONS = re.compile(
    "|".join(
        (
            rf"«{_up_to('«»')}»",
            rf"[“„]{_up_to('“”„')}[”“]",
            rf'(?<!\w)"{_up_to(chr(34))}"(?!\w)',
            r"(?<!\w)‘[^‘\n]*?’(?!\w)",
        )
    )
)
"""Within one paragraph; a straight mark after a figure is inches, and a straight single one is an apostrophe."""


_OTHERS = (
    r"customers?|clients?|clientes?|passengers?|patients?|guests?|users?|journalists?|newspapers?|reporters?"
    r"|witness(?:es)?|mothers?|fathers?|parents?|police|ministers?|unions?|critics?|someone|somebody|she|he|they"
    r"|posts?|tweets?|readers?|women|woman|man|men|neighbours?|families|family"
    r"|passag(?:er|ère)s?|usag(?:er|ère)s?|journalistes?|journal|journaux|témoins?|mère|père|ministre|syndicats?"
    r"|quelqu'un|elle|il|ils|elles|on|lect(?:eur|rice)s?|femmes?|hommes?|riverains?|familles?"
)
_WE = (
    r"ceo|coo|cfo|chief executive|managing director|chair(?:man|woman|person)?|founder|president"
    r"|spokes(?:man|woman|person)|the company|we (?:say|said|write)|pdg|dg|direct(?:eur|rice)(?: générale?)?"
    r"|dirigeante?|présidente?|fondat(?:eur|rice)|porte-parole|l'entreprise|la société|gérante?"
    rf"|(?:our|notre|nos) (?!(?:{_OTHERS})(?!\w))"
)
_SAYS = (
    r"says?|said|adds?|added|explain(?:s|ed)|told|tells|states?|stated|writes|wrote|according to|comment(?:s|ed)"
    r"|dit|déclare|a déclaré|affirme|ajoute|explique|a dit|précise|selon|écrit|a écrit|reconnaît|assure|indique"
)
_SAID = re.compile(rf"(?<!\w)(?:{_SAYS})(?!\w)|:\s*$|^\s*[-(\u2013\u2014]")
_OTHER = re.compile(rf"(?<!\w)(?:{_OTHERS})(?!\w)")
_STOP = re.compile(r"[.!?](?=\s|$)|[\n\"\u201c\u201d\u201e\u00ab\u00bb]")
_BESIDE = 90
"""Characters before and behind a quotation in which its speaker is looked for."""


def quotations(text: str, ours: Iterable[str] = ()) -> list[Span]:
    """Lines that begin with `>`, and quotations of somebody else. `ours`: names of the company and of whoever
    speaks for it."""
    lines = [Span(*found.span()) for found in _QUOTED_LINES.finditer(text)]
    marks = [Span(*found.span()) for found in _QUOTATIONS.finditer(text)]
    if not marks or 2 * sum(_letters(text[span.start : span.end]) for span in marks) > _letters(text):
        return lines
    names = "".join(f"|{re.escape(name.strip().lower())}(?!\\w)" for name in ours if name.strip())
    we = re.compile(rf"(?<!\w)(?:{_WE}{names})")
    return lines + [span for span in marks if not _is_ours(text, span, we)]


def _is_ours(text: str, span: Span, we: re.Pattern[str]) -> bool:
    """Whether one of us is named as who says this, first of all who are named: behind it, else before it."""
    behind = _STOP.split(_plain(text[span.end : span.end + _BESIDE]), maxsplit=1)[0]
    if _SAID.search(behind):
        return _is_first(we, behind)
    before = [one for one in _STOP.split(_plain(text[max(0, span.start - _BESIDE) : span.start])) if one.strip()]
    return bool(before) and bool(_SAID.search(before[-1])) and _is_first(we, before[-1])


def _is_first(we: re.Pattern[str], said: str) -> bool:
    one, other = we.search(said), _OTHER.search(said)
    return one is not None and (other is None or one.start() < other.start())


def _plain(text: str) -> str:
    return text.lower().replace("\u2019", "'")


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
