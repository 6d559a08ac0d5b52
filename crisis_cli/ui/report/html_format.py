"""The report as one HTML page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crisis_cli.ui.html_page import page, text
from crisis_cli.ui.report.blocks import (
    Block,
    Bullets,
    Cell,
    Diff,
    Document,
    Figure,
    Figures,
    Heading,
    Lists,
    Pairs,
    Paragraph,
    Section,
    Table,
    Timeline,
    Tone,
    Trend,
    Verbatim,
)
from crisis_cli.ui.report.style import STYLE

Pictures = Mapping[type[object], str]
"""What is drawn in place of a block: figures with SVG in them, made safe already."""

SHORT = 9
"""Characters: a time to the second, `24 min`."""

LONG = 24
"""Characters of a word that no column is wide enough for."""


def as_page(document: Document, pictures: Pictures) -> str:
    """The whole page."""
    return page(
        document.title, STYLE, _body(document, pictures), banner=document.banner, language=document.language
    )


def _body(document: Document, pictures: Pictures) -> Iterator[str]:
    yield '<main class="page">'
    yield '<div class="first">'
    yield f"<header><h1>{text(document.title)}</h1><p>{text(document.subtitle)}</p></header>"
    yield from _section(document.first, pictures, "first")
    yield "</div>"
    yield _contents(document)
    for number, section in enumerate(document.rest):
        yield from _section(section, pictures, f"s{number}")
    yield "</main>"
    yield f"<footer><p>{text(document.foot)}</p></footer>"


def _contents(document: Document) -> str:
    links = "".join(
        f'<li><a href="#s{number}">{text(section.title)}</a></li>' for number, section in enumerate(document.rest)
    )
    return f'<nav aria-label="Contents"><ul>{links}</ul></nav>'


def _section(section: Section, pictures: Pictures, name: str) -> Iterator[str]:
    yield f'<section aria-labelledby="{name}">'
    yield f'<h2 id="{name}">{text(section.title)}</h2>'
    for block in section.blocks:
        yield from _block(block, pictures)
    yield "</section>"


def _block(block: Block, pictures: Pictures) -> Iterator[str]:
    match block:
        case Paragraph(words, lead):
            kind = ' class="lead"' if lead else ""
            yield f"<p{kind}>{text(words)}</p>"
        case Heading(words, level):
            yield f"<h{level}>{text(words)}</h{level}>"
        case Figures(figures):
            yield f'<ul class="figures">{"".join(_figure(figure) for figure in figures)}</ul>'
        case Table():
            yield from _table(block)
        case Pairs(rows):
            cells = (f"<dt>{text(name)}</dt><dd>{_cell_words(cell)}</dd>" for name, cell in rows)
            yield f"<dl>{''.join(cells)}</dl>"
        case Lists(lists):
            yield f'<div class="lists">{"".join(_list(bullets) for bullets in lists)}</div>'
        case Verbatim(words):
            yield f"<pre>{text(words)}</pre>"
        case Diff(pieces):
            tags = {"same": "span", "added": "ins", "removed": "del"}
            words = "".join(f"<{tags[p.change]}>{text(p.text)}</{tags[p.change]}>" for p in pieces)
            yield f"<pre>{words}</pre>"
        case Timeline() | Trend():
            yield pictures[type(block)]


def _figure(figure: Figure) -> str:
    note = f"<small>{text(figure.note)}</small>" if figure.note else ""
    tone = f' class="{figure.tone.value}"' if figure.tone is not Tone.PLAIN else ""
    return f"<li{tone}><strong>{text(figure.value)}</strong><span>{text(figure.label)}</span>{note}</li>"


def _list(bullets: Bullets) -> str:
    lines = "".join(f"<li>{text(item)}</li>" for item in bullets.items)
    return f"<div><h3>{text(bullets.title)}</h3><ul>{lines}</ul></div>"


def _table(table: Table) -> Iterator[str]:
    """A wide one scrolls in a region of its own, which the keyboard reaches."""
    caption = text(table.caption)
    yield f'<div class="wide" role="region" aria-label="{caption}" tabindex="0"><table>'
    yield f"<caption>{caption}</caption>"
    columns = "".join(f'<th scope="col">{text(name)}</th>' for name in table.columns)
    yield f"<thead><tr>{columns}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        cells = "".join(f"<td{_breaks(cell)}>{_cell_words(cell)}</td>" for cell in row[1:])
        yield f'<tr><th scope="row"{_breaks(row[0])}>{_cell_words(row[0])}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _breaks(cell: Cell) -> str:
    """A time or a number is never broken over two lines; a hash is broken anywhere."""
    if len(cell.text) <= SHORT:
        return ' class="short"'
    longest = max((len(word) for word in cell.text.split()), default=0)
    return ' class="long"' if longest > LONG else ""


def _cell_words(cell: Cell) -> str:
    words = f"<code>{text(cell.text)}</code>" if cell.code and cell.text else text(cell.text)
    return f'<b class="{cell.tone.value}">{words}</b>' if cell.tone is not Tone.PLAIN else words
