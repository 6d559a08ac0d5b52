"""A statement's text checked: each of its wordings for what it says, and for the channel that it is meant for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from crisis_cli.commands.checking.languages import Part, differing
from crisis_cli.domain.findings import Finding
from crisis_cli.domain.headings import headings
from crisis_cli.domain.parts import Checks
from crisis_cli.domain.variants import Variant, as_one_text, meant_of, posts_in, variants
from crisis_cli.files.lexicon import languages, lexicon
from crisis_cli.statements import gaps, phrases
from crisis_cli.statements.channels.checking import check_channel
from crisis_cli.statements.channels.counted import Counted
from crisis_cli.statements.channels.counting import ALIASES, PLATFORMS, count
from crisis_cli.statements.claims import check_claims
from crisis_cli.statements.elements import Kind, Known, missing
from crisis_cli.statements.facts import check_facts
from crisis_cli.statements.guessing import guessed_language
from crisis_cli.statements.headings import MOST_WORDINGS, check_headings
from crisis_cli.statements.invented_company import speaks_for_nobody
from crisis_cli.statements.known import KnownFact
from crisis_cli.statements.legal import check_legal_marks
from crisis_cli.statements.other_language import check_language
from crisis_cli.statements.pieces import piece_at
from crisis_cli.statements.sameness import Share, check_sameness, template_share
from crisis_cli.statements.thread import offered
from crisis_cli.statements.written import Written
from crisis_cli.ui.findings.result import ordered


class Wording(NamedTuple):
    """One wording checked. `counted`: as its first channel counts it, None where no channel was named; of a thread
    its longest post, and all of them in `posts`. `thread`: the posts to send in place of one that is too long."""

    title: str
    language: str
    counted: Counted | None
    findings: tuple[Finding, ...]
    template_share: float | None = None
    posts: tuple[Counted, ...] = ()
    thread: tuple[str, ...] = ()


class About(NamedTuple):
    """What is known of a text that is checked. `language`, `channels`: where its own lines do not say; `only`:
    look only at what goes out on these channels; `own`: all that the statement has; `kind`: what it is for, None:
    nothing need be in it. `facts`: what the run knows, None outside of one; `company`, `speaker`: whose quoted
    words are ours; `invented`: a company that does not exist; `template`: the draft that it was written from,
    `signed`: in the name of one person; `checks`: what the team has set; `waived`: by rule and words, what
    somebody lives with."""

    language: str = ""
    channels: tuple[str, ...] = ()
    only: bool = False
    own: tuple[str, ...] = ()
    kind: Kind | None = None
    known: Known = Known()
    facts: tuple[KnownFact, ...] | None = None
    company: str = ""
    invented: str = ""
    speaker: tuple[str, ...] = ()
    template: str = ""
    signed: bool = False
    checks: Checks = Checks()
    waived: Callable[[str, str], bool] | None = None


def check_text(text: str, file: str, about: About) -> list[Wording]:
    """Every wording of the text, in writing order, each with what was found in it."""
    found = variants(text)[:MOST_WORDINGS]
    if next(headings(text), None) is None:
        found = (Variant((), "", text),)
    where = _where(found, about.channels)
    if about.only:
        found = tuple(one for one in found if one.start in where)
    parts = [_part(one, where.get(one.start, ()), file, text, about) for one in found]
    differences = list(differing(parts, file))
    checked = [
        _checked(part, text, about, [found for there, found in differences if there is part]) for part in parts
    ]
    return _with_structure(checked, parts, Written(file, text, about.language), about)


def _with_structure(checked: list[Wording], parts: Sequence[Part], whole: Written, about: About) -> list[Wording]:
    """The wordings, to which each line above one and each mark is told that is not as it should be."""
    checked = checked or [Wording("all", about.language, None, ())]
    ends = [part.place.above + part.variant.text.count("\n") for part in parts]
    found = [*check_headings(whole, about.own, about.language), *check_legal_marks(whole)]
    lines = whole.text.split("\n")
    for finding in found:
        if finding.place and not _is_waived(finding, lines, about):
            number = min(bisect_left(ends, finding.place.line), len(checked) - 1)
            findings = tuple(ordered((*checked[number].findings, finding)))
            checked[number] = checked[number]._replace(findings=findings)
    return checked


def _where(parts: Sequence[Variant], channels: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """Where each part goes out, by where it starts; the part for all not where a channel has its own."""
    found: dict[int, tuple[str, ...]] = {}
    for channel in channels:
        for part in meant_of(parts, channel):
            found[part.start] = (*found.get(part.start, ()), channel)
    return found


def _part(variant: Variant, where: tuple[str, ...], file: str, whole: str, about: About) -> Part:
    language = variant.language or about.language or guessed_language(variant.text)
    known = {*PLATFORMS, *ALIASES, *about.own, *about.channels, *about.checks.limits}
    said = tuple(channel for channel in variant.channels if channel in known)
    channels = where if about.only else said if variant.channels else where
    place = piece_at(whole, variant.start, "")
    names = (about.company, *about.speaker)
    words = piece_at("", 0, as_one_text(variant))
    apart = posts_in(variant.text) if variant.thread else ()
    posts = tuple(piece_at(variant.text, start, post) for start, post in apart) or (words,)
    return Part(variant, language, channels, place, words, posts, Written(file, words.text, language, names))


def _checked(part: Part, whole: str, about: About, differences: Sequence[Finding]) -> Wording:
    found = [part.told_of_whole(one, part.words) for one in _in_words(part, about)]
    found += [*_by_channel(part, about), *differences]
    share = _share(part, about) if about.template else None
    if share is not None:
        found += map(part.place.told_of_whole, _sameness(part, about, share))
    lines = whole.split("\n")
    kept = (one for one in dict.fromkeys(found) if not _is_waived(one, lines, about))
    placed = _most(ordered(kept))
    counted = _counted(part, about)
    longest = max(counted, key=lambda one: one.length, default=None)
    return Wording(
        part.variant.title,
        part.language,
        longest,
        tuple(placed),
        share.share if share is not None else None,
        counted if part.variant.thread else (),
        _thread(part, about),
    )


def _in_words(part: Part, about: About) -> Iterator[Finding]:
    """What is found in all that the wording says, on whatever channel."""
    written, words = part.written, lexicon(part.language)
    yield from check_language(written, languages())
    yield from gaps.find(written)
    yield from speaks_for_nobody(written, about.invented)
    yield from phrases.find(written, words)
    if about.kind is not None:
        yield from missing(written, words, about.kind, about.known)
    if about.facts is None:
        yield from check_claims(written)
    else:
        yield from check_facts(written, about.facts, company=about.company)


def _by_channel(part: Part, about: About) -> Iterator[Finding]:
    thread = part.variant.thread
    for number, post in enumerate(part.posts, start=1):
        written = Written(part.written.file, post.text, part.language) if thread else part.written
        name = f"post {number} of {len(part.posts)}: " if thread else ""
        for channel in part.channels:
            for finding in check_channel(written, channel, about.checks.limits, thread):
                named = finding._replace(message=f"{name}{finding.message}")
                yield part.told_of_whole(named, post)


def _share(part: Part, about: About) -> Share:
    values = [shown for fact in about.facts or () for shown in fact.shown]
    return template_share(as_one_text(part.variant), about.template, values)


def _sameness(part: Part, about: About, share: Share) -> Iterator[Finding]:
    """In the text with its marks, which say what of it the law asks for."""
    return check_sameness(
        Written(part.written.file, as_one_text(part.variant), part.language),
        share,
        exempt=about.kind is Kind.HOLDING,
        signed=about.signed,
        block=about.checks.share_block,
        warn=about.checks.share_warn,
    )


def _counted(part: Part, about: About) -> tuple[Counted, ...]:
    if not part.channels:
        return ()
    return tuple(count(part.channels[0], post.text, about.checks.limits) for post in part.posts)


def _thread(part: Part, about: About) -> tuple[str, ...]:
    """For the first of its channels that is too short for it."""
    if part.variant.thread:
        return ()
    threads = (offered(part.words.text, channel, about.checks.limits) for channel in part.channels)
    return next(filter(None, threads), ())


MOST_OF_A_RULE = 100
"""Findings of one rule in one wording; more of them nobody reads."""


def _most(found: Iterable[Finding]) -> list[Finding]:
    times: Counter[str] = Counter()
    kept: list[Finding] = []
    for finding in found:
        times[finding.rule] += 1
        if times[finding.rule] <= MOST_OF_A_RULE:
            kept.append(finding)
    return kept


def _is_waived(finding: Finding, lines: Sequence[str], about: About) -> bool:
    if about.waived is None:
        return False
    place = finding.place
    if place is None:
        return about.waived(finding.rule, "")
    there = "\n".join(lines[place.line - 1 : place.end_line])
    return about.waived(
        finding.rule, place._replace(line=1, end_line=place.end_line - place.line + 1).words(there)
    )
