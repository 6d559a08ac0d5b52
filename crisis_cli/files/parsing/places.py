"""Turns routes such as `steps.size-up.role` into lines and columns of the file that was read."""

from __future__ import annotations

from crisis_cli.domain.findings import Finding, Place, Route
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar, id_of, place_of


class Places:
    """The tree of one file, kept to answer where something stands."""

    __slots__ = ("_by_id", "_root", "file")

    def __init__(self, file: str, root: Node | None) -> None:
        self.file = file
        self._root = root
        self._by_id: dict[int, dict[str, Node]] = {}  # of the lists that were looked into, by their identity

    def place(self, route: Route) -> Place:
        """The value at the route: its text if it is one, else its name; for a route that leads to nothing (a
        field that is missing) the nearest thing above it."""
        node = self._root
        named: Node | None = None
        for part in route:
            if isinstance(node, MapNode) and isinstance(part, str) and part in node.entries:
                named, node = node.entries[part]
            elif isinstance(node, ListNode) and (item := self._item(node, part)) is not None:
                named, node = None, item
            else:
                break
        if node is None:
            return Place(self.file, 1, 1, 1, 2)
        speaks_for_itself = named is None or (isinstance(node, Scalar) and node.value)
        return place_of(node if speaks_for_itself or named is None else named, self.file)

    def _item(self, node: ListNode, part: str | int) -> Node | None:
        """An item by its id, or by its number."""
        if isinstance(part, int):
            return node.items[part] if 0 <= part < len(node.items) else None
        if id(node) not in self._by_id:
            named = [(id_of(item), item) for item in reversed(node.items)]  # of two that share an id the first
            self._by_id[id(node)] = {name: item for name, item in named if name}
        return self._by_id[id(node)].get(part)

    def quoted_spans(self) -> list[tuple[int, int]] | None:
        """From where to where, in characters of the file's text, there is text in quotes or in a block, in which
        a # begins no comment; None for a file without a tree."""
        if self._root is None:
            return None
        spans: list[tuple[int, int]] = []
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, MapNode):
                waiting += [one for entry in node.entries.values() for one in entry]
            elif isinstance(node, ListNode):
                waiting += node.items
            elif isinstance(node, Scalar) and node.style:
                spans.append((node.start_mark.index, node.end_mark.index))
        return sorted(spans)

    def located(self, finding: Finding) -> Finding:
        """The same finding with its places filled in."""
        related = tuple(
            other if other.place else other._replace(place=self.place(other.route)) for other in finding.related
        )
        return finding._replace(place=finding.place or self.place(finding.route), related=related)
