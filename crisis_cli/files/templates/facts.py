"""What a statement template sees: the facts, each reading as sure as we are of it, and a few words beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from jinja2 import UndefinedError

from crisis_cli.domain.nearest import nearest

VARIABLES = ("seen", "now", "next_update", "speaker", "company")
"""The names beside `fact` that are text."""

LISTS = ("ledger", "changes")
"""The names of what a template goes through with `for`: all facts; what a correction puts right."""

WORDS = {
    "en": {
        "yes": "yes",
        "no": "no",
        "unconfirmed": "unconfirmed: {}",
        "seen": "Since when?",
        "now": "What time is it?",
        "next_update": "When do we speak again?",
        "speaker": "Who speaks?",
        "company": "Which company?",
    },
    "fr": {
        "yes": "oui",
        "no": "non",
        "unconfirmed": "non confirmé\u00a0: {}",
        "seen": "Depuis quand ?",
        "now": "Quelle heure est-il ?",
        "next_update": "Quand reprendrons-nous la parole ?",
        "speaker": "Qui parle ?",
        "company": "Quelle entreprise ?",
    },
}


class Misused(UndefinedError):
    """A template asks for what is not there, or in a way that could mean two things."""


class Fact:
    """One fact in a template; what it reads as depends on how sure we are."""

    def __init__(self, name: str, given: Mapping[str, Any], words: Mapping[str, str]) -> None:
        self._name, self._given, self._words = name, given, words

    @property
    def ask(self) -> str:
        return str(self._given["ask"])

    @property
    def known(self) -> bool:
        return self._given["status"] == "confirmed" and not self.unknown

    @property
    def unconfirmed(self) -> bool:
        return not self.known and not self.unknown

    @property
    def unknown(self) -> bool:
        return self._given["value"] is None or self._given["status"] == "unknown"

    @property
    def value(self) -> Any:
        return None if self.unknown else self._given["value"]

    def _shown(self) -> str:
        """How the bare value reads; nothing when there is none."""
        value = self._given["value"]
        if self.unknown:
            return ""
        if isinstance(value, bool):
            return self._words["yes" if value else "no"]
        return self._given["shown"] or str(value)

    def __str__(self) -> str:
        shown = self._shown()
        if self.unknown:
            return f"[? {self._given['ask']} ?]"
        return shown if self.known else self._words["unconfirmed"].format(shown)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        raise Misused(f"fact.{self._name} has no .{name}; write .known, .unconfirmed, .unknown, .value or .ask")

    def _refuse(self, *_: object) -> NoReturn:
        raise Misused(
            f"fact.{self._name} alone can only be printed; test .known, .unknown, .unconfirmed or .value"
        )

    __bool__ = __eq__ = __lt__ = __gt__ = __le__ = __ge__ = _refuse
    __hash__ = None  # type: ignore[assignment]


class Facts:
    """All facts by name, none of which a public name of this class may hide."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self._used: dict[str, str] = {}

    def __getattr__(self, name: str) -> Fact:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self._facts:
            fact = self._facts[name]
            self._used[name] = fact._shown()
            return fact
        meant = nearest(name, self._facts)
        raise Misused(f'the playbook has no fact "{name}"' + (f'; did you mean "{meant}"?' if meant else ""))


class Ledger:
    """All facts one after the other, as `ledger` in a template: for a page that has to serve every playbook."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def __iter__(self) -> Iterator[Fact]:
        return (getattr(self._facts, name) for name in self._facts._facts)


class Changed:
    """What a published text says of a fact that has another value now."""

    def __init__(self, facts: Facts, given: Mapping[str, Any], words: Mapping[str, str]) -> None:
        self._facts, self._given, self._words = facts, given, words

    @property
    def now(self) -> Fact:
        return getattr(self._facts, self._given["fact"])  # type: ignore[no-any-return]

    @property
    def ask(self) -> str:
        return str(self._given["ask"])

    @property
    def before(self) -> str:
        before = self._given["before"]
        return self._words["yes" if before else "no"] if isinstance(before, bool) else str(before)

    @property
    def said_at(self) -> str:
        return str(self._given["said_at"])

    @property
    def where(self) -> list[str]:
        return list(self._given["where"])

    @property
    def in_sentences(self) -> bool:
        return bool(self._given["in_sentences"])


def used_of(facts: Facts) -> dict[str, str]:
    """The facts that a template asked for, as they read; not a method, which would hide a fact of that name."""
    return facts._used
