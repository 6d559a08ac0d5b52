"""What a YAML file is made of here: scalars with their raw text, lists, maps, each with its place in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import yaml

from crisis_cli.domain.findings import Place


class Mark(Protocol):
    """A point in the text, counted from 0 in characters; libyaml's marks and the pure parser's both are."""

    @property
    def index(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


if TYPE_CHECKING:

    class Scalar:
        """Text as it was written: `value` is raw, never resolved to another type; `style` is empty for plain
        text, else one of the characters that open quoted text or a text block."""

        value: str
        style: str | None
        anchor: str | None
        tag: str | None
        start_mark: Mark
        end_mark: Mark

else:
    Scalar = yaml.ScalarEvent  # the parser's own event, kept as it came: copying it would cost a third of loading


class ListNode:
    """A sequence; `flow` when written in brackets."""

    __slots__ = ("end_mark", "flow", "items", "start_mark")

    def __init__(self, start: Mark, flow: bool) -> None:
        self.items: list[Node] = []
        self.flow = flow
        self.start_mark = self.end_mark = start


class MapNode:
    """A mapping: name to (key, value), in writing order; `flow` when written in braces. `flawed`: something in
    it has a finding already and is not among the entries, so nothing should be missed in it."""

    __slots__ = ("end_mark", "entries", "flawed", "flow", "start_mark")

    def __init__(self, start: Mark, flow: bool) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.flawed = False
        self.flow = flow
        self.start_mark = self.end_mark = start


class Refused:
    """Stands where something was that has a finding already, so that nothing else complains about it."""

    __slots__ = ("end_mark", "start_mark")

    def __init__(self, start: Mark, end: Mark) -> None:
        self.start_mark = start
        self.end_mark = end


Node = Scalar | ListNode | MapNode | Refused


def id_of(node: Node) -> str:
    """The id by which an item of a list is called, empty when it has none that can be printed and typed."""
    found = node.entries["id"][1] if isinstance(node, MapNode) and "id" in node.entries else None
    name: str = found.value if isinstance(found, Scalar) else ""
    return name if len(name) <= 64 and name.isprintable() else ""


def place_of(node: Node, file: str) -> Place:
    """Where to put the caret: the text of a scalar; the first thing inside a list or map written over lines."""
    while True:
        start, end = node.start_mark, node.end_mark
        if isinstance(node, Scalar):
            if node.style and node.style in "|>":
                return Place(file, start.line + 1, start.column + 1, start.line + 1, start.column + 2)
            break
        if isinstance(node, MapNode | ListNode) and node.flow and start.line == end.line:
            break
        if isinstance(node, MapNode) and node.entries:
            key, value = next(iter(node.entries.values()))
            node = value if isinstance(value, Scalar) and value.value else key
        elif isinstance(node, ListNode) and node.items:
            node = node.items[0]
        else:
            break
    if start.line == end.line:
        return Place(file, start.line + 1, start.column + 1, end.line + 1, max(end.column, start.column + 1) + 1)
    if isinstance(node, Scalar):
        return Place(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    return Place(file, start.line + 1, start.column + 1, start.line + 1, start.column + 2)
