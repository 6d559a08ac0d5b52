"""`when`, `until` and `crisis_when`: every value typed by the answer or fact that it is held against."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crisis_cli.domain.conditions import Condition, Test, Value
from crisis_cli.domain.nearest import nearest
from crisis_cli.domain.playbook import FactType
from crisis_cli.files.parsing import edits
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.parsing.report import quoted
from crisis_cli.files.shapes.reading import Asked, Reading
from crisis_cli.files.shapes.scalars import Flag, Integer, Shape, Text

OPERATORS = ("at_least", "at_most", "not", "unknown")
_INTEGER, _FLAG, _TEXT = Integer(), Flag(), Text()
# Looked up once: the Python of 3.11 takes longer to find a member of an enum than to read a value.
_IS_CHOICE, _IS_INTEGER, _IS_FLAG, _IS_TIME = FactType.CHOICE, FactType.INTEGER, FactType.BOOLEAN, FactType.TIME


class When:
    """A mapping of answers and facts to values, all of which must hold; a list of mappings: any of them.
    `measures` are names that the file does not define, such as what a watch counts; `elsewhere` those that
    only other conditions may hang on."""

    expected = "a condition, such as {size-up: crisis}"

    def __init__(
        self, measures: Mapping[str, Asked] | None = None, elsewhere: Mapping[str, Asked] | None = None
    ) -> None:
        self.measures = measures or {}
        self.elsewhere = elsewhere or {}

    def read(self, node: Node, reading: Reading) -> Condition | None:
        """The condition, without the alternatives that could not be read; None when none could."""
        if isinstance(node, MapNode):
            tests = self._all(node, reading)
            return Condition((tests,)) if tests else None
        alternatives = node.items if isinstance(node, ListNode) else [node]
        read = [self._all(alternative, reading) for alternative in alternatives]
        if not read:
            reading.wrong(node, self.expected)
        kept = tuple([tests for tests in read if tests])
        return Condition(kept) if kept else None

    def _all(self, node: Node, reading: Reading) -> tuple[Test, ...] | None:
        if not isinstance(node, MapNode):
            reading.wrong(node, self.expected, _as_written(node))
            return None
        if not node.entries:
            reading.report.error("empty", node, "this condition is empty", f"write {self.expected}, or delete it")
        tests = [self._test(key, value, reading) for key, value in node.entries.values()]
        whole = tuple([test for test in tests if test is not None])
        return whole if len(whole) == len(tests) else None

    def _test(self, key: Scalar, node: Node, reading: Reading) -> Test | None:
        name = key.value
        asked = reading.names.asked.get(name) or self.measures.get(name)
        if asked is None:
            self._undefined(key, reading)
            return None
        if isinstance(node, MapNode):
            return _compared(name, node, asked, reading)
        values = _values(name, node, asked, reading)
        return Test(name, one_of=values) if values else None

    def _undefined(self, key: Scalar, reading: Reading) -> None:
        name = key.value
        names = reading.names
        if name in names.of("step"):
            message = f'step "{name}" asks nothing, so no condition can hang on it'
            hint = "name an ask step or a fact; to come after a step, use after"
            reading.report.error(
                "unknown-name", key, message, hint, [("it is defined here", names.of("step")[name])]
            )
        elif name in self.elsewhere:
            message = f'"{name}" is counted by a watch, and no step can hang on it'
            reading.report.error("unknown-name", key, message, "only crisis_when may name it")
        elif name in OPERATORS:
            message = f'"{name}" stands where the name of a fact or an ask step is expected'
            reading.report.error("unknown-name", key, message, f"write it as {{FACT: {{{name}: ...}}}}")
        else:
            reading.unknown(key, "fact or ask step", name, [*names.asked, *self.measures])


def _as_written(node: Node) -> str:
    """A hint for a comparison as a program would write it."""
    found = re.fullmatch(r"\s*([\w-]{1,64})\s*(==?|is|:|!=|>=|<=)\s*([^=<>{}]{1,60})", _text(node))
    if found is None:
        return ""
    name, sign, value = found[1], found[2], found[3].strip().strip("\"'")
    instead = {"!=": f"{{not: {value}}}", ">=": f"{{at_least: {value}}}", "<=": f"{{at_most: {value}}}"}
    return f"write {{{name}: {instead.get(sign, value)}}}"


def _text(node: Node) -> str:
    return node.value if isinstance(node, Scalar) else ""


def _compared(name: str, node: MapNode, asked: Asked, reading: Reading) -> Test | None:
    read: dict[str, Any] = {}
    for operator, (key, value) in node.entries.items():
        if operator in ("at_least", "at_most"):
            if asked.type is not _IS_INTEGER:
                message = f'"{name}" is no number, so {operator} cannot be asked of it'
                reading.report.error("wrong-type", key, message, "write the value, or a list of values")
                return None
            read[operator] = _INTEGER.read(value, reading)
        elif operator == "not":
            read["none_of"] = _values(name, value, asked, reading) or None
        elif operator == "unknown":
            read["unknown"] = _unknown(value, reading)
        else:
            meant = nearest(operator, OPERATORS)
            hint = f'did you mean "{meant}"?' if meant else f"write one of: {', '.join(OPERATORS)}"
            message = f"{quoted(operator)} is no way to compare"
            reading.report.error("unknown-key", key, message, hint)
            return None
    if read.get("unknown") and len(read) > 1:
        message = "what is unknown cannot be compared as well"
        reading.report.error(
            "wrong-type", node, message, "split it into two alternatives: a list of two conditions"
        )
        return None
    if not read:
        reading.wrong(node, "a value, a list of values, or one of " + ", ".join(OPERATORS))
    return Test(name, **read) if read and None not in read.values() else None


def _unknown(node: Node, reading: Reading) -> bool | None:
    if isinstance(node, Scalar) and node.value == "true" and not node.style:
        return True
    reading.wrong(node, "unknown: true", "write true, or name the values that it should have")
    return None


def _values(name: str, node: Node, asked: Asked, reading: Reading) -> tuple[Value, ...]:
    """The values that could be read."""
    nodes = node.items if isinstance(node, ListNode) else [node]
    if not nodes:
        reading.wrong(node, f'a value for "{name}"')
    return tuple([value for item in nodes if (value := _value(name, item, asked, reading)) is not None])


def _value(name: str, node: Node, asked: Asked, reading: Reading) -> Value | None:
    kind = asked.type
    if kind is not _IS_CHOICE:
        if kind is _IS_TIME:
            reading.wrong(node, "{unknown: true}", "a time can only be tested for being unknown")
            return None
        shape: Shape[Value] = _INTEGER if kind is _IS_INTEGER else _FLAG if kind is _IS_FLAG else _TEXT
        return shape.read(node, reading)
    if not isinstance(node, Scalar) or not node.value:
        reading.wrong(node, f'a choice of "{name}"')
        return None
    if node.value in asked.choices:
        reading.check_misread(node)
        return node.value
    meant = nearest(node.value, asked.choices)
    hint = f'did you mean "{meant}"?' if meant else f"write one of: {', '.join(asked.choices[:30])}"
    message = f'{quoted(node.value)} is not a choice of "{name}"'
    defined = next((found for kind in ("fact", "step") if (found := reading.names.of(kind).get(name))), None)
    related = [(f'"{name}" is defined here', defined)] if defined is not None else []
    fix = edits.renamed(node, asked.choices, reading.report.file) if meant else ()
    reading.report.error_once("unknown-choice", node, message, hint, related, fix=fix)
    return None
