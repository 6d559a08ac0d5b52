"""How values stand together: lists, maps of names, one of several forms, and groups of known fields."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, TypeVar

from crisis_cli.files.parsing import edits
from crisis_cli.files.parsing.misread import misread
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.parsing.report import listed, nearest, quoted
from crisis_cli.files.shapes.names import Name
from crisis_cli.files.shapes.reading import Reading
from crisis_cli.files.shapes.scalars import Shape

T = TypeVar("T")


class ListOf(Generic[T]):
    """Several of one shape; a single one may stand without brackets where `or_one`."""

    def __init__(
        self, each: Shape[T], what: str, *, least: int = 1, or_one: bool = False, unique: bool = False
    ) -> None:
        self.each = each
        self.what = what
        self.least = least
        self.or_one = or_one
        self.unique = unique
        self.expected = f"a list of {what}"

    def read(self, node: Node, reading: Reading) -> tuple[T, ...] | None:
        """Those that could be read."""
        if self.or_one and isinstance(node, Scalar):
            one = self.each.read(node, reading)
            return None if one is None else (one,)
        if not isinstance(node, ListNode):
            reading.wrong(
                node, self.expected, "write it in brackets: [one, two], or each on its line after a dash"
            )
            return None
        if len(node.items) < self.least:
            reading.report.error("empty", node, f"this list is empty; expected {self.what}", "fill or delete it")
            return None
        read = self.each.read
        values = tuple([value for item in node.items if (value := read(item, reading)) is not None])
        if self.unique and len(set(values)) < len(values):
            self._say_twice(node, reading)
        return values

    def _say_twice(self, node: ListNode, reading: Reading) -> None:
        seen: dict[str, Node] = {}
        for number, item in enumerate(node.items):
            name = item.value if isinstance(item, Scalar) else ""
            if name in seen:
                message = f"{quoted(name)} is listed twice"
                first = [("the first is here", seen[name])]
                fix = edits.without_item(node, number, reading.text, reading.report.file)
                reading.report.error("duplicate", item, message, "delete one", first, fix=fix)
            seen[name] = item


class MapOf(Generic[T]):
    """Names to values of one shape. `otherwise` takes the place of a value that could not be read, where
    others refer to the name."""

    def __init__(self, name: Name, each: Shape[T], *, least: int = 1, otherwise: T | None = None) -> None:
        self.name = name
        self.each = each
        self.least = least
        self.otherwise = otherwise
        self.expected = f"{name.what}s, each with its name"

    def read(self, node: Node, reading: Reading) -> dict[str, T] | None:
        """Those that could be read."""
        if not isinstance(node, MapNode):
            reading.wrong(
                node, self.expected, f"write each {self.name.what} on its own line: its name, a colon, the rest"
            )
            return None
        if len(node.entries) < self.least:
            at_least = f"at least {self.least} {self.name.what}" + ("s" if self.least > 1 else "")
            reading.report.error(
                "empty", node, f"expected {at_least} here", "add what is missing or delete the line"
            )
        values: dict[str, T] = {}
        for key, item in node.entries.values():
            name = self.name.read(key, reading)
            value = self.each.read(item, reading)
            if value is None:
                value = self.otherwise
            if name is not None and value is not None:
                values[name] = value
        return values


class ByForm(Generic[T]):
    """One of several shapes, told apart by what stands there: a word, a list or a group. `otherwise` takes the
    place of what could not be read, where leaving it out would change the meaning of the rest."""

    def __init__(
        self,
        expected: str,
        *,
        scalar: Shape[T] | None = None,
        items: Shape[T] | None = None,
        entries: Shape[T] | None = None,
        otherwise: T | None = None,
    ) -> None:
        self.expected = expected
        self.scalar = scalar
        self.items = items
        self.entries = entries
        self.otherwise = otherwise

    def read(self, node: Node, reading: Reading) -> T | None:
        """The value of the shape that fits."""
        if isinstance(node, Scalar):
            shape = self.scalar if node.value else None
        elif isinstance(node, ListNode):
            shape = self.items
        else:
            shape = self.entries if isinstance(node, MapNode) else None
        if shape is None:
            reading.wrong(node, self.expected)
            return self.otherwise
        value = shape.read(node, reading)
        return self.otherwise if value is None else value


class Field:
    """One line of the table: its name, what stands there, and a sentence of help (also for editors)."""

    def __init__(self, name: str, shape: Shape[Any], help: str, required: bool = False) -> None:
        self.name = name
        self.shape = shape
        self.help = help
        self.required = required


def lacks(node: MapNode, name: str, known: Collection[str] = ()) -> bool:
    """Whether a field is missing that was not meant by a misspelt one, which has its finding already. A field that
    is `known` is itself, however much its name looks like the missing one's: preapproved is not approvals."""
    if name in node.entries or node.flawed:
        return False
    return not any(nearest(key, [name]) for key in node.entries if key not in known)


Check = Callable[[dict[str, Any], MapNode, Reading], None]
"""Looks at one group as a whole; may add findings, and mend or empty the values."""


class Record:
    """A group of known fields."""

    def __init__(self, what: str, *fields: Field, check: Check | None = None) -> None:
        self.what = what
        self.fields: Mapping[str, Field] = {field.name: field for field in fields}
        self.expected = f"the fields of {what}"
        self._hint = f"its fields are: {listed(list(self.fields), 30)}"
        self._read = {field.name: field.shape.read for field in fields}
        self._required = [field for field in fields if field.required]
        self._check = check

    def read(self, node: Node, reading: Reading) -> dict[str, Any] | None:
        """The values of the fields that could be read, by name, in writing order."""
        if not isinstance(node, MapNode):
            reading.wrong(node, self.expected, self._hint)
            return None
        values: dict[str, Any] = {}
        entries, reads = node.entries, self._read
        for name, (key, item) in entries.items():
            if name not in reads:
                self._unknown(key, node, reading)
            elif (value := reads[name](item, reading)) is not None:
                values[name] = value
        for field in self._required:
            if field.name not in entries and lacks(node, field.name, reads):
                message = f'{self.what} needs "{field.name}"'
                reading.report.error("missing-key", node, message, f"add {field.name}: {field.help}")
        if self._check is not None:
            self._check(values, node, reading)
        return values

    def _unknown(self, key: Scalar, node: MapNode, reading: Reading) -> None:
        if reading.report.full:
            reading.report.error("unknown-key", key, "")
            return
        name = key.value
        message = f"{quoted(name)} is not a field of {self.what}"
        if other := misread(name) if not key.style else "":
            message += f" (and YAML programs read it as {other})"
        meant = nearest(name, self.fields)
        if name.split(":")[0] in self.fields:
            hint = "put a space after the colon"
        elif meant:
            hint = f'did you mean "{meant}"?'
        else:
            hint = self._hint
        fix = edits.renamed(key, self.fields.keys() - node.entries.keys(), reading.report.file) if meant else ()
        reading.report.error("unknown-key", key, message, hint, fix=fix)
