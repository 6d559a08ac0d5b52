"""The report as GitHub-flavoured Markdown. Whatever was typed stays text: no markup, no link, no HTML, no mention.

Ordinary text has its punctuation escaped. What a renderer turns into links after parsing (an address, a mention,
an issue's number, an emoji's name) no escape holds: it becomes a code span. Longer texts stand in fences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.ui.report.blocks import (
    Block,
    Cell,
    Diff,
    Document,
    Figures,
    Heading,
    Lists,
    Pairs,
    Paragraph,
    Section,
    Table,
    Verbatim,
)
from crisis_cli.ui.safe import safe, safe_line

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~&$]")
_AT_THE_START = re.compile(r"^(?:[#+=-]|\d+[.)])")
_LINKED_LATER = re.compile(
    r"@|://|\bwww\.|mailto:|xmpp:"  # addresses and mentions
    r"|#\d|\bGH-\d|\b[0-9a-f]{40}\b"  # issues and commits
    r"|:[a-z][\w+-]*:|:[+-]1:",  # emoji
    re.IGNORECASE,
)


def as_text(document: Document) -> str:
    """The whole document, ending with a newline."""
    parts = [f"# {inline(document.title)}", inline(document.subtitle)]
    if document.banner:
        parts.insert(0, f"**{inline(document.banner)}**")
    parts += [*_section(document.first), "---"]
    for section in document.rest:
        parts += _section(section)
    parts += ["---", inline(document.foot)]
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {inline(section.title)}"
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield inline(text)
        case Heading(text, level):
            yield f"{'#' * level} {inline(text)}"
        case Figures(figures):
            lines = (f"- **{inline(f.value)}** {inline(f.label)}{_noted(f.note)}" for f in figures)
            yield "\n".join(lines)
        case Table():
            if block.caption:
                yield f"**{inline(block.caption)}**"
            yield _table(block)
        case Pairs(rows):
            yield "\n".join(f"- **{inline(name)}:** {_cell(cell)}" for name, cell in rows)
        case Lists(lists):
            for bullets in lists:
                yield f"**{inline(bullets.title)}**"
                yield "\n".join(f"- {inline(item)}" for item in bullets.items)
        case Verbatim(text):
            yield fenced(text)
        case Diff(pieces):
            marks = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}
            yield fenced("".join(marks[piece.change].format(piece.text) for piece in pieces))


def _noted(note: str) -> str:
    return f" ({inline(note)})" if note else ""


def _table(table: Table) -> str:
    lines = [[inline(column) for column in table.columns], ["---"] * len(table.columns)]
    lines += [[_cell(cell, in_table=True) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(cell: Cell, *, in_table: bool = False) -> str:
    return code(cell.text, in_table=in_table) if cell.code else inline(cell.text, in_table=in_table)


def inline(text: str, *, in_table: bool = False) -> str:
    """One line of text that a renderer shows as it is."""
    line = safe_line(text)
    if _LINKED_LATER.search(line):
        return code(line, in_table=in_table)
    line = _MARKUP.sub(lambda found: f"\\{found[0]}", line)
    return _AT_THE_START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", line)


def code(text: str, *, in_table: bool = False) -> str:
    """One line as a code span. Tables split at bars even there, so a bar is escaped in them. Empty stays empty."""
    line = safe_line(text)
    if not line:
        return ""
    fence = "`" * (_longest_run(line) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    span = f"{fence}{pad}{line}{pad}{fence}"
    return span.replace("|", r"\|") if in_table else span


def fenced(text: str) -> str:
    """A text of several lines in a fence longer than any inside."""
    body = safe(text).rstrip("\n")
    fence = "`" * max(3, _longest_run(body) + 1)
    return f"{fence}text\n{body}\n{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
