"""What one template's file names, found by walking its tree once, without rendering it: facts, words, other
files, blocks, and what no template may use. A place is (line, word): the column is looked for when it is shown."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import nodes

from crisis_cli.domain.nearest import nearest
from crisis_cli.files.templates.facts import LISTS, VARIABLES
from crisis_cli.files.templates.sandbox import FILTERS, Sandbox

SAYINGS = ("known", "unconfirmed", "unknown", "value", "ask")
"""What stands behind a fact's name."""

_OF_JINJA = frozenset(("loop", "self", "super", "caller", "varargs", "kwargs"))
_FACT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_GAP = re.compile(r"\[\[.*?\]\]", re.DOTALL)
_REFUSED_SIGNS: dict[type[nodes.Node], str] = {nodes.Mul: "*", nodes.Mod: "%", nodes.Pow: "**"}
_LINE_END = re.compile("\r\n|\r|\n")  # as jinja2 counts lines
_INSTEAD = {
    "default": "it would hide what is missing: write {% if fact.NAME.known %} ... {% else %} ... {% endif %}",
    "d": "it would hide what is missing: write {% if fact.NAME.known %} ... {% else %} ... {% endif %}",
    "defined": "test .known, .unconfirmed or .unknown",
    "undefined": "test .known, .unconfirmed or .unknown",
}


class Link:
    """Another file that a template includes, extends or imports from: the first of `names` that there is."""

    __slots__ = ("line", "names", "optional", "verb")

    def __init__(self, verb: str, names: list[str], line: int, optional: bool) -> None:
        self.verb = verb
        self.names = names
        self.line = line
        self.optional = optional


