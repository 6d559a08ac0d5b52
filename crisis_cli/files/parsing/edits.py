"""Edits that put a finding right where there is one right answer; none where there are two or the text is odd."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crisis_cli.domain.findings import Edit, Place
from crisis_cli.files.parsing.misread import misread
from crisis_cli.files.parsing.nodes import ListNode, Node, Scalar, place_of

Edits = tuple[Edit, ...]
MOST = 200
"""More of one kind in a file were put there by a program, which should mend them."""

_TABS = re.compile(r"\t+")


def rewritten(node: Node, text: str, file: str) -> Edits:
    """`text` in place of a value, with its quotes, that stands on one line."""
    if (
        not isinstance(node, Scalar)
        or node.start_mark.line != node.end_mark.line
        or (node.style or "") in ("|", ">")
    ):
        return ()
    return (Edit(place_of(node, file), text),)


def in_quotes(node: Scalar, file: str) -> Edits:
    """The same words in quotes."""
    return rewritten(node, _quoted(node.value), file) if node.value.isprintable() else ()


def renamed(node: Node, names: Iterable[str], file: str) -> Edits:
    """The one of `names` that differs in nothing but capitals, - and _, in place of the name that stands there."""
    if not isinstance(node, Scalar):
        return ()
    wanted = _plain(node.value)
    meant = [name for name in dict.fromkeys(names) if _plain(name) == wanted]
    if len(meant) != 1:
        return ()
    return rewritten(node, _quoted(meant[0]) if node.style or misread(meant[0]) else meant[0], file)


def without_item(node: ListNode, number: int, text: str, file: str) -> Edits:
    """The list without that item, and without the comma or the line that held it."""
    before, item = node.items[number - 1], node.items[number]
    if not isinstance(before, Scalar) or not isinstance(item, Scalar):
        return ()
    start, end = item.start_mark, item.end_mark
    if node.flow:
        between = text[before.end_mark.index : start.index]
        if before.end_mark.line != end.line or re.fullmatch(r" *, *", between) is None:
            return ()
        return (Edit(Place(file, end.line + 1, before.end_mark.column + 1, end.line + 1, end.column + 1), ""),)
    line_start = text.rfind("\n", 0, start.index) + 1
    line_end = text.find("\n", end.index)
    alone = re.fullmatch(r" *- +", text[line_start : start.index]) and start.line == end.line
    if not alone or line_end < 0 or text[end.index : line_end].strip():
        return ()
    return (Edit(Place(file, start.line + 1, 1, start.line + 2, 1), ""),)


def without_tabs(text: str, file: str) -> Edits:
    """A space for every tab behind something, nothing for one that ends its line; no edits when a tab indents a
    line, because nobody knows how far."""
    found: list[Edit] = []
    for number, line in enumerate(text.split("\n"), 1):
        for tabs in _TABS.finditer(line):
            if not line[: tabs.start()].strip(" ") or len(found) >= MOST:
                return ()
            gap = "" if not line[tabs.end() :].strip() or line[tabs.start() - 1] == " " else " "
            found.append(Edit(Place(file, number, tabs.start() + 1, number, tabs.end() + 1), gap))
    return tuple(found)


def without_letter(text: str, letter: str, file: str) -> Edits:
    """The text without every one of that letter."""
    found: list[Edit] = []
    for number, line in enumerate(text.split("\n"), 1):
        start = line.find(letter)
        while start >= 0:
            if len(found) >= MOST:
                return ()
            found.append(Edit(Place(file, number, start + 1, number, start + 2), ""))
            start = line.find(letter, start + 1)
    return tuple(found)


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-")


def _quoted(value: str) -> str:
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'
