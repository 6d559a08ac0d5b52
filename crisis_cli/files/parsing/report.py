"""Collects the findings of one file while it is being read, each with its place; routes are added at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crisis_cli.domain.findings import Edit, Finding, Place, Related, Route, Severity
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Mark, Node, Scalar, id_of, place_of

MOST_FINDINGS = 200
"""A file with more wrong than this is another kind of file; the rest is left out, and said."""


class Span:
    """A stretch of the text between two marks."""

    __slots__ = ("end", "start")

    def __init__(self, start: Mark, end: Mark) -> None:
        self.start = start
        self.end = end


class Report:
    """The findings of one file. `text` is set once the file has been decoded."""

    def __init__(self, file: str, text: str = "") -> None:
        self.file = file
        self.text = text
        self._found: list[tuple[Finding, Node | None]] = []
        self._left_out = 0
        self._once: dict[tuple[str, str], tuple[int, list[Place]]] = {}

    def __len__(self) -> int:
        return len(self._found)

    def has_line(self, line: int) -> bool:
        """Whether something was found in that line (counted from 1) already."""
        return any(finding.place is not None and finding.place.line == line for finding, _ in self._found)

    @property
    def full(self) -> bool:
        """Whether more findings would be left out, so that costly advice need not be worked out."""
        return len(self._found) >= MOST_FINDINGS

    def error(
        self,
        rule: str,
        where: Node | Span | Place,
        message: str,
        hint: str = "",
        related: Iterable[tuple[str, Node]] = (),
        severity: Severity = Severity.ERROR,
        fix: tuple[Edit, ...] = (),
    ) -> None:
        """Note a finding. `related` names the other ends: what is there, and where; `fix` is the one answer."""
        if self.full:
            self._left_out += 1
            return
        others = tuple(Related(printable(said), place=place_of(node, self.file)) for said, node in related)
        finding = Finding(rule, severity, printable(message), printable(hint), (), self.place(where), others, fix)
        self._found.append((finding, None if isinstance(where, Span | Place) else where))

    def error_once(
        self,
        rule: str,
        where: Node,
        message: str,
        hint: str,
        related: Iterable[tuple[str, Node]] = (),
        fix: tuple[Edit, ...] = (),
    ) -> None:
        """Note a finding; where the same was said already, name the line there, with what puts it right here."""
        if (known := self._once.get((rule, message))) is None:
            if not self.full:
                self._once[rule, message] = (len(self._found), [])
            self.error(rule, where, message, hint, related, fix=fix)
            return
        number, places = known
        if len(places) >= MOST_FINDINGS:
            self._left_out += 1
            return
        places.append(self.place(where))
        shown = [str(line) for line in dict.fromkeys(place.line for place in places)]
        finding, node = self._found[number]
        others = [other for other in finding.related if not other.listed]
        same = f"the same in line{'s' if len(shown) > 1 else ''} {listed(shown)}"
        others.append(Related(same, place=places[0], listed=True))
        self._found[number] = (finding._replace(related=tuple(others), fix=(*finding.fix, *fix)), node)

    def warning(self, rule: str, where: Node | Span | Place, message: str, hint: str = "") -> None:
        """Note something that works and is probably not what was meant."""
        self.error(rule, where, message, hint, severity=Severity.WARNING)

    def insist(self, where: Node, hint: str) -> None:
        """If the last finding says that nothing stands there: put `hint` in place of one that would delete it."""
        if self._found and self._found[-1][1] is where:
            finding = self._found[-1][0]
            if finding.rule == "empty" and "delete" in finding.hint:
                self._found[-1] = (finding._replace(hint=printable(hint)), where)

    def place(self, where: Node | Span | Place) -> Place:
        """Where that is in this file."""
        if isinstance(where, Place):
            return where
        if isinstance(where, Span):
            start, end = where.start, where.end
            if end.line != start.line or end.column <= start.column:
                return Place(self.file, start.line + 1, start.column + 1, start.line + 1, start.column + 2)
            return Place(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        return place_of(where, self.file)

    def place_at(self, index: int, length: int = 1) -> Place:
        """The place of a character of the text, counted from 0."""
        line = self.text.count("\n", 0, index) + 1
        column = index - self.text.rfind("\n", 0, index)
        return Place(self.file, line, column, line, column + length)

    def findings(self, root: Node | None) -> tuple[Finding, ...]:
        """Everything found, in the order of the file, with its route in the document where it has one."""
        if not self._found:
            return ()
        routes = routes_of(root) if root is not None else {}
        found = [finding._replace(route=routes.get(id(node), ())) for finding, node in self._found]
        found.sort(key=lambda finding: (finding.place.line, finding.place.column) if finding.place else (0, 0))
        if self._left_out:
            message = f"{self._left_out} more problems are not listed"
            hint = "put these right first, then look again"
            found.append(Finding("too-many", Severity.ERROR, message, hint, (), found[-1].place))
        return tuple(found)


def routes_of(root: Node) -> dict[int, Route]:
    """The route of every node of a tree by the node's identity; a key has the route of its value."""
    routes: dict[int, Route] = {id(root): ()}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        route = routes[id(node)]
        if isinstance(node, MapNode):
            for name, (key, value) in node.entries.items():
                routes[id(key)] = routes[id(value)] = (*route, name)
                waiting.append(value)
        elif isinstance(node, ListNode):
            named: set[str] = set()
            for number, item in enumerate(node.items):
                name = id_of(item)
                routes[id(item)] = (*route, number if name in named else name or number)
                named.add(name)
                waiting.append(item)
    return routes


def listed(names: Sequence[str], most: int = 12) -> str:
    """`a, b, c` for a sentence; a long list is cut and says so."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown


def quoted(text: str, most: int = 60) -> str:
    """`"text"` on one line, cut when long, with nothing in it that a terminal would obey."""
    text = text.strip()
    return f'"{printable(text[:most])}..."' if len(text) > most else f'"{printable(text)}"'


def printable(text: str) -> str:
    """The text with a space for everything that a terminal would obey or hide."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else " " for letter in text)


def a(word: str) -> str:
    """`a word`, `an other`."""
    return f"an {word}" if word[:1] in "aeio" else f"a {word}"


def described(node: Node) -> str:
    """What stands there, for "found ..."."""
    if isinstance(node, Scalar):
        return quoted(node.value) if node.value or node.style else "nothing"
    return "a list" if isinstance(node, ListNode) else "a group of fields"
