"""A text as it is checked: its places, what of it somebody else says, and a plain form to look for words in."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from crisis_cli.domain.findings import Place
from crisis_cli.statements.quotations import quotations
from crisis_cli.statements.span import Span as Span

STDIN = "<stdin>"
"""The file of a text that was piped in."""


class Flow(NamedTuple):
    """The plain text as one goes on reading it: composed (NFC), nothing invisible, one space wherever there is
    space and one line feed between paragraphs. `at[i]` is the index in the original of the flow's character i; it
    has one entry more than the text, for its end."""

    text: str
    at: Sequence[int]


class Written:
    """A text under check. All indices count characters (code points) of `text` as it was handed in."""

    def __init__(self, file: str, text: str, language: str, ours: Iterable[str] = ()) -> None:
        """`ours`: names of the company and of whoever speaks for it."""
        self.file = file
        self.text = text
        self.language = language
        self.ours = tuple(ours)

    def place(self, start: int, end: int) -> Place:
        """Where these characters stand: 1-based, the end exclusive. CR LF, LF and CR each end one line."""
        line, column = self._position(start)
        return Place(self.file, line, column, *self._position(max(start, end)))

    @cached_property
    def plain(self) -> str:
        """`text`, character by character, as checks want it: no capitals, one kind of quotation mark, of space and
        of dash, and no words in a gap that still waits for its writer's. As long as the text, so that an index
        means the same in both."""
        folded = _GAP.sub(lambda gap: _NO_WORD * len(gap[0]), self.text).translate(_PLAIN)
        whole = folded.casefold()
        # Folding only ever makes a text longer, so that an equal length is every character in its place.
        if len(whole) == len(folded):
            return whole
        return "".join(low if len(low := one.casefold()) == 1 else one for one in folded)

    @cached_property
    def flow(self) -> Flow:
        """The plain text to look for phrases in, however its lines are wrapped, its accents coded, or whatever
        invisible stands between two letters."""
        return _flow(self.plain)

    def sentences(self) -> tuple[Span, ...]:
        """The sentences in their order, without the space around them; a paragraph and a list item end one too."""
        return self._sentences

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """What somebody else says, in order and apart: lines that begin with `>`, and what stands between
        quotation marks and is not given to one of us. Where marks hold more than half of the letters, as in a
        press text that is one long quotation, they hold our own words and do not count."""
        return _joined(quotations(self.text, self.ours))

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether these characters lie wholly within somebody else's words."""
        before = bisect_right(self.quoted, (start, len(self.text) + 1)) - 1
        return before >= 0 and end <= self.quoted[before].end

    def is_in_a_gap(self, start: int, end: int) -> bool:
        """Whether these characters lie wholly within a gap, whose words nobody has written yet."""
        return self.plain[start:end] == _NO_WORD * (end - start)

    def sentence_at(self, index: int) -> Span:
        """The sentence that this character stands in, or the empty span there when it stands between two."""
        before = bisect_right(self._sentences, (index, len(self.text) + 1)) - 1
        if before >= 0 and index < self._sentences[before].end:
            return self._sentences[before]
        return Span(index, index)

    @cached_property
    def words(self) -> int:
        """How many words the text has; what a hyphen or an apostrophe joins is one."""
        return sum(1 for _ in _WORD.finditer(self.plain))

    @cached_property
    def _sentences(self) -> tuple[Span, ...]:
        return tuple(_sentences(self.text))

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def _position(self, index: int) -> tuple[int, int]:
        index = max(0, min(index, len(self.text)))
        line = bisect_right(self._lines, index)
        return line, index - self._lines[line - 1] + 1


_LINE_END = re.compile(r"\r\n|\n|\r")
_WORD = re.compile(r"\w+(?:[-']\w+)*")

_GAP = re.compile(r"\[\[[^\[\]]*\]\]|\[\?[^\[\]]*\?\]")
_NO_WORD = "\ufffc"
"""What stands for something that is no text; no word, no space and no end of a sentence."""

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4\u0060", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys(
            "\u00a0\u202f\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u3000", " "
        ),
        "\u2026": ".",
    }
)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


_SPACE = re.compile(r"[\s\x00-\x1f]+")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n|\r[ \t]*\r")
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


def _flow(plain: str) -> Flow:
    text: list[str] = []
    at: list[int] = []
    position = 0
    add = _add_as_it_is
    if _UNSEEN.search(plain) or not unicodedata.is_normalized("NFC", plain):
        add = _add_composed
    for space in _SPACE.finditer(plain):
        add(plain, position, space.start(), text, at)
        text.append("\n" if _PARAGRAPH.search(space[0]) else " ")
        at.append(space.start())
        position = space.end()
    add(plain, position, len(plain), text, at)
    at.append(len(plain))
    return Flow("".join(text), at)


def _add_as_it_is(plain: str, start: int, end: int, text: list[str], at: list[int]) -> None:
    text.append(plain[start:end])
    at.extend(range(start, end))


def _add_composed(plain: str, start: int, end: int, text: list[str], at: list[int]) -> None:
    """Put what stands between two spaces into the flow, composed and without what cannot be seen."""
    cluster = ""
    first = start
    for index in range(start, end):
        one = plain[index]
        if _UNSEEN.match(one):
            continue
        if cluster and not unicodedata.combining(one):
            _add_cluster(cluster, first, text, at)
            cluster = ""
        if not cluster:
            first = index
        cluster += one
    _add_cluster(cluster, first, text, at)


def _add_cluster(cluster: str, first: int, text: list[str], at: list[int]) -> None:
    composed = unicodedata.normalize("NFC", cluster)
    text.append(composed)
    at.extend([first] * len(composed))


_SENTENCE_END = re.compile(
    r"(?<![.!?\u2026])[.!?\u2026]+(?:[ \u00a0\u202f]\u00bb|[\"'\u201d\u2019\u00bb)\]])*(?=\s|$)"
    r"|\n[ \t\r]*\n|\n(?=[ \t]*(?:[-*\u2022\u2013>]|\d{1,2}[.)])[ \t])"  # a paragraph, a list item
)
_NUMBER = re.compile(r"\s*\d{1,2}\.")
_TITLE = re.compile(r"(?:^|[\s(])(?:mr|mrs|ms|dr|st|vs|cf|no|nos|art|p|m|mm|mme|mlle)\.$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?:^|[\s(\d])(?:etc|approx|env|\w\.\w)\.$", re.IGNORECASE)


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if found[0] == "." and _goes_on(text, max(start, found.end() - 12), found.end()):
            continue
        yield from _without_space(text, start, found.end())
        start = found.end()
    yield from _without_space(text, start, len(text))


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether this full stop is that of an abbreviation or of an item's number, and the sentence goes on."""
    before, after = text[start:end], text[end : end + 3].lstrip(" \u00a0\u202f")
    if not after or after[0] in "\r\n":
        return False
    return bool(
        _NUMBER.fullmatch(before)
        or _TITLE.search(before)
        or (_ABBREVIATION.search(before) and not after[0].isupper())
    )


def _without_space(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    kept = piece.strip()
    if kept:
        first = start + len(piece) - len(piece.lstrip())
        yield Span(first, first + len(kept))
