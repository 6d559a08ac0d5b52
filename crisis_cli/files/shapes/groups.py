"""How values stand together: lists, maps of names, one of several forms, and groups of known fields."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from crisis_cli.domain.nearest import nearest
from crisis_cli.files.parsing import edits
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.parsing.report import MOST_FINDINGS, listed, quoted
from crisis_cli.files.shapes.braces import cut_by_comma, lost_braces
from crisis_cli.files.shapes.names import Name, Ref
from crisis_cli.files.shapes.reading import Reading
from crisis_cli.files.shapes.scalars import Shape

T = TypeVar("T")
_FILL = "add what is missing, or delete it"


class ListOf(Generic[T]):
    """Several of one shape; a single one may stand without brackets where `or_one`. `if_empty`: the rule, message
    and hint for a list that holds nothing."""

    def __init__(
        self,
        each: Shape[T],
        what: str,
        *,
        least: int = 1,
        or_one: bool = False,
        unique: bool = False,
        if_empty: tuple[str, str, str] | None = None,
    ) -> None:
        self.each = each
        self.if_empty = if_empty
        self._groups = isinstance(each, Record)
        self.what = what
        self.least = least
        self.or_one = or_one
        self.unique = unique
        self.expected = f"a list of {what}"

    def read(self, node: Node, reading: Reading) -> tuple[T, ...] | None:
        """Those that could be read."""
        if self.or_one and isinstance(node, Scalar):
            if "," in node.value and not node.style and isinstance(self.each, Ref | Name):
                several = "[" + ", ".join(node.value.replace(",", " ").split()) + "]"
                reading.wrong(node, self.expected, f"write {several}", several)
                return None
            one = self.each.read(node, reading)
            return None if one is None else (one,)
        if not isinstance(node, ListNode):
            reading.wrong(
                node, self.expected, "write it in brackets: [one, two], or each on its line after a dash"
            )
            return None
        if len(node.items) < self.least:
            rule, message, hint = self.if_empty or ("empty", f"this list is empty; expected {self.what}", _FILL)
            reading.report.error(rule, node, message, hint)
            return None
        if self._groups and node.flow and lost_braces(node, reading):
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
            hint = "add what is missing" if node.entries else _FILL
            reading.report.error("empty", node, f"expected {at_least} here", hint)
            if not node.entries:
                return None
        values: dict[str, T] = {}
        for key, item in node.entries.values():
            if node.flow and cut_by_comma(key, item, reading):
                continue
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


def lacks(
    node: MapNode, name: str, known: Collection[str] = (), said_for: Mapping[str, str] = MappingProxyType({})
) -> bool:
    """Whether a field is missing that was not meant by a misspelt one, which has its finding already. A field that
    is `known` is itself, however much its name looks like the missing one's: preapproved is not approvals.
    `said_for`: other words, and the field that they mean."""
    if name in node.entries or node.flawed:
        return False
    strange = islice((key for key in node.entries if key not in known), MOST_FINDINGS)  # the rest has no finding
    return not any(said_for.get(key) == name or nearest(key, [name]) for key in strange)


Check = Callable[[dict[str, Any], MapNode, Reading], None]
"""Looks at one group as a whole; may add findings, and mend or empty the values."""


class Record:
    """A group of known fields. `said_for`: other words that people use, and the field that they mean."""

    def __init__(
        self, what: str, *fields: Field, check: Check | None = None, said_for: Mapping[str, str] | None = None
    ) -> None:
        self.what = what
        self._said_for = said_for or {}
        self.fields: Mapping[str, Field] = {field.name: field for field in fields}
        self.expected = f"the fields of {what}"
        self._hint = f"the fields of {what} are: {listed(list(self.fields), 30)}"
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
            elif self.fields[name].required:
                reading.report.insist(item, f"write it here: {self.fields[name].help}")
        for field in self._required:
            if field.name not in entries and lacks(node, field.name, reads, self._said_for):
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
        known = name.split(":")[0] in self.fields
        if not known and node.flow and cut_by_comma(key, node.entries[name][1], reading):
            return
        if reading.dressed(key):
            return
        message = f"{quoted(name)} is not a field of {self.what}"
        meant = self._said_for.get(name) or nearest(name, self.fields)
        if known:
            hint = "put a space after the colon"
        elif meant:
            hint = f'did you mean "{meant}"?'
        else:
            hint = self._elsewhere(name, reading) or self._hint
        fix = edits.renamed(key, self.fields.keys() - node.entries.keys(), reading.report.file) if meant else ()
        reading.report.error("unknown-key", key, message, hint, fix=fix)

    def _elsewhere(self, name: str, reading: Reading) -> str:
        """Whose field that is, where it is one of another group."""
        if reading.table is None or not (homes := reading.table.homes(name)):
            return ""
        return "; ".join(homes[:3])

    def homes(self, field: str) -> list[str]:
        """For each group in this one that has this field, or one of nearly the same name, a sentence."""
        found: dict[str, str] = {}
        waiting: list[Any] = [self]
        while waiting:
            shape = waiting.pop(0)
            if isinstance(shape, Record):
                if shape.what not in found and shape is not self and (meant := nearest(field, shape.fields)):
                    found[shape.what] = f'"{meant}" is a field of {shape.what}'
                waiting += [one.shape for one in shape.fields.values()]
            elif isinstance(shape, ListOf | MapOf):
                waiting.append(shape.each)
            elif isinstance(shape, ByForm):
                waiting += [form for form in (shape.scalar, shape.items, shape.entries) if form is not None]
        return list(found.values())
