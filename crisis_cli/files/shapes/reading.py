"""What every field needs while one file is read: the report, and the names that the file defines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from crisis_cli.domain.nearest import nearest
from crisis_cli.domain.playbook import FactType
from crisis_cli.files.parsing import edits
from crisis_cli.files.parsing.misread import misread
from crisis_cli.files.parsing.nodes import MapNode, Node, Refused, Scalar
from crisis_cli.files.parsing.report import Report, a, described, listed, quoted

_PRINTED = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
_DRESS = _PRINTED + "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200C)))


class Asked:
    """What an answer or a fact may be: its type, and its choices where it has some."""

    __slots__ = ("choices", "type")

    def __init__(self, type: FactType, choices: tuple[str, ...] = ()) -> None:
        self.type = type
        self.choices = choices


class Names:
    """What a file defines: by kind (role, fact, statement, step ...) the name and the node to point at.
    `asked` has what the answers and facts that a condition may name can be; `misplaced`: the kinds that are
    defined in a field whose name is misspelt."""

    def __init__(self) -> None:
        self.misplaced: set[str] = set()
        self.nodes: defaultdict[str, dict[str, Node]] = defaultdict(dict)
        self.asked: dict[str, Asked] = {}

    def of(self, kind: str) -> dict[str, Node]:
        """The names of that kind."""
        return self.nodes[kind]


def usable(name: str) -> bool:
    """Whether a name can at least be printed and typed, however much against the rules it is."""
    return 0 < len(name) <= 64 and name.isprintable()


class Table(Protocol):
    """The table of a whole file, asked where a field belongs that stands somewhere else."""

    def homes(self, field: str) -> list[str]:
        """For each group that has a field of that name, or nearly so, a sentence that says it."""


def without_accents(name: str) -> str:
    """The name in plain letters, with a - for every space."""
    if name.isascii():
        return "-".join(name.split())
    import unicodedata  # only a mistake needs it

    plain = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return "-".join(plain.split())


class Reading:
    """One file being read. `table`: that of the file, where its names of fields are unlike enough."""

    __slots__ = ("cut", "has_comments", "names", "report", "table", "text")

    def __init__(self, report: Report, names: Names, table: Table | None = None) -> None:
        self.table = table
        self.cut = -1  # where the last text that a comma cut ends, so that its other pieces are not told of too
        self.report = report
        self.names = names
        self.text = report.text
        self.has_comments = " #" in report.text  # behind something, where it could cut a text short

    def wrong(self, node: Node, expected: str, hint: str = "", meant: str = "") -> None:
        """Note that something else stands where `expected` should be; `meant`: what belongs in its place."""
        if isinstance(node, Refused) or (isinstance(node, MapNode) and node.flawed) or self.dressed(node):
            return
        if isinstance(node, Scalar) and not node.style and node.value in ("", "~", "null"):
            self.empty(node, expected)
            return
        hint = self._colon(node) or hint
        fix = edits.rewritten(node, meant, self.report.file) if meant else ()
        self.report.error("wrong-type", node, f"found {described(node)}, expected {expected}", hint, fix=fix)

    def dressed(self, node: Node) -> bool:
        """Whether what stands there is right but for printed quotes or no-break spaces around it; notes it."""
        if not isinstance(node, Scalar) or node.style:
            return False
        bare = node.value.strip(_DRESS)
        if not bare or bare == node.value:
            return False
        rule, message = "character", f"a no-break space beside {quoted(bare)} belongs to it, and nobody sees it"
        if node.value.strip(_PRINTED) != node.value:
            rule, message = (
                "quotes",
                f"the printed quotes around {bare} are letters like any other",
            )
        fix = edits.rewritten(node, bare, self.report.file)
        self.report.error(
            rule, node, message, f"write {bare} without them" if rule == "quotes" else f"write {bare}", fix=fix
        )
        return True

    def _colon(self, node: Node) -> str:
        if isinstance(node, Scalar) and re.match(r"[A-Za-z_-]+:\S", node.value):
            return "put a space after the colon, if this was meant to be a field and its value"
        return ""

    def empty(self, node: Scalar, expected: str) -> None:
        """Note that nothing stands there."""
        hint = "write it here, or delete what is empty"
        if not node.style and self.text[node.end_mark.index :].split("\n", 1)[0].strip().startswith("#"):
            hint = "YAML takes text after # for a comment: put the whole text in quotes"
        self.report.error("empty", node, f"nothing stands here; expected {expected}", hint)

    def check_misread(self, node: Scalar) -> None:
        """Note a plain text that some YAML program reads as another type."""
        if not node.style and (other := misread(node.value)):
            message = f"{quoted(node.value)} is read as {other} by YAML programs"
            fix = edits.in_quotes(node, self.report.file)
            self.report.error("misread", node, message, f'write "{node.value}" in double quotes', fix=fix)

    def unknown(self, node: Node, kind: str, name: str, choices: Iterable[str], hint: str = "") -> None:
        """Note that a name is not defined; says which was probably meant, or what else has that name. `kind` may
        be several: `fact or ask step`."""
        if self.report.full:
            self.report.error("unknown-name", node, "")
            return
        if self.dressed(node):
            return
        if any(one in self.names.misplaced for one in kind.split(" or ")):
            return  # they are all defined, in a field whose name is wrong
        choices = list(choices)
        several = " or " in kind
        defined = self.names.nodes.get(kind, {})
        if several:
            defined = {one: node for other in ("step", "fact") for one, node in self.names.of(other).items()}
        if any(without_accents(other) == name for other in defined):
            return  # it is the other name that has to change, and that has its finding
        meant = nearest(name, choices)
        related = [(f'"{meant}" is defined here', defined[meant])] if meant in defined else []
        other = next(
            (other for other in ("role", "fact", "statement", "step") if name in self.names.of(other)), ""
        )
        message = f"no {kind} is called {quoted(name)}" if several else f"{kind} {quoted(name)} is not defined"
        if other and other != kind:
            message = f"{quoted(name)} is {a(other)}, not {a(kind)}"
            related = [("it is defined here", self.names.of(other)[name])]
            meant = ""
        if meant:
            hint = f'did you mean "{meant}"?'
        elif not hint:
            hint = f"write one of: {listed(choices)}" if choices else f"define {a(kind)} of that name first"
        fix = edits.renamed(node, choices, self.report.file) if meant else ()
        self.report.error_once("unknown-name", node, message, hint, related, fix=fix)
