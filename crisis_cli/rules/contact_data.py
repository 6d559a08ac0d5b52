"""An e-mail address or a phone number in the text of a playbook."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Route
from crisis_cli.domain.playbook import Kind, Playbook
from crisis_cli.rules.rule import Subject, warning

RULE = "contact-data"

_CONTACT = re.compile(
    r"(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)"
    r"|(?<![\w/.:-])(?P<phone>\+[ (]{0,2}\d(?:[ ()./-]{0,2}\d){6,14}"  # +44 20 7946 0000
    r"|\(?0(?:[ ()./-]{0,2}\d){7,14}"  # 020 7946 0000
    r"|\(?[2-9]\d\d\)?[ .-]\d{3}[ .-]\d{4})(?![\w-])"  # (555) 555-0100
)
_DIGITS = re.compile(r"\d(?:[ ()./-]{0,2}\d){6}")
_DATE = re.compile(r"\d{1,2}([./ -])\d{1,2}\1(?:\d{4}|\d\d)")


def check(subject: Subject) -> Iterator[Finding]:
    if not _worth_a_look(subject.playbook.text):
        return
    for route, text in _texts(subject.playbook):
        for found in _CONTACT.finditer(text):
            if found["phone"] and _DATE.match(found[0]):
                continue
            what = "an e-mail address" if found["mail"] else "a phone number"
            message = f'{what} stands in the playbook: "{found[0][:80]}"'
            hint = (
                "name the role here; addresses stand in the team file, where they are kept private and up to date"
            )
            yield warning(RULE, route, message, hint)
            break


def _worth_a_look(text: str) -> bool:
    """Whether the file has anything of the kind, comments and all; a day such as 2027-05-01 is not."""
    return "@" in text or any(found[0][4] != "-" or found[0][7] != "-" for found in _DIGITS.finditer(text))


def _texts(playbook: Playbook) -> Iterator[tuple[Route, str]]:
    """Everything that somebody wrote in words, with its place."""
    yield from ((("title",), playbook.title), (("owner",), playbook.owner), (("company",), playbook.company))
    for role in playbook.roles.values():
        yield ("roles", role.id, "title"), role.title
    for fact in playbook.facts.values():
        yield ("facts", fact.name, "ask"), fact.ask
        for name, words in fact.choices.items():
            yield ("facts", fact.name, "choices", name), words
    for step in playbook.steps.values():
        route = ("steps", step.id)
        titled = step.kind in (Kind.DO, Kind.ASK) and "\n\n" in step.guidance
        # What a step says is its title, or the first lines of its guidance if it has a title beside.
        yield route, step.title
        yield (route if titled else (*route, "guidance")), step.guidance
        for name, words in step.choices.items():
            yield (*route, "choices", name), words
        for number, line in enumerate(step.checklist):
            yield (*route, "checklist", number), line
        if step.ends:
            yield (*route, "ends"), step.ends
