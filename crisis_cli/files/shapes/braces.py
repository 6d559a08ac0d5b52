"""Braces and brackets that YAML reads otherwise than they were meant."""

from __future__ import annotations

from crisis_cli.domain.findings import Edit
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.parsing.report import Span, quoted
from crisis_cli.files.shapes.reading import Reading


def cut_by_comma(key: Scalar, item: Node, reading: Reading) -> bool:
    """Whether this is no field but the rest of the text before it, which a comma cut in braces; notes it, once for
    each text."""
    if not isinstance(item, Scalar) or item.value or item.style or key.style:
        return False
    start, end = key.start_mark.index, key.end_mark.index
    if reading.text[end : item.end_mark.index + 1].lstrip().startswith(":"):
        return False
    between = reading.text[reading.cut : start] if 0 <= reading.cut < start else ""
    reading.cut = end
    if between.strip() != ",":
        message = f"a comma ends the text in braces, so {quoted(key.value)} stands here by itself"
        reading.report.error("quotes", key, message, "put the whole text that has the comma in quotes")
    return True


def lost_braces(node: ListNode, reading: Reading) -> bool:
    """Whether this is one group without its braces, which YAML takes for several of one field; notes it."""
    first, last = node.items[0], node.items[-1]
    names = [next(iter(item.entries), "") for item in node.items if isinstance(item, MapNode)]
    if not (1 < len(node.items) == len(names) == len(set(names))):
        return False
    if any(reading.text[item.start_mark.index] == "{" for item in node.items):
        return False
    span = Span(first.start_mark, last.end_mark)
    written = reading.text[first.start_mark.index : last.end_mark.index]
    fix = () if "\n" in written else (Edit(reading.report.place(span), "{" + written + "}"),)
    message = "these fields stand in brackets, but not in the braces that would make one group of them"
    reading.report.error("quotes", span, message, "put { } round them: [{...}]", fix=fix)
    return True
