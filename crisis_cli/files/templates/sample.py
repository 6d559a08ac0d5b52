"""Renders a template with made-up facts, to see whether it can be rendered at all: once as if every fact were
confirmed, once unconfirmed, once unknown, because it must work at the start of a night too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from crisis_cli.files.templates.facts import VARIABLES, WORDS, Changed, Fact, Facts
from crisis_cli.files.templates.sandbox import ENDING, Failed, Sandbox, sandbox, text_from

STATES = ("confirmed", "unconfirmed", "unknown")
_VALUES = {"text": "Berry Oat", "integer": 3, "boolean": True, "time": "2026-11-22T02:55:00Z"}
_CLOCK = "02:55"


class Kitchen:
    """Environments by language and folders, so that each file is parsed and compiled once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, ...], Sandbox] = {}

    def sandbox(self, language: str, folders: Sequence[str]) -> Sandbox:
        """Where the templates of that language in these folders are read and run."""
        key = (language, *folders)
        if key not in self._made:
            words = WORDS.get(language, WORDS["en"])
            self._made[key] = sandbox([Path(folder) / language for folder in folders], words)
        return self._made[key]

    def tried(self, order: Mapping[str, Any], most: int) -> Iterator[tuple[str, Failed]]:
        """The states of the facts in which a template fails, each reason once."""
        language = order["language"]
        words = WORDS.get(language, WORDS["en"])
        made = self.sandbox(language, order["folders"])
        told: set[tuple[Any, ...]] = set()
        for state in STATES:
            facts = Facts({name: Fact(name, _given(fact, state), words) for name, fact in order["facts"].items()})
            given = dict.fromkeys(VARIABLES, "" if state == "unknown" else _CLOCK)
            changes = [Changed(facts, _change(name, fact), words) for name, fact in order["facts"].items()]
            text = text_from(made, order["name"] + ENDING, facts, given, words, most, changes[:1])
            if isinstance(text, Failed) and (text.file, text.line, text.message) not in told:
                told.add((text.file, text.line, text.message))
                yield state, text


def _given(fact: Mapping[str, Any], state: str) -> dict[str, Any]:
    kind, choices = fact.get("type", "text"), fact.get("choices") or {}
    value = next(iter(choices), "Berry Oat") if kind == "choice" else _VALUES.get(kind, "Berry Oat")
    if kind == "integer" and fact.get("min") is not None:
        value = fact["min"]
    shown = choices.get(value, "") if kind == "choice" else _CLOCK if kind == "time" else ""
    known = state != "unknown"
    return {"ask": fact["ask"], "status": state, "value": value if known else None, "shown": shown}


def _change(name: str, fact: Mapping[str, Any]) -> dict[str, Any]:
    before = _given(fact, "confirmed")["value"]
    told = {"said_at": _CLOCK, "where": ["website"], "in_sentences": False}
    return {"fact": name, "ask": fact["ask"], "before": before, **told}
