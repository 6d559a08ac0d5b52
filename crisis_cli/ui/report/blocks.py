"""What a report is made of before it is Markdown or HTML: sections of plain blocks. All text in them is raw."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from crisis_cli.review.rows_said import Piece

DRILL = "DRILL: this was an exercise. Nothing in this report happened to the public."
"""What every artefact of a drill says first."""


class Tone(Enum):
    """How a word is coloured where there is colour; the word itself says the same."""

    PLAIN = ""
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a table. `code`: a hash, a name, an address."""

    text: str
    code: bool = False
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences. `lead`: the ones to read when there is time for one thing."""

    text: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One number to remember."""

    value: str
    label: str
    note: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Figures:
    """A row of numbers."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; the first cell of a row names it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def without_empty(caption: str, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> Table:
    """The table without the columns in which nothing stands."""
    used = [number for number in range(len(columns)) if any(row[number].text for row in rows)]
    shown = tuple(tuple(row[number] for number in used) for row in rows)
    return Table(caption, tuple(columns[number] for number in used), shown)


@dataclass(frozen=True, slots=True)
class Pairs:
    """A few named values."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list under a few words."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists that stand side by side where there is room."""

    lists: tuple[Bullets, ...]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A text as it was written, with its line ends."""

    text: str


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed from one text to the next."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section; `level` 3 or 4."""

    text: str
    level: int = 3


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where the picture of the run goes, in formats that can draw."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Where the picture of a scenario's drills goes, in formats that can draw."""


Block = Paragraph | Figures | Table | Pairs | Lists | Verbatim | Diff | Heading | Timeline | Trend


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report with its heading."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The report: `first` is the page for directors, `rest` the record. `banner` is said on every page, `language`
    is that of its headings."""

    title: str
    subtitle: str
    banner: str
    first: Section
    rest: tuple[Section, ...]
    foot: str
    language: str = "en"
