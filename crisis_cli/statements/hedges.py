"""Where a text says of something that it is not sure: "we have not confirmed", « on nous signale »."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from crisis_cli.statements.written import Span, Written

_HEDGE = re.compile(
    r"(?<!\w)(?:"
    r"unconfirmed|not (?:yet )?(?:been )?(?:confirmed|verified|certain|sure|clear)|(?:cannot|can't"
    r"|could not) (?:yet )?confirm"
    r"|n[o']t (?:yet )?confirmed|haven't (?:yet )?confirmed|to be confirmed|unverified"
    r"|still (?:checking|verifying)"
    r"|(?:are|am) checking|(?:do not|don't) (?:yet )?know|whether|reportedly|(?<!confirmed )reports? (?:of|that"
    r"|say)|(?<!have )reported"
    r"|we (?:are|have been|were) told|(?:people|customers|passengers|guests|some|they|families|staff|others) "
    r"(?:tell|told|say|said|report)|we (?:have )?hear[d]?|according to|apparently|appears?|believed"
    r"|suspect(?:ed|s)?"
    r"|possibl[ey]|(?:may|might|could) (?:well )?(?:be|have)|might|allegedly|alleged|is said|are said"
    r"|(?:non|pas|à|reste à|sous réserve de|attente de) (?:encore )?(?:été )?(?:\w+ )?confirm\w+"
    r"|(?:pas|non) (?:encore )?vérifié\w*"
    r"|(?:ne |n')\w+ (?:pas|rien)(?: encore)? confirm\w+|vérifions|sous réserve|selon|d'après"
    r"|(?:on|des \w+|certains|certaines|ils|elles|clients|familles|passagers) (?:nous |en )?"
    r"(?:signale|signalent|dit|disent|rapporte|rapportent|parle|parlent|ont signalé|a signalé|ont dit)"
    r"|nous (?:dit|signale|rapporte)-?t?-?on|(?:a|ont|avons) (?:été |eu )?(?:signalée?s?"
    r"|rapportée?s?)|aurait|auraient"
    r"|serait|seraient|semblent?|semblerait|pourraient|pourrait|peut-être|possibles?|éventuel\w*"
    r"|présumée?s?|supposée?s?"
    r"|ignorons|(?:ne |n')savons pas|(?:ne |n')sait pas|soupçon\w*"
    r")(?!\w)"
)


def hedged(written: Written) -> tuple[Span, ...]:
    """The sentences that say so, in order; one that ends in a colon speaks for the list or paragraph below it."""
    flow = written.flow
    found: list[Span] = []
    for hedge in _HEDGE.finditer(flow.text):
        start = flow.at[hedge.start()]
        sentence = written.sentence_at(start)
        if found and sentence.end <= found[-1].end:
            continue
        end = sentence.end
        if written.text[end - 1 : end] == ":":
            end = _end_of_list(written.text, end)
        found.append(Span(sentence.start, end))
    return tuple(_without_what_is_sure(written, found))


def _without_what_is_sure(written: Written, doubted: list[Span]) -> Iterator[Span]:
    """What is left of those sentences without the clauses that say "we know that" and no doubt of their own."""
    for span in doubted:
        start = end = span.start
        for stop in (*_CLAUSE.finditer(written.plain, *span), None):
            end = stop.end() if stop else span.end
            clause = written.plain[start:end]
            if not (_SURE.search(clause) and not _HEDGE.search(clause)):
                yield Span(start, end)
            start = end


_CLAUSE = re.compile(r"[,;:]\s|\s(?=(?:but|and|mais|et)\s)")
_SURE = re.compile(
    r"(?<!\w)(?:we (?:now |do )?know (?:now )?that|(?:we|i|hospitals?|police) (?:can |have |has "
    r"|now )*confirm(?:s|ed)?"
    r"|(?:is|are|has been|have been) (?:now )?confirmed|it is (?:clear|certain) that|definitely"
    r"|nous savons (?:maintenant )?qu|nous (?:pouvons |vous )*confirm\w+|nous avons (?:la )?confirm\w+"
    r"|(?:est|sont|a été|ont été) (?:désormais )?confirmée?s?|il est certain que)"
)


def is_within(spans: tuple[Span, ...], index: int) -> bool:
    """Whether this character stands in one of the spans, which are in order."""
    before = bisect_right(spans, (index, 1 << 60)) - 1
    return before >= 0 and index < spans[before].end


_PARAGRAPH_END = re.compile(r"\S[ \t]*\r?\n[ \t]*\r?\n")


def _end_of_list(text: str, start: int) -> int:
    end = _PARAGRAPH_END.search(text, start)
    return end.start() + 1 if end else len(text)
