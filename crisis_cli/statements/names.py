"""Names of people, places and things in a text that no fact names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.statements.channels.links import links
from crisis_cli.statements.dates import MONTHS_AND_DAYS
from crisis_cli.statements.written import Span, Written

_WORD = re.compile(r"[^\W\d_][\w-]*")
_TAG = re.compile(r"[#@][\w.]+")
_JOINT = re.compile(r"[ '-]|(?: (?:de|du|des|la|le|les|of|the|van|von))+ |(?: de)? [dl]'")
_FIRST = re.compile(r"(?:[:(\n\"*#>]|(?<!\w)(?:dear|hello|hi|chère?s?|bonjour|bonsoir)) ?$")
"""What stands before a word that is written large whatever it is: a colon, a new line, a greeting."""

_LINE = re.compile(r"[^\r\n]+")
_TITLES = (
    "i ceo coo cfo mr mrs ms dr mme mlle m madame monsieur chief executive officer director president",
    "directeur directrice général générale président présidente pdg dg sir god christmas easter noël",
    "pâques x twitter instagram facebook linkedin whatsapp youtube tiktok threads mastodon bluesky google",
    "apple iphone android internet web french english français anglais europe european union state état",
    "covid",
)
_COMMON = frozenset(word for line in _TITLES for word in line.split())
"""Words that are written large and name nobody of whom a fact would speak."""


def check_names(written: Written, known: Iterable[str]) -> Iterator[Finding]:
    """A hint for every name, once, none of whose words is in what is known. The first word of a sentence, a word
    in capitals and a heading in capitals are no names."""
    words = _COMMON | MONTHS_AND_DAYS
    words |= {word[0] for one in known for word in _WORD.finditer(Written("", one, written.language).flow.text)}
    said: set[str] = set()
    for span, name in _names(written, words):
        if name.casefold() not in said and not written.is_quoted(*span):
            said.add(name.casefold())
            message = f'"{name}" is named by no fact'
            hint = "look whether it is spelled right and may be named; add it to the facts if it matters"
            yield Finding("unbacked-name", Severity.HINT, message, hint, place=written.place(*span))


def _names(written: Written, known: frozenset[str]) -> Iterator[tuple[Span, str]]:
    """Every run of words with capitals of which none is known, without the first word of a sentence."""
    text, flow = written.text, written.flow
    silent = bytearray(len(text) + 1)
    for start, end in _silent(written):
        silent[start:end] = b"\x01" * (end - start)
    run: list[Span] = []
    for word in _WORD.finditer(flow.text):
        span = Span(flow.at[word.start()], flow.at[word.end() - 1] + 1)
        large = text[span.start].isupper() and not text[span.start : span.end].isupper()
        if not large or word[0] in known or silent[span.start] or _is_first(written, span.start, word.start()):
            continue
        if run and not _JOINT.fullmatch(written.plain[run[-1].end : span.start][:20]):
            yield _shown(text, run)
            run = []
        run.append(span)
    if run:
        yield _shown(text, run)


def _shown(text: str, run: list[Span]) -> tuple[Span, str]:
    span = Span(run[0].start, run[-1].end)
    return span, " ".join(text[span.start : span.end].split())


def _is_first(written: Written, index: int, at: int) -> bool:
    sentence = written.sentence_at(index)
    before = written.text[sentence.start : index] if index - sentence.start < 8 else ""
    if index - sentence.start < 8 and not any(map(str.isalpha, before)):
        return True
    line_begins = index == 0 or written.text[index - 1] in "\r\n"
    return line_begins or bool(_FIRST.search(written.flow.text[max(0, at - 12) : at]))


def _silent(written: Written) -> Iterator[tuple[int, int]]:
    """Links, mentions, hashtags, and headings in which most words are written large."""
    for link in links(written.text):
        yield link.start, link.end
    for tag in _TAG.finditer(written.text):
        yield tag.span()
    for line in _LINE.finditer(written.text):
        words = _WORD.findall(line[0])
        if len(words) > 2 and line[0].rstrip()[-1:] not in {".", "!", "?"}:
            large = sum(word[0].isupper() for word in words)
            if 5 * large >= 3 * len(words):
                yield line.span()
