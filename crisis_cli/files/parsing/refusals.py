"""What YAML allows and no file here may hold: each is noted while the tree grows, and stands in it as Refused."""

from __future__ import annotations

import re
from typing import Any

from crisis_cli.files.parsing import edits
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Refused, Scalar
from crisis_cli.files.parsing.report import Report, Span, quoted
from crisis_cli.files.parsing.source import escaped_refused

Open = tuple[ListNode | MapNode, Scalar | Refused | None, dict[str, tuple[Scalar, Node]] | None, list[Node]]
"""A list or map that has not ended yet; the key that waits for it in the map around it; that map's entries (None
in a list); the items of the list around it."""

_HEADER = re.compile(r"[|>][-+0-9]*#")
_DEFICIENT = (
    "this line continues a value and starts too far left: one YAML program reads it, another refuses it",
    "indent it further than the line it belongs to",
)


def harmless(event: Scalar) -> bool:
    """Whether quoted text stands on one line and holds nothing that escapes could have brought in."""
    on_one_line = event.start_mark.line == event.end_mark.line
    return on_one_line and (event.style == "'" or (event.style == '"' and event.value.isprintable()))


def refuse_document(event: Any, report: Report) -> None:
    """A second document in the file."""
    hint = "keep one playbook a file: delete the --- line, or move what follows to its own file"
    report.error("documents", Span(event.start_mark, event.end_mark), "a second document starts here (---)", hint)


def refuse_question(event: Scalar, report: Report) -> None:
    """Plain text with a question mark in braces or brackets."""
    message = "text with a question mark inside braces or brackets: one YAML program reads it, another refuses it"
    report.error("quotes", event, message, "put the whole text in quotes", fix=edits.in_quotes(event, report.file))


def too_much(report: Report, event: Any, what: str, found: str) -> None:
    """A file that is no playbook by its size; `what` it is, deep or long."""
    message = f"the file is too {what} to be a playbook: {found}"
    report.error(
        "too-large", Span(event.start_mark, event.end_mark), message, "split it, or delete what is not needed"
    )


def check_indentation(node: ListNode | MapNode, open_: list[Open], report: Report) -> None:
    """Braces and brackets over several lines."""
    indent = _indent(open_)
    starts = node.items if isinstance(node, ListNode) else [key for key, _ in node.entries.values()]
    for start in starts:
        if start.start_mark.line != node.start_mark.line and start.start_mark.column <= indent:
            report.error("indentation", start, *_DEFICIENT)
            return


def _indent(open_: list[Open]) -> int:
    """The column of the nearest collection that is written over lines; -1 at the top of the file."""
    return next((node.start_mark.column for node, *_ in reversed(open_) if not node.flow), -1)


def check_quoted(event: Scalar, open_: list[Open], report: Report) -> None:
    """Text in quotes and text blocks: their indentation, their first line, and what escapes brought in."""
    start, end = event.start_mark, event.end_mark
    if end.line != start.line and event.style in ("'", '"'):
        indent = _indent(open_)
        for line in report.text[start.index : end.index].split("\n")[1:]:
            if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
                report.error("indentation", event, *_DEFICIENT)
                break
    if event.style and event.style in "|>" and _HEADER.match(report.text, start.index):
        report.error("quotes", event, "a # that touches the | or > before it", "put a space before the #")
    if event.style == '"' and (cleaned := escaped_refused(event.value)) is not None:
        event.value = cleaned
        message = "the text in these quotes has a backslash that makes a control character or a tab"
        report.error("character", event, message, "write plain text; put a second backslash where you mean one")


def refuse_properties(event: Any, report: Report) -> None:
    """An anchor or a tag in front of a value."""
    span = Span(event.start_mark, event.end_mark)
    if event.anchor is not None:
        message = f'"&{event.anchor}" gives this place a name for YAML to copy from'
        report.error(
            "alias", span, message, "write the value out where it is needed, or put quotes around the text"
        )
    if event.tag is not None:
        message = "a word that starts with ! orders YAML to read this as another type"
        report.error(
            "tag", span, message, "delete that word; if it belongs to the text, put the whole text in quotes"
        )


def refuse_alias(event: Any, report: Report) -> Refused:
    """A star that copies what an anchor names."""
    message = f'"*{event.anchor}" asks YAML to copy a value from elsewhere'
    hint = "write the value out; if the star belongs to the text, put the whole text in quotes"
    report.error("alias", Span(event.start_mark, event.end_mark), message, hint)
    return Refused(event.start_mark, event.end_mark)


def refuse_merge(key: Scalar, around: Any, report: Report) -> None:
    """The key <<."""
    around.flawed = True
    report.error("merge-key", key, '"<<" asks YAML to mix in another part', "write the lines out here")


def refuse_duplicate(key: Scalar, first: Scalar, report: Report) -> None:
    """A name that its map has already."""
    message = f"{quoted(key.value)} stands here for the second time; only one can count"
    report.error("duplicate-key", key, message, "delete one of the two", [("the first one is here", first)])


def refuse_complex_key(node: Node, around: Any, report: Report) -> Refused:
    """A list or a map where a name belongs."""
    around.flawed = True
    index = node.start_mark.index
    if report.text[max(index - 1, 0) : index + 1] == "{{":
        message, hint = "text that starts with {{ is not text to YAML", "put the whole text in quotes"
    else:
        message, hint = "a list or a group stands where a name is expected", "write a plain name before the colon"
    report.error("complex-key", node, message, hint)
    return Refused(node.start_mark, node.end_mark)
