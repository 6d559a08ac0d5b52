"""What a text of its kind must hold, and what of it this one lacks.

An element is shown by a phrase of the lexicon, by the value of a fact that stands in the text, or by its author,
who ticks it. Patterns find only some of the ways in which people say a thing (of affected 4 in 10, of action 1 in
4, on real statements), so these two are never errors.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.next_word import next_word
from crisis_cli.domain.phrases import Phrase
from crisis_cli.statements.phrases import Hit, hits
from crisis_cli.statements.standing import stands
from crisis_cli.statements.written import Span, Written

ERROR, WARNING, HINT = Severity


class Kind(StrEnum):
    """What a text is for."""

    HOLDING = "holding"
    APOLOGY = "apology"
    UPDATE = "update"
    ALL_CLEAR = "all-clear"
    STAFF = "staff"
    MAIL = "mail"
    PRESS = "press"
    REPLY = "reply"


class Need(NamedTuple):
    """A finding for an element that is not there: its rule, and what the element is called."""

    rule: str
    element: str
    called: str


class Known(NamedTuple):
    """What is known around a text. `anchors`: by element the values of facts that show it; `ticked`: the elements
    that its author says are there; `is_open`: whether the crisis goes on, so that people wait for the next word;
    `in_run`: the text is a statement of a run, named by its file.
    """

    anchors: Mapping[str, Collection[str]] = {}
    ticked: Collection[str] = ()
    is_open: bool = False
    in_run: bool = False


APOLOGY = Need("missing-apology", "apology", "an apology without a condition")
OWNERSHIP = Need("missing-ownership", "ownership", "whose responsibility it is")
WHAT_HAPPENED = Need("missing-what-happened", "what_happened", "what happened")
AFFECTED = Need("missing-affected", "affected", "who is affected")
EMPATHY = Need("missing-empathy", "empathy", "what it is like for them")
ACTION = Need("missing-action", "action", "what you do now")
REPAIR = Need("missing-repair", "repair", "how you put it right")
NEXT_UPDATE = Need("missing-next-update", "next_update", "when you speak next")
CONTACT = Need("missing-contact", "contact", "how to reach you")

NEEDS: Mapping[Kind, Mapping[Need, Severity]] = {
    Kind.HOLDING: {WHAT_HAPPENED: WARNING, ACTION: HINT, NEXT_UPDATE: ERROR},
    Kind.APOLOGY: {
        APOLOGY: ERROR,
        OWNERSHIP: WARNING,
        WHAT_HAPPENED: ERROR,
        AFFECTED: WARNING,
        EMPATHY: HINT,
        ACTION: WARNING,
        REPAIR: HINT,
        NEXT_UPDATE: ERROR,
        CONTACT: WARNING,
    },
    Kind.UPDATE: {WHAT_HAPPENED: WARNING, ACTION: WARNING, NEXT_UPDATE: ERROR, CONTACT: WARNING},
    Kind.ALL_CLEAR: {WHAT_HAPPENED: ERROR, ACTION: WARNING, CONTACT: WARNING},
    Kind.STAFF: {WHAT_HAPPENED: WARNING, ACTION: WARNING, NEXT_UPDATE: ERROR, CONTACT: HINT},
    Kind.MAIL: {
        APOLOGY: WARNING,
        WHAT_HAPPENED: ERROR,
        ACTION: WARNING,
        REPAIR: HINT,
        NEXT_UPDATE: WARNING,
        CONTACT: WARNING,
    },
    Kind.PRESS: {
        WHAT_HAPPENED: ERROR,
        AFFECTED: WARNING,
        ACTION: WARNING,
        NEXT_UPDATE: ERROR,
        CONTACT: WARNING,
    },
    Kind.REPLY: {ACTION: WARNING, CONTACT: HINT},
}
"""The severity where all that is needed to judge is known; see `severity`."""

_NOTHING_KNOWN = Known()


def missing(
    written: Written, phrases: Iterable[Phrase], kind: Kind, known: Known = _NOTHING_KNOWN
) -> Iterator[Finding]:
    """A finding for every element that a text of that kind needs and this one does not show. Nothing where the
    language has no lexicon: then there is no telling."""
    lexicon = tuple(phrases)
    if not any(phrase.element for phrase in lexicon):
        return
    there = elements(written, lexicon, known)
    for need, most in NEEDS[kind].items():
        if need.element not in there:
            yield _finding(written, lexicon, need, severity(need, most, known), _tick(written, need, known))


def elements(written: Written, phrases: Iterable[Phrase], known: Known = _NOTHING_KNOWN) -> frozenset[str]:
    """The elements that the text shows, or that its author says it has."""
    found = hits(written, [phrase for phrase in phrases if phrase.element or phrase.blocks])
    conditions = _conditions(written, found)
    shown = {
        hit.phrase.element
        for hit in found
        if hit.phrase.element != "apology" or written.sentence_at(hit.span.start) not in conditions
    }
    anchored = {
        element for element, values in known.anchors.items() if any(stands(value, written) for value in values)
    }
    if next_word(written.text, at=_ANY_MOMENT, zone=UTC) is not None:
        shown.add("next_update")
    return frozenset((shown - {""}) | anchored | set(known.ticked))


_ANY_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
"""Whether there is a next word does not hang on the moment, only when it comes."""


def severity(need: Need, most: Severity, known: Known) -> Severity:
    """What happened is an error only where facts could have shown it, when you speak next only while people wait:
    elsewhere one step less."""
    judged = {WHAT_HAPPENED: bool(known.anchors.get("what_happened")), NEXT_UPDATE: known.is_open}
    if judged.get(need, True):
        return most
    return WARNING if most is ERROR else HINT


def _tick(written: Written, need: Need, known: Known) -> str:
    """What its author types, whose words no pattern recognises."""
    return f"crisis waive {written.file} {need.rule} --reason TEXT" if known.in_run else f"--has {need.element}"


def _finding(written: Written, lexicon: Iterable[Phrase], need: Need, severity: Severity, tick: str) -> Finding:
    span = Span(0, min(1, len(written.text)))
    message = f"this text does not say {need.called}"
    if need is APOLOGY:
        message = "this text has no apology without a condition"
        blocking = [phrase for phrase in lexicon if phrase.blocks and phrase.family == "Apology"]
        if takes_back := next(iter(hits(written, blocking)), None):
            span = takes_back.span
            message = f"the apology here does not count: {takes_back.phrase.what}"
    shown_by = [phrase for phrase in lexicon if phrase.element == need.element]
    example = max(shown_by, key=lambda phrase: phrase.weight).instead if shown_by else ""
    hint = f"say it, for example: {example} If it is there in other words: {tick}"
    return Finding(need.rule, severity, message, hint, place=written.place(*span))


def _conditions(written: Written, found: Iterable[Hit]) -> set[Span]:
    """The sentences in which an apology is taken back: with an "if", a "but" or an "anyone"."""
    return {written.sentence_at(hit.span.start) for hit in found if hit.phrase.blocks}
