"""A statement's text checked: each of its wordings for what it says, and for the channel that it is meant for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crisis_cli.domain.findings import Finding, Place
from crisis_cli.domain.parts import Checks
from crisis_cli.domain.variants import Variant, as_one_text, meant_for, posts_in, variants
from crisis_cli.files.lexicon import lexicon
from crisis_cli.statements import gaps, phrases
from crisis_cli.statements.channels.checking import check_channel
from crisis_cli.statements.channels.counted import Counted
from crisis_cli.statements.channels.counting import count
from crisis_cli.statements.claims import check_claims
from crisis_cli.statements.elements import Kind, Known, missing
from crisis_cli.statements.facts import check_facts
from crisis_cli.statements.guessing import guessed_language
from crisis_cli.statements.known import KnownFact
from crisis_cli.statements.languages import check_languages
from crisis_cli.statements.pieces import Piece, piece_at
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
    look only at what goes out on these channels; `kind`: what it is for, None: nothing need be in it. `facts`:
    what the run knows, None outside of one; `template`: the draft that it was written from, `signed`: in the name
    of one person; `checks`: what the team has set; `waived`: by rule and words, what somebody lives with."""

    language: str = ""
    channels: tuple[str, ...] = ()
    only: bool = False
    kind: Kind | None = None
    known: Known = Known()
    facts: tuple[KnownFact, ...] | None = None
    company: str = ""
    template: str = ""
    signed: bool = False
    checks: Checks = Checks()
    waived: Callable[[str, str], bool] | None = None


class _Part(NamedTuple):
    """A wording to check. `words`: all that it says, `posts`: what of it is posted at once; both without marks,
    and each with the way back to the whole text."""

    variant: Variant
    language: str
    channels: tuple[str, ...]
    place: Piece
    words: Piece
    posts: tuple[Piece, ...]
    written: Written

    def told_of_whole(self, finding: Finding, piece: Piece) -> Finding:
        """A finding in one of its pieces with the places of the whole text."""
        return self.place.told_of_whole(piece.told_of_whole(finding))


def check_text(text: str, file: str, about: About) -> list[Wording]:
    """Every wording of the text, in writing order, each with what was found in it."""
    found = variants(text)
    marked = any(one.title != "all" for one in found)
    if not marked:
        found = (Variant((), "", text),)
    where = _where(text, about.channels) if marked else {0: about.channels}
    if about.only:
        found = tuple(one for one in found if one.start in where)
    parts = [_part(one, where.get(one.start, ()), file, text, about) for one in found]
    differences = list(_differences(parts, file))
    return [
        _checked(part, text, about, [found for there, found in differences if there is part]) for part in parts
    ]


def _where(text: str, channels: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """Where each part goes out, by where it starts; the part for all not where a channel has its own."""
    found: dict[int, tuple[str, ...]] = {}
    for channel in channels:
        for part in meant_for(text, channel):
            found[part.start] = (*found.get(part.start, ()), channel)
    return found


def _part(variant: Variant, where: tuple[str, ...], file: str, whole: str, about: About) -> _Part:
    language = variant.language or about.language or guessed_language(variant.text)
    channels = where if about.only else variant.channels or where
    place = piece_at(whole, variant.start, "")
    words = piece_at("", 0, as_one_text(variant))
    apart = posts_in(variant.text) if variant.thread else ()
    posts = tuple(piece_at(variant.text, start, post) for start, post in apart) or (words,)
    return _Part(variant, language, channels, place, words, posts, Written(file, words.text, language))


def _checked(part: _Part, whole: str, about: About, differences: Sequence[Finding]) -> Wording:
    found = [part.told_of_whole(one, part.words) for one in _in_words(part, about)]
    found += [*_by_channel(part, about), *differences]
    share = _share(part, about) if about.template else None
    if share is not None:
        found += map(part.place.told_of_whole, _sameness(part, about, share))
    kept = (one for one in found if not _is_waived(one, whole, about))
    placed = ordered(dict.fromkeys(kept))  # several channels say a thing once
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


def _in_words(part: _Part, about: About) -> Iterator[Finding]:
    """What is found in all that the wording says, on whatever channel."""
    written, words = part.written, lexicon(part.language)
    yield from gaps.find(written)
    yield from phrases.find(written, words)
    if about.kind is not None:
        yield from missing(written, words, about.kind, about.known)
    if about.facts is None:
        yield from check_claims(written)
    else:
        yield from check_facts(written, about.facts, company=about.company)


def _by_channel(part: _Part, about: About) -> Iterator[Finding]:
    thread = part.variant.thread
    for number, post in enumerate(part.posts, start=1):
        written = Written(part.written.file, post.text, part.language) if thread else part.written
        name = f"post {number} of {len(part.posts)}: " if thread else ""
        for channel in part.channels:
            for finding in check_channel(written, channel, about.checks.limits, thread):
                named = finding._replace(message=f"{name}{finding.message}")
                yield part.told_of_whole(named, post)


def _differences(parts: Sequence[_Part], file: str) -> Iterator[tuple[_Part, Finding]]:
    """What two languages of one wording do not say alike, and which of the two says it."""
    first: dict[tuple[str, ...], _Part] = {}
    for part in parts:
        one = first.setdefault(part.variant.channels, part)
        if one.language == part.language:
            continue
        sides = {"here": part, "there": one}
        here, there = (Written(side, said.words.text, said.language) for side, said in sides.items())
        for finding in check_languages(here, there):
            related = tuple(other._replace(place=_at(other.place, sides, file)) for other in finding.related)
            placed = finding._replace(place=_at(finding.place, sides, file), related=related)
            yield sides[finding.place.file if finding.place else "here"], placed


def _at(place: Place | None, sides: Mapping[str, _Part], file: str) -> Place | None:
    if place is None:
        return None
    part = sides[place.file]
    return part.place.in_whole(part.words.in_whole(place))._replace(file=file)


def _share(part: _Part, about: About) -> Share:
    values = [shown for fact in about.facts or () for shown in fact.shown]
    return template_share(as_one_text(part.variant), about.template, values)


def _sameness(part: _Part, about: About, share: Share) -> Iterator[Finding]:
    """In the text with its marks, which say what of it the law asks for."""
    return check_sameness(
        Written(part.written.file, as_one_text(part.variant), part.language),
        share,
        exempt=about.kind is Kind.HOLDING,
        signed=about.signed,
        block=about.checks.share_block,
        warn=about.checks.share_warn,
    )


def _counted(part: _Part, about: About) -> tuple[Counted, ...]:
    if not part.channels:
        return ()
    return tuple(count(part.channels[0], post.text, about.checks.limits) for post in part.posts)


def _thread(part: _Part, about: About) -> tuple[str, ...]:
    """For the first of its channels that is too short for it."""
    if part.variant.thread:
        return ()
    threads = (offered(part.words.text, channel, about.checks.limits) for channel in part.channels)
    return next(filter(None, threads), ())


def _is_waived(finding: Finding, whole: str, about: About) -> bool:
    words = finding.place.words(whole) if finding.place else ""
    return about.waived is not None and about.waived(finding.rule, words)
