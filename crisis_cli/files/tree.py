"""Text to a tree, from libyaml's event stream: no recursion, nothing resolved, bounded, every mark kept.

Never `yaml.load` on a user's file: 25,000 brackets end the process, 300 bytes of merge keys take 800 MB.
"""

from __future__ import annotations

import re
from typing import Any, Protocol, cast

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from crisis_cli.files.nodes import ListNode, MapNode, Node, Refused, Scalar
from crisis_cli.files.report import Report, Span, quoted
from crisis_cli.files.source import escaped_refused

MAX_DEPTH = 64
MAX_NODES = 50_000


Open = tuple[ListNode | MapNode, Scalar | Refused | None]
"""A list or map that has not ended yet, and the key that waits for it in the map around it."""


class EventSource(Protocol):
    """Either parser."""

    def get_event(self) -> Any: ...


class PureParser(Reader, Scanner, Parser):
    """The same events without libyaml, some twenty times slower: for platforms that have no wheel with it."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def parser_for(text: str) -> EventSource:
    """libyaml's parser where there is one."""
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser

        return cast(EventSource, CParser(text))
    return PureParser(text)


def grow(text: str, report: Report, parser: EventSource | None = None) -> Node | None:
    """The tree of the text; None when it has none (the report then says why) or is empty."""
    before = len(report)
    try:
        return _grow((parser or parser_for(text)).get_event, report)
    except yaml.MarkedYAMLError as failed:
        mark = failed.problem_mark or failed.context_mark
        if not before and not (mark and report.has_line(mark.line + 1)):  # else it has its finding already
            from crisis_cli.files.syntax_words import explain_syntax  # only a file that is not YAML needs it

            explain_syntax(failed, text, report)
    except (yaml.YAMLError, ValueError, OverflowError) as failed:
        if not before:
            words = quoted(str(failed), 200)
            report.error("syntax", report.place_at(0), f"YAML cannot read this file: {words}")
    return None


def _grow(get_event: Any, report: Report) -> Node | None:
    """The loop over the events; as flat as it can be, because nearly all the time of loading is spent here."""
    scalar, map_start, list_start = Scalar, yaml.MappingStartEvent, yaml.SequenceStartEvent
    map_end, list_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
    root: Node | None = None
    open_: list[Open] = []
    items: list[Node] | None = None
    entries: dict[str, tuple[Scalar, Node]] | None = None
    key: Scalar | Refused | None = None
    count = 0
    node: Node
    while True:
        event = get_event()
        kind = type(event)
        if kind is scalar:
            node = event
            if event.style:
                if not _harmless(event):
                    _check_quoted(event, open_, report)
            elif "?" in event.value and open_ and open_[-1][0].flow:
                report.error("quotes", event, *_QUESTION)
            if event.tag is not None or event.anchor is not None:
                _refuse_properties(event, report)
        elif kind is map_start or kind is list_start:
            if event.tag is not None or event.anchor is not None:
                _refuse_properties(event, report)
            if len(open_) >= MAX_DEPTH:
                _too_much(report, event, "deep", f"more than {MAX_DEPTH} levels of nesting")
                return None
            if kind is map_start:
                node = MapNode(event.start_mark, event.flow_style)
                entries, items = node.entries, None
            else:
                node = ListNode(event.start_mark, event.flow_style)
                entries, items = None, node.items
            open_.append((node, key))
            key = None
            continue
        elif kind is map_end or kind is list_end:
            closed, key = open_.pop()
            closed.end_mark = event.end_mark
            if closed.flow and event.end_mark.line != closed.start_mark.line:
                _check_indentation(closed, open_, report)
            node = closed
            parent = open_[-1][0] if open_ else None
            entries = parent.entries if isinstance(parent, MapNode) else None
            items = parent.items if isinstance(parent, ListNode) else None
            if entries is not None and key is None:
                node = _refuse_complex_key(node, parent, report)
        elif kind is yaml.AliasEvent:
            node = _refuse_alias(event, report)
        elif kind is yaml.DocumentStartEvent and root is not None:
            message = "a second document starts here (---)"
            report.error("documents", Span(event.start_mark, event.end_mark), message, _ONE_DOCUMENT)
            return root
        elif kind is yaml.StreamEndEvent:
            return root
        else:
            continue
        count += 1
        if count > MAX_NODES:
            _too_much(report, event, "long", f"more than {MAX_NODES:,} values")
            return None
        if entries is not None:
            if key is None:
                key = node if isinstance(node, Scalar) else Refused(node.start_mark, node.end_mark)
                continue
            if isinstance(key, Scalar):
                if key.value in entries:
                    _refuse_duplicate(key, entries[key.value][0], report)
                elif key.value == "<<" and not key.style:
                    _refuse_merge(key, open_[-1][0], report)
                else:
                    entries[key.value] = (key, node)
            key = None
        elif items is not None:
            items.append(node)
        else:
            root = node


