"""The wordings of one text in two languages: what they do not say alike, wherever both go out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from crisis_cli.domain.findings import Finding, Place
from crisis_cli.domain.variants import Variant, meant_of
from crisis_cli.statements.languages import check_languages
from crisis_cli.statements.pieces import Piece
from crisis_cli.statements.written import Written


class Part(NamedTuple):
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


def differing(parts: Sequence[Part], file: str) -> Iterator[tuple[Part, Finding]]:
    """What two languages do not say alike on one channel, and which of the two wordings says it."""
    for one, part in _pairs(parts):
        sides = {"here": part, "there": one}
        here, there = (Written(side, said.words.text, said.language) for side, said in sides.items())
        for finding in check_languages(here, there):
            related = tuple(other._replace(place=_at(other.place, sides, file)) for other in finding.related)
            placed = finding._replace(place=_at(finding.place, sides, file), related=related)
            yield sides[finding.place.file if finding.place else "here"], placed


def _pairs(parts: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """Of each channel its first wording with every one in another language; each pair once."""
    by_start = {part.variant.start: part for part in parts}
    told = [part.variant for part in parts]
    groups = {tuple(sorted(one.start for one in told if not one.channels))}
    for channel in dict.fromkeys(channel for part in parts for channel in part.channels):
        groups.add(tuple(sorted(one.start for one in meant_of(told, channel))))
    pairs = {(group[0], other) for group in groups for other in group[1:]}
    for one, other in sorted(pairs, key=lambda pair: (pair[1], pair[0])):
        if by_start[one].language != by_start[other].language:
            yield by_start[one], by_start[other]


def _at(place: Place | None, sides: Mapping[str, Part], file: str) -> Place | None:
    if place is None:
        return None
    part = sides[place.file]
    return part.place.in_whole(part.words.in_whole(place))._replace(file=file)
