"""The facts of a text against the facts we know: numbers, times, dates and names, and how sure they are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.next_word import next_word
from crisis_cli.statements.claims import check_claims
from crisis_cli.statements.figures import MOST_FIGURES, Figure, figures
from crisis_cli.statements.hedges import hedged, is_within
from crisis_cli.statements.known import KnownFact as KnownFact
from crisis_cli.statements.known import Ledger
from crisis_cli.statements.names import check_names
from crisis_cli.statements.people import counts_people, says_the_dead, says_the_others
from crisis_cli.statements.standing import stands
from crisis_cli.statements.vague_counts import vague_counts
from crisis_cli.statements.written import Span, Written


class _Said(NamedTuple):
    """A finding that has no place yet; `key`: what the same value has in common wherever it stands."""

    finding: Finding
    key: str
    span: Span


def check_facts(
    written: Written, facts: Sequence[KnownFact], *, zone_words: Iterable[str] = (), company: str = ""
) -> Iterator[Finding]:
    """What the text says that no fact does, or says more surely than we know it, in the order of the text; each
    value once, where it stands first. `zone_words` are the names of time zones (CEST, heure de Paris)."""
    sure = [shown for fact in facts if fact.status == "confirmed" for shown in fact.shown]
    names = [shown for fact in facts for shown in fact.shown + fact.before]
    seen = figures(written, company)
    told = _told_anew(written, facts, seen)
    said = [*_figures(written, facts, seen, told), *_words(written, facts, told), *_gone(facts, told)]
    found = [
        *_once(written, said),
        *vague_counts(written, facts),
        *([_too_many(written, seen[-1])] if len(seen) >= MOST_FIGURES else ()),
        *check_claims(written, sure),
        *check_names(written, [*names, company, *zone_words]),
    ]
    yield from sorted(found, key=lambda one: one.place[1:] if one.place else ())


def facts_said(written: Written, facts: Sequence[KnownFact], *, company: str = "") -> frozenset[str]:
    """The facts whose value stands in the text: the first half of its words, or for a count a number of people or
    things."""
    text = written.flow.text
    known = Ledger([fact for fact in facts if fact.number is not None], written.language)
    counted = [
        fact.name
        for figure in figures(written, company)
        if figure.means.kind not in _UNCHECKED
        for fact in known.backing(figure, text, counts_people(figure, text))
    ]
    words = ((fact.name, shown) for fact in facts if fact.number is None for shown in fact.shown)
    long = ((name, shown) for name, shown in words if sum(map(str.isalpha, shown)) >= _LEAST_LETTERS)
    return frozenset((*counted, *(name for name, shown in long if stands(shown, written))))


def _figures(
    written: Written, facts: Sequence[KnownFact], seen: Sequence[Figure], told: set[tuple[str, int]]
) -> Iterator[_Said]:
    known = Ledger(facts, written.language)
    doubted = hedged(written)
    text = written.flow.text
    used: set[str] = set()
    promised = _promised(written, seen)
    for figure in seen:
        people = counts_people(figure, text)
        if figure.means.kind in _UNCHECKED or _no_fact(figure, text, people):
            continue
        backing = known.backing(figure, text, people)
        if people and says_the_dead(figure, text):
            backing = [fact for fact in backing if not _OF_THE_LIVING.search(fact.name)]
        if says_the_others(figure, text):
            backing = [fact for fact in backing if fact.name not in used]
        used |= {fact.name for fact in backing}
        if any(fact.status == "confirmed" for fact in backing):
            continue
        said = _shortened(written.text[figure.span.start : figure.span.end])
        changed = known.changed(figure)
        if changed:
            if (changed.name, written.sentence_at(figure.span.start).start) not in told:
                yield _changed(changed, said, figure.span)
        elif not backing and figure not in promised:
            yield _unbacked(figure, said, people and not _of_those_counted(figure, text, facts))
        elif backing and not is_within(doubted, figure.span.start):
            yield _unconfirmed(backing[0], said, figure.span)


_OF_THE_LIVING = re.compile(r"ill(?![a-z])|sick|hurt|injur|wounded|malade|bless|hospital")
"""In the name of a fact that counts nobody who died."""

_UNCHECKED = {"link", "weekday"}
_LENGTHS = re.compile(r"h|hours?|hrs?|heures?|mins?|minutes?|days?|jours?|j|weeks?|semaines?|months?|mois")
_AHEAD = re.compile(
    r"(?<!\w)(?:within|in|every|next|under|sous|d'ici|dans|toutes|tous|chaque|prochaine?s)"
    r"(?: (?:the|les|next|prochaine?s))? $"
)


def _no_fact(figure: Figure, text: str, people: bool) -> bool:
    """`one` and `both` where they count nobody, and the length of what we promise: "within two hours"."""
    if figure.means.loose:
        return not people
    before = text[max(0, figure.at.start - 24) : figure.at.start]
    return bool(_LENGTHS.fullmatch(figure.means.unit) and _AHEAD.search(before))


def _too_many(written: Written, last: Figure) -> Finding:
    message = f"this text has more than {MOST_FIGURES:,} figures, and the others are not compared with the facts"
    hint = "split it into several texts, or have two people compare the rest"
    return Finding("unbacked-number", Severity.WARNING, message, hint, place=written.place(*last.span))


def _of_those_counted(figure: Figure, text: str, facts: Iterable[KnownFact]) -> bool:
    """Whether these may be some of those whom a fact counts: "two others went home", where five are ill."""
    if not says_the_others(figure, text) or says_the_dead(figure, text):
        return False
    all_of_them = max((fact.number or 0 for fact in facts if fact.status == "confirmed"), default=0)
    return figure.means.value is not None and figure.means.value < all_of_them


def _promised(written: Written, seen: Iterable[Figure]) -> set[Figure]:
    """The times of day at which the text itself says that we speak again."""
    sentences: defaultdict[Span, list[Figure]] = defaultdict(list)
    for figure in seen:
        if figure.means.kind == "time":
            sentences[written.sentence_at(figure.span.start)].append(figure)
    found: set[Figure] = set()
    for (start, end), clocks in sentences.items():
        said = _ZONE_NAME.sub("", written.text[start:end])
        moment = next_word(said, at=_ANY_MOMENT, zone=UTC) if end - start <= _LONGEST_PROMISE else None
        found |= {clock for clock in clocks if moment is not None and f"t:{moment:%H:%M}" in clock.means.takes}
    return found


_LONGEST_PROMISE = 1_000
"""Characters of a sentence beyond which none is looked for in it."""

_ZONE_NAME = re.compile(r"\b(?![AP]M\b)[A-Z]{2,4}\b(?:[+-]\d{1,2})?")
_ANY_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
"""Only the time of day is looked at, as it is written."""


def _words(written: Written, facts: Sequence[KnownFact], told: set[tuple[str, int]]) -> Iterator[_Said]:
    """Values in words that the text states: of facts that are not confirmed, or that were others before."""
    sure = {shown for fact in facts if fact.status == "confirmed" for shown in fact.shown}
    doubted = hedged(written)
    for fact in facts:
        for shown in set(fact.shown) - sure if fact.status == "unconfirmed" else ():
            for span in _standing(written, shown, _LEAST_LETTERS):
                if not is_within(doubted, span.start) and not written.is_quoted(*span):
                    yield _unconfirmed(fact, _shortened(written.text[span.start : span.end]), span)
        for shown in set(fact.before) - set(fact.shown) if fact.changed_since else ():
            for span in _standing(written, shown, _LEAST_LETTERS):
                if (fact.name, written.sentence_at(span.start).start) not in told:
                    yield _changed(fact, _shortened(written.text[span.start : span.end]), span)


def _gone(facts: Sequence[KnownFact], told: set[tuple[str, int]]) -> Iterator[_Said]:
    """Facts that changed without anybody knowing how the text says them, and whose new value it does not say."""
    anew = {name for name, _ in told}
    for fact in facts:
        if fact.changed_since and not fact.before and fact.name not in anew:
            yield _changed(fact, "", Span(0, 0))


def _told_anew(written: Written, facts: Iterable[KnownFact], seen: Iterable[Figure]) -> set[tuple[str, int]]:
    """The sentences, by fact and start, that say a changed fact's new value: "five, not three as we said"."""
    changed = [fact for fact in facts if fact.changed_since]
    places = [(fact.name, span) for fact in changed for shown in fact.shown for span in _standing(written, shown)]
    known = Ledger(changed, written.language)
    for figure in seen if changed else ():
        places += [(fact.name, figure.span) for fact in known.backing(figure, "", False)]
    return {(name, written.sentence_at(span.start).start) for name, span in places}


