"""The styles for Vale: every rule compiles, finds what the phrase finds, and is a rule as Vale reads it.

Vale itself is not run here: its wheel fetches a program when it is first used. Its engine has look-arounds, and
`\\w` for ASCII alone (a test keeps it out); what is left reads the same in Python.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from crisis_cli.domain.phrases import Phrase
from crisis_cli.files.lexicon import languages, lexicon
from crisis_cli.files.vale import rule, token, write_styles

FOUND = [phrase for language in languages() for phrase in lexicon(language) if phrase.family != "Element"]
QUOTED = re.compile('["«“>]')


def named(phrase: Phrase) -> str:
    return f"{phrase.language}-{phrase.id}"


every_phrase = pytest.mark.parametrize("phrase", FOUND, ids=named)


def read(phrase: Phrase) -> Any:
    return yaml.safe_load(rule(phrase))


def as_vale_compiles_it(phrase: Phrase) -> re.Pattern[str]:
    return re.compile(f"(?i)(?m)(?:{'|'.join(read(phrase)['tokens'])})")


@every_phrase
def test_a_rule_finds_what_the_phrase_finds(phrase: Phrase) -> None:
    pattern = as_vale_compiles_it(phrase)
    assert [text for text in phrase.matches if not pattern.search(text)] == []
    typeset = [text.replace("'", "’").replace(" ", "\u00a0") for text in phrase.matches]
    assert [text for text in typeset if not pattern.search(text)] == []
    assert [text for text in phrase.matches if not pattern.search(text.upper())] == []


@every_phrase
def test_a_rule_passes_over_what_the_phrase_passes_over_apart_from_quotations(phrase: Phrase) -> None:
    pattern = as_vale_compiles_it(phrase)
    assert [text for text in phrase.misses if pattern.search(text) and not QUOTED.search(text)] == []


@every_phrase
def test_a_rule_is_one_that_vale_reads(phrase: Phrase) -> None:
    shown = read(phrase)
    assert (shown["extends"], shown["ignorecase"], shown["nonword"]) == ("existence", True, True)
    assert shown["level"] in ("error", "warning", "suggestion")
    assert shown["message"].replace("%%", "") % "words"  # Vale puts the words found into it


@every_phrase
def test_no_rule_rests_on_what_vale_takes_for_a_word(phrase: Phrase) -> None:
    assert not re.search(r"\\[wWbB]", token(phrase.pattern))


def test_a_class_is_translated_within_its_brackets() -> None:
    assert re.fullmatch(token(r"[^.\n]{0,9}[\w-]+ l'eau"), "Pré\nd’été L’EAU", re.IGNORECASE)


def test_a_style_a_language_is_written(tmp_path: Path) -> None:
    assert write_styles(tmp_path / "styles") == ["crisis-en", "crisis-fr"]
    written = {f"{path.parent.name[-2:]}-{path.stem}" for path in tmp_path.glob("styles/*/*.yml")}
    assert written == {named(phrase) for phrase in FOUND}
