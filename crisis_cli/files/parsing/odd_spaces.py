"""No-break spaces and their like where YAML wants a plain space: at the start of a line, behind the colon of a
field or the dash of a list. They look right on every screen, so they are named, and replaced for the parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from crisis_cli.domain.findings import Edit
from crisis_cli.files.parsing.edits import MOST
from crisis_cli.files.parsing.report import Report

ODD = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_INDENT = re.compile(rf"^ *[{ODD}][ {ODD}]*", re.MULTILINE)
_NAME = r"[A-Za-z_][A-Za-z0-9_-]*:"
_BEHIND = re.compile(rf"(?:^ *(?:- +)*(?:{_NAME}|-)|[{{,] *{_NAME})(?P<odd> *[{ODD}][ {ODD}]*)", re.MULTILINE)
_BLOCK = re.compile(r"(?:^|[ :-])[|>][-+0-9]*(?: #.*)?$")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def without_odd_spaces(text: str, report: Report) -> str:
    """The text with plain spaces in their place; one finding for each of the two places."""
    text = _replaced(
        text,
        [(found.start(), found.end()) for found in _INDENT.finditer(text)],
        report,
        "this line starts with a no-break space, which YAML does not count as indentation",
        "delete the spaces before the first word and type them again",
    )
    return _replaced(
        text,
        [found.span("odd") for found in islice(_BEHIND.finditer(text), MOST) if _is_a_field(text, found)],
        report,
        "the space here is a no-break space, which looks like a space and is none to YAML",
        "delete it and type a plain space",
    )


def _is_a_field(text: str, found: re.Match[str]) -> bool:
    """Whether this is no sentence: not in a text block, and, behind a comma or a brace, in braces."""
    start = text.rfind("\n", 0, found.start("odd")) + 1
    if found[0][0] in "{,":
        before = _QUOTED.sub("", text[start : found.start() + 1])
        return before.count("{") > before.count("}") and not before.count('"')
    column = len(text[start:]) - len(text[start:].lstrip(" "))
    above = text[max(0, start - 20_000) : start].split("\n")
    for line in reversed(above):
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and indent < column:
            return _BLOCK.search(line) is None
    return True


def _replaced(text: str, spans: Sequence[tuple[int, int]], report: Report, message: str, hint: str) -> str:
    if not spans:
        return text
    odd = [at for start, end in spans for at in range(start, end) if text[at] != " "]
    more = f" (and {len(spans) - 1} more like it)" if len(spans) > 1 else ""
    report.error("character", report.place_at(odd[0]), message + more, hint, fix=_typed_again(text, odd, report))
    letters = list(text)
    for at in odd:
        letters[at] = " "
    return "".join(letters)


def _typed_again(text: str, odd: Sequence[int], report: Report) -> tuple[Edit, ...]:
    """A plain space for each; no answer for one without width, which nobody saw."""
    if len(odd) > MOST or any(text[at] == "\u200b" for at in odd):
        return ()
    return tuple(Edit(report.place_at(at), " ") for at in odd)
