"""Gaps that nobody filled, template code in what is never rendered again, and holes that empty values leave.

They count everywhere, also in quotations: whatever is published must be finished.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.statements.written import Span, Written

_LONGEST_SHOWN = 60

_WAITS = (
    r"insert|insérer|your |votre |name|nom\b|names\b|date|time\b|heure|lieu|place\b|company|société|contact"
    r"|tbd|tbc|todo|to be |to come|xx|à (?:compléter|préciser|définir|confirmer)"
)
_LABELS = "UPDATE|UPDATED|RECALL|RAPPEL|CORRECTION|MISE À JOUR|MAJ|DRILL|EXERCISE|EXERCICE|URGENT|INFO"
"""What stands in brackets before a headline, and is no gap."""

_ASKED = (
    "NAMES?|DATES?|TIMES?|PLACES?|NUMBERS?|TITLES?|COMPANY|PRODUCTS?|LINKS?|URL|CITY|TOWN|COUNTRY|ADDRESS|PHONE|EMAIL"
    "|AMOUNT|QUOTE|LOCATION|BRAND|HOUR|DAY|MONTH|YEAR|BATCH|LOT|CAUSE|REASON|COUNT|TEXT|PERSON|X+|YOUR|HERE|WHO|WHAT|WHEN"
    "|WHERE|NOMS?|HEURES?|LIEUX?|NOMBRES?|TITRES?|SOCIÉTÉ|ENTREPRISE|PRODUITS?|LIENS?|VILLE|PAYS|ADRESSE|TÉLÉPHONE"
    "|MONTANT|CITATION|MARQUE|JOUR|MOIS|ANNÉE|RAISON|TEXTE|VOTRE|ICI|QUI|QUOI|QUAND|OÙ"
)
"""What a gap in capitals asks for; others, such as [RFC 2119] or [EXIT], may be meant."""

_FOUND = re.compile(
    "|".join(
        (
            r"(?P<gap>\[\[[^\[\]]*(?:\]\])?|\[\?[^\[\]]*\]?|\]\]|\?\])",
            r"(?P<code>\{\{[^{}]*(?:\}\})?|\{[%#][^{}]*\}?|\}\}|%\}|#\})",
            r"(?P<name>\$?\{[A-Za-z_][\w.]{0,60}\}|\{\d{0,2}\}|%\(\w{1,60}\)[sd]|\*\|\w{1,60}\|\*)",
            rf"(?P<bracket>\[(?i:{_WAITS})[^\[\]\n]{{0,100}}\](?!\()"
            rf"|\[[A-ZÀ-Þ0-9 _'’/.-]{{0,60}}\b(?:{_ASKED})\b[A-ZÀ-Þ0-9 _'’/.-]{{0,60}}\](?!\()"
            rf"|<(?i:{_WAITS})[^<>\n]{{0,100}}>|<[A-ZÀ-Þ][A-ZÀ-Þ _]{{2,40}}>)",
            rf"(?P<label>\[(?!(?:{_LABELS})\])[A-ZÀ-Þ][A-ZÀ-Þ0-9 _'’/.-]{{2,60}}\](?!\()"
            r"|\bxx+\b|(?<=[Ss]ize )XX+\b|(?<=aille )XX+\b|(?<=\bto )null\b)",
            r"(?P<mark>\b(?:TBD|TBC|TODO|FIXME|TKTK|XX+(?!-?\d))\b|(?<!_)_{3,}"
            r"|\b[ÀA] (?:COMPLÉTER|COMPLETER|PRÉCISER|PRECISER|DÉFINIR|CONFIRMER)\b"
            r"|\bTO BE (?:CONFIRMED|COMPLETED|DETERMINED|ADDED|ANNOUNCED)\b"
            r"|(?i:\blorem ipsum\b|\bdolor sit amet\b))",
            r"(?P<value>(?<=[\w,:;(] )None\b(?! of\b)|\b(?:undefined|NaN|null)\b(?! and void)|\[object Object\]"
            r"|(?<!\b[Mm]y )(?<!\b[Yy]our )(?<!\b[Hh]er )(?<!\b[Hh]is )(?<!\b[Oo]ur )(?<!\b[Tt]he )\bnan\b)",
        )
    )
)
_RULE_OF_LINE = re.compile(r"^[ \t]*_{3,}[ \t]*$")
"""A line across the page in Markdown."""

_HOLES = re.compile(
    r"(?<=[^\s.!?|])  +(?=[^\s|])"  # about  customers
    r"|(?<=\w) +[,.](?=\s|$)"  # in , we
    r"|\( *[,;]? *\)|\"\"|(?<!\")\" +\"(?!\w)"  # ( )
)
_EMPTY_LABEL = re.compile(r"^[^\n:]{2,40}: *$(?=\s*(?:\Z|^[^\n:]{2,40}: +\S))", re.MULTILINE)
"""A label with nothing behind it, before another label or at the end; before a list it is a headline."""


def find(written: Written) -> Iterator[Finding]:
    """A finding for every gap, piece of template code and hole, each kind in the order of the text."""
    for found in _FOUND.finditer(written.text):
        if found.lastgroup != "mark" or not _is_rule(written.text, Span(*found.span())):
            yield _finding(written, found)
    lines: set[int] = set()
    for pattern, said in ((_HOLES, _between), (_EMPTY_LABEL, _behind)):
        for found in pattern.finditer(written.plain):
            place = written.place(*found.span())
            if place.line not in lines:
                lines.add(place.line)
                message = f"a value seems to be missing {said(written.text, Span(*found.span()))}"
                hint = "write what belongs there, or close the hole"
                yield Finding("empty-value", Severity.WARNING, message, hint, place=place)


def _finding(written: Written, found: re.Match[str]) -> Finding:
    shown = " ".join(found[0].split())
    shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 3]}..."
    place = written.place(*found.span())
    if found.lastgroup in ("code", "name"):
        message = f'"{shown}" is template code, and what a person typed is never filled in by the program'
        hint = "write the words themselves; for a literal brace, find another way to say it"
        return Finding("template-code", Severity.ERROR, message, hint, place=place)
    if found.lastgroup == "label":
        message = f'"{shown}" may still wait for its words'
        return Finding("unfilled-gap", Severity.WARNING, message, "if so, write them", place=place)
    if found.lastgroup == "value":
        message = f'"{shown}" is what a program writes when it has no value'
        hint = "write the value, or say that you do not know it yet"
    else:
        message = f'"{shown}" still waits for its words'
        hint = "write them, or delete the gap together with its sentence"
    return Finding("unfilled-gap", Severity.ERROR, message, hint, place=place)


def _is_rule(text: str, span: Span) -> bool:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return _RULE_OF_LINE.match(text[start : len(text) if end < 0 else end]) is not None


def _between(text: str, span: Span) -> str:
    """Where, by the word before and the word after."""
    before, after = text[max(0, span.start - 30) : span.start].split(), text[span.end : span.end + 30].split()
    if before and after:
        return f'between "{before[-1]}" and "{after[0]}"'
    return f'after "{before[-1]}"' if before else "here"


def _behind(text: str, span: Span) -> str:
    return f'behind "{text[span.start : span.end].strip()}"'
