"""The page of every phrase of the lexicon, made from its entries: one a name, with all languages that have it."""

from __future__ import annotations

from functools import cache

from crisis_cli.domain.findings import RulePage
from crisis_cli.domain.phrases import FAMILIES, Phrase
from crisis_cli.files.lexicon import languages, lexicon

_LANGUAGES = {"en": "English", "fr": "French"}


@cache
def phrase_pages() -> tuple[RulePage, ...]:
    """Every page, by family and name."""
    entries: dict[str, list[Phrase]] = {}
    for language in languages():
        for phrase in lexicon(language):
            entries.setdefault(phrase.id, []).append(phrase)
    found = [_page(phrases) for phrases in entries.values()]
    return tuple(sorted(found, key=lambda page: (FAMILIES.index(page.family), page.rule)))


def _page(phrases: list[Phrase]) -> RulePage:
    first = phrases[0]
    summary = f"{first.what}."
    parts = [f"# {first.id}", f"{first.severity} · {first.family}: {summary}"]
    if first.element:
        parts.append(f"No finding: it shows that a text has the element `{first.element}`.")
    for phrase in phrases:
        parts += [
            f"## {_LANGUAGES.get(phrase.language, phrase.language)}: {phrase.what}",
            phrase.why,
            f"Instead: {phrase.instead}" if not phrase.element else f"For example: {phrase.instead}",
            "Found in:",
            _listed(phrase.matches),
            "Not found in:",
            _listed(phrase.misses),
            f"Source: {phrase.source}",
        ]
    return RulePage(first.id, first.severity, first.family, summary, "\n\n".join(parts) + "\n")


def _listed(examples: tuple[str, ...]) -> str:
    return "\n".join(f"- {example}" for example in examples)
