"""How much of a text stands word for word in the template it was drafted from (template_share)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crisis_cli.domain.findings import Finding, Related, Severity
from crisis_cli.domain.legal_marks import blanked_legal_marks, legal_lines
from crisis_cli.domain.parts import SHARE_BLOCK, SHARE_WARN
from crisis_cli.statements.written import Span, Written

RUN = 5
"""Words in a row from which on they count as the template's; 4 or 8 would change little."""

BLOCK, WARN = SHARE_BLOCK, SHARE_WARN
"""Shares above which a finding is an error and a warning. From a simulation, not from readers: of a template of
twelve sentences, with 0, 2, 4, 6, 8 of them replaced, a share of 1.00, 0.64, 0.40, 0.25, 0.14 was left. Its
texts are not recorded; such shares need new sentences three times as long as the old. As long as the old ones, two
of them leave 0.83."""

_RUNS_SHOWN = 5
_LONGEST_SHOWN = 60
_WORD = re.compile(r"\w+(?:[-']\w+)*")


class Share(NamedTuple):
    """`share`: 0 to 1. `runs`: the stretches of the final text that are the template's, by its characters; runs
    that touch or overlap make one stretch."""

    share: float
    runs: tuple[tuple[int, int], ...]


class _Word(NamedTuple):
    text: str
    span: Span


def template_share(final: str, template: str, values: Iterable[str] = ()) -> Share:
    """The share of the final text's words in runs of five or more that stand word for word in the rendered
    template, capitals and punctuation aside.

    The `values` of facts are taken out of both texts, and so is every line that begins with `[legal]` in either,
    with or without that mark."""
    required = _by_first_word(legal_lines(template) + legal_lines(final))
    facts = _by_first_word(values)
    old, new = (_without(_without(_words(text), required), facts) for text in (template, final))
    return _share([word.text for word in old], new)


def check_sameness(
    written: Written,
    share: Share,
    *,
    exempt: bool = False,
    signed: bool = True,
    block: float = BLOCK,
    warn: float = WARN,
) -> Iterator[Finding]:
    """At most one finding. `exempt`: the text is the holding statement of the first half hour. `signed`: a person
    signs it, so that too large a share is an error."""
    if exempt or share.share <= min(warn, block):
        return
    severity = Severity.ERROR if signed and share.share > block else Severity.WARNING
    longest = sorted(share.runs, key=lambda run: (run[0] - run[1], run))[:_RUNS_SHOWN]
    related = tuple(
        Related(f'from the template: "{_shortened(written.text[start:end])}"', place=written.place(start, end))
        for start, end in sorted(longest)
    )
    limit = block if share.share > block else warn
    message = (
        f"{_percent(share.share)} of the words stand like this in the template, in runs of {RUN} or more; "
        f"at most {_percent(limit)} are expected"
    )
    hint = "say the marked passages in your own words, the longest first; the facts may stay as they are"
    place = written.place(*longest[0]) if longest else written.place(0, 0)
    yield Finding("template-share", severity, message, hint, place=place, related=related)


def _percent(share: float) -> str:
    # Rounded down, as 60.4 % above a limit of 60 % must not read as if it were the limit.
    return f"{int(1000 * share + 1e-6) / 10:g} %"


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."


def _words(text: str) -> list[_Word]:
    """The words of a text; the mark `[legal]` itself is none."""
    flow = Written("", blanked_legal_marks(text), "").flow
    return [
        _Word(found[0], Span(flow.at[found.start()], flow.at[found.end() - 1] + 1))
        for found in _WORD.finditer(flow.text)
    ]


def _by_first_word(texts: Iterable[str]) -> Mapping[str, list[list[str]]]:
    """The texts as words, the longest first, under their first word."""
    found: defaultdict[str, list[list[str]]] = defaultdict(list)
    for words in sorted(([word.text for word in _words(text)] for text in set(texts)), key=len, reverse=True):
        if words:
            found[words[0]].append(words)
    return found


def _without(words: list[_Word], taken_out: Mapping[str, list[list[str]]]) -> list[_Word]:
    if not taken_out:
        return words
    left: list[_Word] = []
    texts = [word.text for word in words]
    position = 0
    while position < len(words):
        for value in taken_out.get(texts[position], ()):
            if texts[position : position + len(value)] == value:
                position += len(value)
                break
        else:
            left.append(words[position])
            position += 1
    return left


def _share(old: Sequence[str], new: Sequence[_Word]) -> Share:
    """A word lies in a run of five or more exactly when it lies in one of five: looking five words up at every
    place finds all runs in one pass."""
    known = {tuple(old[start : start + RUN]) for start in range(len(old) - RUN + 1)}
    texts = [word.text for word in new]
    covered = 0
    runs: list[tuple[int, int]] = []
    reached = -1
    for start in range(len(texts) - RUN + 1):
        if tuple(texts[start : start + RUN]) not in known:
            continue
        end = start + RUN
        covered += end - max(start, reached)
        if start <= reached:
            runs[-1] = (runs[-1][0], new[end - 1].span.end)
        else:
            runs.append((new[start].span.start, new[end - 1].span.end))
        reached = end
    return Share(covered / len(texts) if texts else 0.0, tuple(runs))
