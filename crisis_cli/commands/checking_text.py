"""A statement's text checked: each of its wordings for what it says, and for the channel that it is meant for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from crisis_cli.domain.findings import Finding, Place
from crisis_cli.domain.variants import Variant, variants, wordings_for
from crisis_cli.files.lexicon import lexicon
from crisis_cli.statements import gaps, phrases
from crisis_cli.statements.channels.checking import check_channel
from crisis_cli.statements.channels.counted import Counted
from crisis_cli.statements.channels.counting import count
from crisis_cli.statements.claims import check_claims
from crisis_cli.statements.elements import Kind, Known, missing
from crisis_cli.statements.facts import check_facts
from crisis_cli.statements.known import KnownFact
from crisis_cli.statements.languages import check_languages
from crisis_cli.statements.sameness import Share, check_sameness, template_share
from crisis_cli.statements.written import Written
from crisis_cli.ui.findings.result import ordered


class Wording(NamedTuple):
    """One wording checked. `counted`: as its first channel counts it, None where no channel was named."""

    title: str
    language: str
    counted: Counted | None
    findings: tuple[Finding, ...]
    template_share: float | None = None


class About(NamedTuple):
    """What is known of a text that is checked. `language`, `channels`: where its own lines do not say; `only`:
    look only at what goes out on these channels; `kind`:
    what it is for, None: nothing need be in it. `facts`: what the run knows, None outside of one; `template`: the
    draft that it was written from, `signed`: in the name of one person; `waived`: by rule and
    words, what somebody lives with."""

    language: str = ""
    channels: tuple[str, ...] = ()
    only: bool = False
    kind: Kind | None = None
    known: Known = Known()
    facts: tuple[KnownFact, ...] | None = None
    company: str = ""
    template: str = ""
    signed: bool = False
    waived: Callable[[str, str], bool] | None = None


def check_text(text: str, file: str, about: About) -> list[Wording]:
    """Every wording of the text, in writing order, each with what was found in it."""
    parts = variants(text)
    marked = any(part.channels or part.language for part in parts)
    if not marked:
        parts = (Variant((), "", text),)
    if about.only:
        wanted = {part for channel in about.channels for part in wordings_for(text, channel)}
        parts = tuple(part for part in parts if not marked or part in wanted)
    return _with_differences([_checked(part, file, text, about) for part in parts], parts, file, text)


def _with_differences(checked: list[Wording], parts: Sequence[Variant], file: str, whole: str) -> list[Wording]:
    """The same, with what two languages of one wording do not say alike, told at the second of them."""
    first: dict[tuple[str, ...], int] = {}
    for number, part in enumerate(parts):
        one = first.setdefault(part.channels, number)
        if one == number or checked[one].language == checked[number].language:
            continue
        here, there = (Written(file, parts[index].text, checked[index].language) for index in (number, one))
        above = whole.count("\n", 0, part.start)
        differ = tuple(_below(finding, above)._replace(related=()) for finding in check_languages(here, there))
        wording = checked[number]
        checked[number] = wording._replace(findings=tuple(ordered((*wording.findings, *differ))))
    return checked


def _checked(part: Variant, file: str, whole: str, about: About) -> Wording:
    language = part.language or about.language or guessed_language(part.text)
    written = Written(file, part.text, language)
    channels = part.channels or about.channels
    if about.only:
        channels = tuple(channel for channel in channels if channel in about.channels)
    words = lexicon(language)
    found = [*gaps.find(written), *phrases.find(written, words), *_by_channel(written, channels)]
    if about.kind is not None:
        found += missing(written, words, about.kind, about.known)
    if about.facts is None:
        found += check_claims(written)
    else:
        found += check_facts(written, about.facts, company=about.company)
    share = _share(part.text, about) if about.template else None
    if share is not None:
        found += check_sameness(written, share, exempt=about.kind is Kind.HOLDING, signed=about.signed)
    above = whole.count("\n", 0, part.start)
    counted = count(channels[0], part.text) if channels else None
    kept = (one for one in found if not _is_waived(one, part.text, about))
    placed = ordered(dict.fromkeys(_below(one, above) for one in kept))  # several channels say a thing once
    return Wording(part.title, language, counted, tuple(placed), share.share if share is not None else None)


def _is_waived(finding: Finding, text: str, about: About) -> bool:
    words = finding.place.words(text) if finding.place else ""
    return about.waived is not None and about.waived(finding.rule, words)


def _share(text: str, about: About) -> Share:
    values = [shown for fact in about.facts or () for shown in fact.shown]
    return template_share(text, about.template, values)


def _by_channel(written: Written, channels: Sequence[str]) -> Iterator[Finding]:
    for channel in channels:
        yield from check_channel(written, channel)


def _below(finding: Finding, lines: int) -> Finding:
    """The same in the whole text, of which the wording is a part that begins so many lines further down."""
    place = finding.place
    if place is None or not lines:
        return finding
    return finding._replace(
        place=Place(place.file, place.line + lines, place.column, place.end_line + lines, place.end_column)
    )


_SMALL_WORDS = {
    "fr": "le la les des du nous vous est sont une et à pas pour dans que qui avec sur ce cette",
    "en": "the and we you is are of to in our that this with for it on have has not what",
}


def guessed_language(text: str) -> str:
    """`fr` or `en`, by the small words that are more frequent; nobody has said which."""
    words = text[:20_000].lower().split()
    counts = {language: sum(word in few.split() for word in words) for language, few in _SMALL_WORDS.items()}
    return "fr" if counts["fr"] > counts["en"] else "en"
