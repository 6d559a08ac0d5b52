"""Text to a tree, from libyaml's event stream: no recursion, nothing resolved, bounded, every mark kept.

Never `yaml.load` on a user's file: 25,000 brackets end the process, 300 bytes of merge keys take 800 MB.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, cast

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Refused, Scalar
from crisis_cli.files.parsing.refusals import (
    Open,
    check_indentation,
    check_quoted,
    harmless,
    refuse_alias,
    refuse_complex_key,
    refuse_document,
    refuse_duplicate,
    refuse_merge,
    refuse_properties,
    refuse_question,
    too_much,
)
from crisis_cli.files.parsing.report import Report, quoted

MAX_DEPTH = 64
MAX_NODES = 150_000


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
    get_event = (parser or parser_for(text)).get_event
    try:
        # No value takes less than half a character, so a short text needs no counting.
        return _grow(_counted(get_event) if len(text) > MAX_NODES // 2 else get_event, report)
    except _TooMany as stopped:
        too_much(report, stopped.event, "long", f"more than {MAX_NODES:,} values")
    except yaml.MarkedYAMLError as failed:
        mark = failed.problem_mark or failed.context_mark
        if not before and not (mark and report.has_line(mark.line + 1)):  # else it has its finding already
            from crisis_cli.files.parsing.syntax_words import (
                explain_syntax,  # only a file that is not YAML needs it
            )

            explain_syntax(failed, text, report)
    except (yaml.YAMLError, ValueError, OverflowError) as failed:
        if not before:
            words = quoted(str(failed), 200)
            report.error("syntax", report.place_at(0), f"YAML cannot read this file: {words}")
    return None


class _TooMany(Exception):
    """Raised in place of the event that is one too many."""

    def __init__(self, event: Any) -> None:
        self.event = event


_VALUES = frozenset((yaml.ScalarEvent, yaml.AliasEvent, yaml.MappingEndEvent, yaml.SequenceEndEvent))


def _counted(get_event: Callable[[], Any]) -> Callable[[], Any]:
    """The same events, up to the last value that a file may have."""
    count = 0

    def next_event() -> Any:
        nonlocal count
        event = get_event()
        count += type(event) in _VALUES
        if count > MAX_NODES:
            raise _TooMany(event)
        return event

    return next_event


def _grow(get_event: Callable[[], Any], report: Report) -> Node | None:
    """The loop over the events; as flat as it can be, because nearly all the time of loading is spent here."""
    scalar, map_start, list_start = Scalar, yaml.MappingStartEvent, yaml.SequenceStartEvent
    map_end, list_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
    document: list[Node] = []
    open_: list[Open] = []
    entries: dict[str, tuple[Scalar, Node]] | None = None  # of the map that is open here, else None
    items: list[Node] = document  # of the list that is open here
    flow = False
    key: Scalar | Refused | None = None
    marked = "&" in report.text or "!" in report.text
    node: Node
    while True:
        event = get_event()
        kind = type(event)
        if kind is scalar:
            if event.style:
                if not harmless(event):
                    check_quoted(event, open_, report)
            elif flow and "?" in event.value:
                refuse_question(event, report)
            if marked and (event.tag is not None or event.anchor is not None):
                refuse_properties(event, report)
            if entries is None:
                items.append(event)
                continue
            if key is None:
                key = event
                continue
            node = event
        elif kind is map_start or kind is list_start:
            if marked and (event.tag is not None or event.anchor is not None):
                refuse_properties(event, report)
            if len(open_) >= MAX_DEPTH:
                too_much(report, event, "deep", f"more than {MAX_DEPTH} levels of nesting")
                return None
            if kind is map_start:
                node = MapNode(event.start_mark, event.flow_style)
                open_.append((node, key, entries, items))
                entries = node.entries
            else:
                node = ListNode(event.start_mark, event.flow_style)
                open_.append((node, key, entries, items))
                entries, items = None, node.items
            flow = node.flow
            key = None
            continue
        elif kind is map_end or kind is list_end:
            node, key, entries, items = open_.pop()
            node.end_mark = event.end_mark
            if flow:
                if event.end_mark.line != node.start_mark.line:
                    check_indentation(node, open_, report)
                flow = bool(open_) and open_[-1][0].flow
            if key is None and entries is not None:
                node = refuse_complex_key(node, open_[-1][0], report)
        elif kind is yaml.AliasEvent:
            node = refuse_alias(event, report)
        elif kind is yaml.DocumentStartEvent and document:
            refuse_document(event, report)
            return document[0]
        elif kind is yaml.StreamEndEvent:
            return document[0] if document else None
        else:
            continue
        if entries is None:
            items.append(node)
        elif key is None:  # what was a list, a map or an alias is no name, and has its finding
            key = Refused(node.start_mark, node.end_mark)
        else:
            if type(key) is scalar:
                name = key.value
                if name in entries:
                    refuse_duplicate(key, entries[name][0], report)
                elif name == "<<" and not key.style:
                    refuse_merge(key, open_[-1][0], report)
                else:
                    entries[name] = (key, node)
            key = None
