"""Names: what things are called, references to them, and fixed words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from crisis_cli.domain.nearest import nearest
from crisis_cli.files.parsing.misread import misread
from crisis_cli.files.parsing.nodes import Node, Scalar
from crisis_cli.files.parsing.report import a, quoted
from crisis_cli.files.shapes.reading import Reading, usable, without_accents

_LONGEST = 64


class Name:
    """What something is called, so that other places can name it. `kept`: a name against the rule has its
    finding and counts all the same, because others refer to it."""

    def __init__(
        self,
        what: str,
        pattern: str = r"[A-Za-z][A-Za-z0-9_-]{0,63}",
        rule: str = "it starts with a letter and goes on with letters, digits, - and _ (64 at most)",
        *,
        reserved: tuple[str, ...] = (),
        kept: bool = False,
    ) -> None:
        self.what = what
        self.pattern = pattern
        self._without_fault = lru_cache(maxsize=1024)(self._is_without_fault)  # step ids and roles come again
        self.rule = rule
        self.reserved = reserved
        self.kept = kept
        self.expected = f"the name of {a(what)}"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The name."""
        if not isinstance(node, Scalar):
            reading.wrong(node, self.expected)
            return None
        if len(node.value) <= _LONGEST and self._without_fault(node.value):
            return node.value
        if not node.value:
            reading.empty(node, self.expected)
            return None
        if re.fullmatch(self.pattern, node.value) is None:
            if reading.dressed(node):
                return node.value if self.kept else None
            message = f"{quoted(node.value)} cannot be the name of {a(self.what)}"
            plain = without_accents(node.value)
            hint = f"write {plain}, here and wherever it is named" if self._without_fault(plain) else self.rule
            reading.report.error("bad-name", node, message, hint)
            return node.value if self.kept and usable(node.value) else None
        if node.value in self.reserved:
            message = f"{quoted(node.value)} has a meaning of its own and cannot be the name of {a(self.what)}"
            reading.report.error("bad-name", node, message, "choose another name")
            return node.value if self.kept else None
        reading.check_misread(node)
        return node.value

    def _is_without_fault(self, name: str) -> bool:
        """Whether nothing can be said against the name, even when it is written without quotes."""
        return re.fullmatch(self.pattern, name) is not None and name not in self.reserved and not misread(name)


class Ref:
    """The name of something defined in this file, or one of a few `words`. `hints`: what to tell whoever wrote a
    word that is no name."""

    def __init__(self, kind: str, words: tuple[str, ...] = (), hints: Mapping[str, str] | None = None) -> None:
        self.hints = hints or {}
        self.kind = kind
        self.words = words
        self.expected = f"{', '.join(words)} or the name of {a(kind)}" if words else f"the name of {a(kind)}"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The name, if something of that kind has it."""
        if not isinstance(node, Scalar):
            reading.wrong(node, self.expected)
            return None
        name: str = node.value
        known = reading.names.of(self.kind)
        if name in known or name in self.words:
            return name
        if not name:
            reading.empty(node, self.expected)
            return None
        choices = () if name in self.hints else (*self.words, *known)
        reading.unknown(node, self.kind, name, choices, self.hints.get(name, ""))
        return None


class Word:
    """One of a few fixed words. `meant`: what else people write for them."""

    def __init__(self, *words: str, meant: Mapping[str, str] | None = None) -> None:
        self.words = words
        self.meant = meant or {}
        self.expected = f"one of {', '.join(words)}" if len(words) > 1 else f"the word {words[0]}"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The word."""
        if isinstance(node, Scalar) and node.value in self.words:
            return node.value
        said = node.value.strip().lower() if isinstance(node, Scalar) else ""
        near = (self.meant.get(said) or nearest(said, self.words)) if said else ""
        reading.wrong(node, self.expected, f'did you mean "{near}"?' if near else "")
        return None