_LEAST_LETTERS = 4
"""A value with fewer, such as "yes" or "12 g", stands in a text by chance."""


def _standing(written: Written, shown: str, letters: int = 0) -> Iterator[Span]:
    """Where this value stands, word for word."""
    flow = written.flow
    said = Written("", shown, written.language).flow.text.strip()
    if said and sum(map(str.isalpha, said)) >= letters:
        for found in re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", flow.text):
            yield Span(flow.at[found.start()], flow.at[found.end() - 1] + 1)


def _once(written: Written, said: Iterable[_Said]) -> Iterator[Finding]:
    first: dict[tuple[str, str], _Said] = {}
    times: Counter[tuple[str, str]] = Counter()
    for one in sorted(said, key=lambda one: one.span):
        first.setdefault((one.finding.rule, one.key), one)
        times[one.finding.rule, one.key] += 1
    for key, one in first.items():
        again = f" ({times[key]} times)" if times[key] > 1 else ""
        place = written.place(*one.span)
        yield one.finding._replace(message=one.finding.message + again, place=place)


def _unbacked(figure: Figure, said: str, people: bool) -> _Said:
    span, key = figure.span, min(figure.means.takes)
    if figure.means.kind in ("time", "date"):
        message = f'"{said}" is a {figure.means.kind} that no fact gives'
        hint = "look it up; if it is right, add it to the facts, else correct or delete it"
        return _Said(Finding("unbacked-time", Severity.WARNING, message, hint), key, span)
    severity = Severity.ERROR if people else Severity.WARNING
    what = "counts people, customers or data and" if people else "is a number that"
    message = f'"{said}" {what} {"matches no fact" if people else "no fact gives"}'
    hint = "a wrong number is printed for years: look up who counted, add it to the facts, or delete it"
    return _Said(Finding("unbacked-number", severity, message, hint), key, span)


def _unconfirmed(fact: KnownFact, said: str, span: Span) -> _Said:
    message = f'"{said}" is stated as certain, and the fact {fact.name} is not confirmed'
    hint = "confirm the fact first, or say in the same sentence that it is not confirmed yet"
    return _Said(Finding("unconfirmed-fact", Severity.ERROR, message, hint), fact.name, span)


def _changed(fact: KnownFact, said: str, span: Span) -> _Said:
    now = f'; it reads "{_shortened(fact.shown[0])}" now' if fact.shown else "; it is not known now"
    begin = (
        f'"{said}" is an earlier value of the fact {fact.name}' if said else f"the fact {fact.name} has changed"
    )
    hint = "write the new value, or say in one sentence what it was and what it is"
    return _Said(Finding("changed-fact", Severity.ERROR, f"{begin}{now}", hint), fact.name, span)


_LONGEST_SHOWN = 60


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."