class Part:
    """One file. `strangers`: names that it neither defines nor may use, unless an including file defines them;
    `outside`: the first line of what would be printed behind `extends`, outside every block.
    `mistakes`: rule, message, word, line, hint."""

    def __init__(self, source: str, tree: nodes.Template, made: Sandbox) -> None:
        self.lines = _LINE_END.split(source)
        self.gaps = len(_GAP.findall(_COMMENT.sub("", source)))
        self.facts: dict[str, list[int]] = {}
        self.words: set[str] = set()
        self.defined: set[str] = set()
        self.strangers: list[tuple[str, int]] = []
        self.links: list[Link] = []
        self.blocks: dict[str, int] = {}
        self.inner_blocks: set[str] = set()
        self.outside = 0
        self.mistakes: list[tuple[str, str, str, int, str]] = []
        self._tests = made.tests
        self._walk(tree)
        self.strangers = [(name, line) for name, line in self.strangers if name not in self.defined]

    def find(self, line: int, word: str) -> tuple[int, int]:
        """The columns, from 1, where `word` begins and ends in that line: inside braces if it stands there."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        first = -1
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)" if word else r"\S", text):
            before = text[: found.start()]
            opened = max(before.rfind("{{"), before.rfind("{%"))
            if opened > max(before.rfind("}}"), before.rfind("%}")):
                return found.start() + 1, found.end() + 1
            first = found.start() if first < 0 else first
        start = first if first >= 0 else len(text) - len(text.lstrip())
        return start + 1, start + 1 + (len(word) if first >= 0 and word else 1)

    def _walk(self, tree: nodes.Template) -> None:
        waiting: list[nodes.Node] = [tree]
        while waiting:
            node = waiting.pop()
            inner = list(node.iter_child_nodes())
            look = getattr(self, f"_see_{type(node).__name__.lower()}", None)
            if look is not None and (instead := look(node)) is not None:
                inner = instead
            if (sign := _REFUSED_SIGNS.get(type(node))) is not None:
                self.error("template-filter", node, sign, f"a template may not use {sign}", "say it in words")
            waiting.extend(reversed(inner))
        extends = next(
            (at for at, node in enumerate(tree.body) if isinstance(node, nodes.Extends)), len(tree.body)
        )
        self.outside = next((line for line in map(_shown_line, tree.body[extends:]) if line), 0)

    def error(self, rule: str, node: nodes.Node, word: str, message: str, hint: str) -> None:
        self.mistakes.append((rule, message, word, node.lineno, hint))

    # One method for each kind of node that says something; what it returns is walked in place of the children.

    def _see_name(self, node: nodes.Name) -> None:
        if node.ctx != "load":
            self.defined.add(node.name)
            if node.name == "fact":
                message = '"fact" is the name of all facts and cannot be given to something else'
                self.error("template-variable", node, "fact", message, "choose another name")
        elif node.name == "fact":
            message = '"fact" needs the name of a fact behind it'
            self.error("template-variable", node, "fact", message, "write it out, like fact.product")
        elif node.name in LISTS:
            return
        elif node.name in VARIABLES:
            self.words.add(node.name)
        elif node.name not in _OF_JINJA:
            self.strangers.append((node.name, node.lineno))

    def _see_getattr(self, node: nodes.Getattr | nodes.Getitem) -> list[nodes.Node] | None:
        name = _behind(node)
        if name is not None and _is_all_facts(node.node):
            self._fact(node, name)
            return []
        whole = _fact_name(node.node)
        if name is not None and whole is not None and name not in SAYINGS:
            meant = nearest(name, SAYINGS)
            hint = f'did you mean ".{meant}"?' if meant else "write .known, .unconfirmed, .unknown, .value or .ask"
            self.error("template-variable", node, name, f"fact.{whole} has no .{name}", hint)
        if isinstance(node.node, nodes.Name) and node.node.name == "ledger":
            message = "the ledger is all facts, one after the other"
            instead = (
                f"write fact.{name}, or {{% for one in ledger %}}" if name else "write {% for one in ledger %}"
            )
            self.error("template-variable", node, name or "ledger", message, instead)
        if isinstance(node.node, nodes.Name) and node.node.name in VARIABLES and name and not hasattr("", name):
            message = f'"{node.node.name}" is text and has no .{name}'
            self.error("template-variable", node, name, message, f"write {node.node.name} alone")
        return None

    _see_getitem = _see_getattr

    def _fact(self, node: nodes.Node, name: str) -> None:
        if _FACT_NAME.fullmatch(name):
            self.facts.setdefault(name, []).append(node.lineno)
        else:
            self.error("template-variable", node, name, f'no fact can be called "{name}"', "write fact.NAME")

    def _tested(self, *tested: nodes.Node | None) -> None:
        for node in tested:
            if node is not None and (name := _fact_name(node)) is not None:
                message = f"fact.{name} alone in a test could mean two things"
                hint = f"write fact.{name}.known, .unconfirmed, .unknown or .value"
                self.error("template-variable", node, name, message, hint)

    def _see_if(self, node: nodes.If | nodes.CondExpr) -> None:
        self._tested(node.test)

    _see_condexpr = _see_if

    def _see_for(self, node: nodes.For) -> None:
        self._tested(node.test)

    def _see_and(self, node: nodes.And | nodes.Or) -> None:
        self._tested(node.left, node.right)

    _see_or = _see_and

    def _see_not(self, node: nodes.Not) -> None:
        self._tested(node.node)

    def _see_compare(self, node: nodes.Compare) -> None:
        self._tested(node.expr, *(operand.expr for operand in node.ops))

    def _see_filter(self, node: nodes.Filter) -> None:
        if node.name not in FILTERS:
            hint = _INSTEAD.get(node.name) or _meant(node.name, FILTERS, "the filters")
            message = f'a template has no filter "{node.name}"'
            self.error("template-filter", node, node.name, message, hint)

    def _see_test(self, node: nodes.Test) -> None:
        if node.name not in self._tests:
            hint = _INSTEAD.get(node.name) or _meant(node.name, sorted(self._tests), "the tests")
            message = f'a template has no test "is {node.name}"'
            self.error("template-filter", node, node.name, message, hint)

    def _see_macro(self, node: nodes.Macro) -> None:
        self.defined.add(node.name)

    def _see_block(self, node: nodes.Block) -> None:
        self.blocks.setdefault(node.name, node.lineno)
        self.inner_blocks |= {inner.name for inner in node.find_all(nodes.Block)}

    def _see_import(self, node: nodes.Import) -> list[nodes.Node]:
        self.defined.add(node.target)
        return self._link("imports", node)

    def _see_fromimport(self, node: nodes.FromImport) -> list[nodes.Node]:
        self.defined |= {name if isinstance(name, str) else name[1] for name in node.names}
        return self._link("imports", node)

    def _see_include(self, node: nodes.Include) -> list[nodes.Node]:
        return self._link("includes", node)

    def _see_extends(self, node: nodes.Extends) -> list[nodes.Node]:
        return self._link("extends", node)

    def _link(self, verb: str, node: Any) -> list[nodes.Node]:
        named = node.template
        options = named.items if isinstance(named, nodes.List | nodes.Tuple) else [named]
        names = [one.value for one in options if isinstance(one, nodes.Const) and isinstance(one.value, str)]
        if not names or len(names) < len(options):
            message = "which file this is would only be known when the statement is written"
            self.error("template-include", node, "", message, 'write its name in quotes, "parts/NAME.txt.j2"')
        else:
            self.links.append(Link(verb, names, node.lineno, getattr(node, "ignore_missing", False)))
        return []


def _meant(name: str, names: Any, what: str) -> str:
    meant = nearest(name, names)
    return f'did you mean "{meant}"?' if meant else f"{what} are: {', '.join(names)}"


def _is_all_facts(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "fact" and node.ctx == "load"


def _behind(node: nodes.Node) -> str | None:
    """The name behind the dot, or in the brackets."""
    if isinstance(node, nodes.Getattr):
        return node.attr
    named = node.arg if isinstance(node, nodes.Getitem) else None
    return named.value if isinstance(named, nodes.Const) and isinstance(named.value, str) else None


def _fact_name(node: nodes.Node) -> str | None:
    """The fact, when this is `fact.NAME` and no more."""
    whole = isinstance(node, nodes.Getattr | nodes.Getitem) and _is_all_facts(node.node)
    return _behind(node) if whole else None


def _shown_line(node: nodes.Node) -> int:
    """The line of a top-level node that would print something, else 0."""
    if not isinstance(node, nodes.Output):
        return 0
    for one in node.nodes:
        if not isinstance(one, nodes.TemplateData):
            return one.lineno
        if one.data.strip():
            return one.lineno + one.data[: len(one.data) - len(one.data.lstrip())].count("\n")
    return 0
