"""An e-mail address or a phone number in the text of a playbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from crisis_cli.domain.findings import Finding, Route
from crisis_cli.domain.playbook import Kind, Playbook, Step
from crisis_cli.rules.rule import Subject, warning

RULE = "contact-data"

_CONTACT = re.compile(
    r"(?<![\w.+-])(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)"
    r"|(?<![\w/.:-])(?<!\d )(?P<phone>\+[ (]{0,2}\d(?:[ ()./-]{0,2}\d){6,14}"  # +44 20 7946 0000
    r"|\(?0(?:[ ()./-]{0,2}\d){8,14}"  # 020 7946 0000
    r"|\(?[2-9]\d\d\)?[ .-]\d{3}[ .-]\d{4})(?![\w-])"  # (555) 555-0100
)
_CALLED = re.compile(
    r"(?:phone|tel|t[ée]l|fax|mobil|cell|call|ring|dial|appel|joindre|hotline|num[ée]ro)\w*\W{0,20}$",
    re.IGNORECASE,
)
"""Digits without a space between them are a phone number behind such a word; elsewhere they number something."""
_DIGITS = re.compile(r"[0-9](?:[ ()./-]{0,2}[0-9]){6}")
_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)")


def check(subject: Subject) -> Iterator[Finding]:
    if not _worth_a_look(subject.playbook.text):
        return
    for route, text in _texts(subject.playbook):
        found = [one for one in _CONTACT.finditer(text) if one["mail"] or _is_phone(one)]
        if found:
            what = "an e-mail address" if found[0]["mail"] else "a phone number"
            more = f" (and {len(found) - 1} more here)" if len(found) > 1 else ""
            message = f'{what} stands in the playbook: "{found[0][0][:80]}"{more}'
            hint = "name the role here; addresses belong into the team file, kept private and up to date"
            yield warning(RULE, route, message, hint)


def _is_phone(found: re.Match[str]) -> bool:
    bare = found[0].isdigit() and not found[0].startswith("00")
    called = not bare or _CALLED.search(found.string, 0, found.start()) is not None
    return called and _DATE.match(found[0]) is None


def _worth_a_look(text: str) -> bool:
    """Whether the file has anything of the kind, comments and all; a day such as 2027-05-01 is not."""
    return "@" in text or any(found[0][4] != "-" or found[0][7] != "-" for found in _DIGITS.finditer(text))


def _texts(playbook: Playbook) -> Iterator[tuple[Route, str]]:
    """Everything that somebody wrote in words, with its place."""
    yield from ((("title",), playbook.title), (("owner",), playbook.owner), (("company",), playbook.company))
    for role in playbook.roles.values():
        yield from _in_languages(playbook, ("roles", role.id, "title"), role.title, role.titles)
    for fact in playbook.facts.values():
        yield from _in_languages(playbook, ("facts", fact.name, "ask"), fact.ask, fact.asks)
        for name, words in fact.choices.items():
            yield ("facts", fact.name, "choices", name), words
    for step in playbook.steps.values():
        route = ("steps", step.id)
        yield from _said(step, route)
        for name, words in step.choices.items():
            yield (*route, "choices", name), words
        for number, line in enumerate(step.checklist):
            yield (*route, "checklist", number), line
        if step.ends:
            yield (*route, "ends"), step.ends


def _in_languages(
    playbook: Playbook, route: Route, words: str, others: Mapping[str, str]
) -> Iterator[tuple[Route, str]]:
    """A text, and the same in further languages."""
    yield (*route, playbook.language) if others else route, words
    for language, other in others.items():
        yield (*route, language), other


def _said(step: Step, route: Route) -> Iterator[tuple[Route, str]]:
    """Title and guidance. The words of a do or an ask are its title, or, if it has one beside, the first paragraph
    of its guidance."""
    first, _, rest = step.guidance.partition("\n\n")
    does = step.kind in (Kind.DO, Kind.ASK)
    yield (*route, step.kind.value if does and not first else "title"), step.title
    yield (*route, step.kind.value if does and rest else "guidance"), first
    yield (*route, "guidance"), rest
