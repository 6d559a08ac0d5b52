"""The language of a wording: one that nobody can check here, and sentences that are in another one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.statements.written import Span, Written

_SMALL_WORDS = {
    "en": (
        "the and we you is are of to our that this with for it have has not what do does was were been will would"
        " from by your who there they them he she but can at be how when where which until please now it's don't"
    ),
    "fr": (
        "le la les des du nous vous une et pas dans que qui avec ce cette ne je il elle ils elles au aux pour"
        " votre vos notre nos leur leurs était ont avons avez sera ces mais où est sont être quand depuis jusqu'à"
        " n'est c'est"
    ),
}
"""Words of one of the two languages that are hardly ever one of the other."""

_FEW = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_NAMES = {"en": "English", "fr": "French"}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_CLAUSE_ENDS = re.compile(r"[;:\n]")
_LEAST_WORDS, _LEAST_SMALL = 4, 2


def check_language(written: Written, known: Collection[str]) -> Iterator[Finding]:
    """A warning where the language has no lexicon, the `known` ones being those that have one; else one for the
    first piece of a sentence that is in another of them."""
    if written.language not in known:
        message = (
            f'nobody can check the language "{written.language}" here: phrases and what is missing are not told'
        )
        hint = f"let somebody who speaks it read it twice; these are checked: {', '.join(known)}"
        place = written.place(0, min(1, len(written.text)))
        yield Finding("unknown-language", Severity.WARNING, message, hint, place=place)
        return
    foreign = list(_foreign(written))
    if foreign:
        span, other = foreign[0]
        again = f" ({len(foreign)} such places)" if len(foreign) > 1 else ""
        here = _NAMES.get(written.language, written.language)
        message = f"this is {_NAMES[other]}, in a wording in {here}{again}"
        hint = f"say it in {here}, or name the language above the wording: === x · {other} ==="
        yield Finding("other-language", Severity.WARNING, message, hint, place=written.place(*span))


def _foreign(written: Written) -> Iterator[tuple[Span, str]]:
    """Pieces between two stops or colons, outside of quotations, whose small words are another language's."""
    own = _FEW.get(written.language, frozenset())
    others = {language: few for language, few in _FEW.items() if language != written.language}
    for span in _clauses(written):
        words = _WORD.findall(written.plain, *span)
        if len(words) < _LEAST_WORDS or written.is_quoted(*span):
            continue
        ours = sum(map(own.__contains__, words))
        for language, few in others.items():
            theirs = sum(map(few.__contains__, words))
            if theirs >= _LEAST_SMALL and theirs > 3 * ours and 5 * theirs >= len(words):
                yield span, language


def _clauses(written: Written) -> Iterator[Span]:
    for sentence in written.sentences():
        start = sentence.start
        for stop in _CLAUSE_ENDS.finditer(written.text, *sentence):
            yield Span(start, stop.start())
            start = stop.end()
        yield Span(start, sentence.end)
