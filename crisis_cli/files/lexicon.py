"""The lexicon of phrases: a YAML file a language, packed beside the checks that use it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import crisis_cli
from crisis_cli.domain.findings import Finding
from crisis_cli.domain.phrases import ELEMENTS, FAMILIES, Phrase
from crisis_cli.files.parsing.report import Report
from crisis_cli.files.playbook.reader import read_tree
from crisis_cli.files.shapes.groups import Field, ListOf, MapOf, Record
from crisis_cli.files.shapes.names import Name, Word
from crisis_cli.files.shapes.reading import Names, Reading
from crisis_cli.files.shapes.scalars import Flag, Text
from crisis_cli.files.shapes.values import Count

FOLDER = Path(crisis_cli.__file__).parent / "statements" / "lexicon"

_LINE = Text()
_EXAMPLES = ListOf(_LINE, "examples", least=2)
_PHRASE = Record(
    "a phrase",
    Field("family", Word(*FAMILIES), "what is wrong with it", True),
    Field("weight", Count(), "3: hardly ever right; 2: seldom right; 1: worth a thought", True),
    Field("blocks", Flag(), "true: a text that has it is not published unless somebody waives it"),
    Field("element", Word(*ELEMENTS), "with the family Element: what it shows"),
    Field("pattern", Text(lines=True, most=2000), "regular expressions in small letters, one a line", True),
    Field("what", _LINE, "what it is, in a few words", True),
    Field("why", _LINE, "what a reader hears", True),
    Field("instead", _LINE, "a better way to say it", True),
    Field("source", _LINE, "who says so", True),
    Field("matches", _EXAMPLES, "sentences in which it must be found", True),
    Field("misses", _EXAMPLES, "sentences in which it must not be found", True),
)
_PHRASES = MapOf(
    Name("phrase", "[a-z][a-z0-9]*(?:-[a-z0-9]+)*", "it is small letters, digits and single -"), _PHRASE
)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a lexicon."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def lexicon(language: str) -> tuple[Phrase, ...]:
    """The phrases of that language in the order of their file; none where the language has no lexicon."""
    if language not in languages():
        return ()
    path = FOLDER / f"{language}.yaml"
    phrases, findings = read_lexicon(path.read_bytes(), str(path), language)
    assert not findings, "\n".join(f"{found.place}: {found.message}" for found in findings)
    return phrases


def read_lexicon(data: bytes | str, file: str, language: str) -> tuple[tuple[Phrase, ...], tuple[Finding, ...]]:
    """The phrases that a file holds, and what is wrong with it."""
    report = Report(file)
    root, _ = read_tree(data, report)
    read = _PHRASES.read(root, Reading(report, Names())) or {} if root is not None else {}
    whole = {id_: values for id_, values in read.items() if all(name in values for name in _REQUIRED)}
    return tuple(_phrase(id_, language, values) for id_, values in whole.items()), report.findings(root)


_REQUIRED = [name for name, field in _PHRASE.fields.items() if field.required]


def _phrase(id_: str, language: str, values: dict[str, Any]) -> Phrase:
    return Phrase(id_, language, **{**values, "pattern": "|".join(values["pattern"].split("\n"))})