def _harmless(event: Scalar) -> bool:
    """Whether quoted text stands on one line and holds nothing that escapes could have brought in."""
    on_one_line = event.start_mark.line == event.end_mark.line
    return on_one_line and (event.style == "'" or (event.style == '"' and event.value.isprintable()))


_ONE_DOCUMENT = "keep one playbook a file: delete the --- line, or move what follows to its own file"


def _too_much(report: Report, event: Any, what: str, found: str) -> None:
    message = f"the file is too {what} to be a playbook: {found}"
    report.error(
        "too-large", Span(event.start_mark, event.end_mark), message, "split it, or delete what is not needed"
    )


def _check_indentation(node: ListNode | MapNode, open_: list[Open], report: Report) -> None:
    indent = _indent(open_)
    starts = node.items if isinstance(node, ListNode) else [key for key, _ in node.entries.values()]
    for start in starts:
        if start.start_mark.line != node.start_mark.line and start.start_mark.column <= indent:
            report.error("indentation", start, *_DEFICIENT)
            return


_HEADER = re.compile(r"[|>][-+0-9]*#")
_QUESTION = (
    "text with a question mark inside braces or brackets: one YAML program reads it, another refuses it",
    "put the whole text in quotes",
)
_DEFICIENT = (
    "this line continues a value and starts too far left: one YAML program reads it, another refuses it",
    "indent it further than the line it belongs to",
)


def _indent(open_: list[Open]) -> int:
    """The column of the nearest collection that is written over lines; -1 at the top of the file."""
    return next((node.start_mark.column for node, _ in reversed(open_) if not node.flow), -1)


def _check_quoted(event: Scalar, open_: list[Open], report: Report) -> None:
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


def _refuse_properties(event: Any, report: Report) -> None:
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


def _refuse_alias(event: Any, report: Report) -> Refused:
    message = f'"*{event.anchor}" asks YAML to copy a value from elsewhere'
    hint = "write the value out; if the star belongs to the text, put the whole text in quotes"
    report.error("alias", Span(event.start_mark, event.end_mark), message, hint)
    return Refused(event.start_mark, event.end_mark)


def _refuse_merge(key: Scalar, around: Any, report: Report) -> None:
    around.flawed = True
    report.error("merge-key", key, '"<<" asks YAML to mix in another part', "write the lines out here")


def _refuse_duplicate(key: Scalar, first: Scalar, report: Report) -> None:
    message = f"{quoted(key.value)} stands here for the second time; only one can count"
    report.error("duplicate-key", key, message, "delete one of the two", [("the first one is here", first)])


def _refuse_complex_key(node: Node, around: Any, report: Report) -> Refused:
    around.flawed = True
    index = node.start_mark.index
    if report.text[max(index - 1, 0) : index + 1] == "{{":
        message, hint = "text that starts with {{ is not text to YAML", "put the whole text in quotes"
    else:
        message, hint = "a list or a group stands where a name is expected", "write a plain name before the colon"
    report.error("complex-key", node, message, hint)
    return Refused(node.start_mark, node.end_mark)
