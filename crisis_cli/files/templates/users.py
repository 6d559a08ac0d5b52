"""A template beside the playbooks that use it: facts that they do not define, and where they name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crisis_cli.domain.findings import Finding, Place, Related, Route, Severity
from crisis_cli.domain.nearest import nearest
from crisis_cli.domain.playbook import Playbook
from crisis_cli.domain.template_use import TemplateUse
from crisis_cli.files.parsing.report import listed, quoted


def check_facts(use: TemplateUse, playbook: Playbook, *, shipped: bool = False) -> Iterator[Finding]:
    """What the template names and the playbook, whose statement uses it, does not define.

    In a template of one's own: a finding a fact, there, with where the statement names the template. In one that
    came with the program (`shipped`), which nobody can mend: one finding, at the statement. `Places.located` fills
    in places.
    """
    statement = next((name for name, spec in playbook.statements.items() if spec.template == use.base), None)
    route: Route = ("statements", statement, "template") if statement else ()
    missing = sorted(use.facts - playbook.facts.keys())
    if shipped and statement and missing:
        message = f'the template "{use.name}" prints facts that this playbook does not ask for: {listed(missing)}'
        hint = f"define them under facts, or write a {use.language}/{use.name}.txt.j2 of your own"
        yield Finding("template-fact", Severity.ERROR, message, hint, route)
        return
    for fact in missing:
        first, *others = use.named[fact]
        message = f"playbook {quoted(playbook.id)} has no fact {quoted(fact)}"
        if others:
            lines = [
                f"{other.line}" if other.file == first.file else f"{other.file}:{other.line}" for other in others
            ]
            message += f" (named again in line {listed(lines)})"
        meant = nearest(fact, playbook.facts)
        hint = f'did you mean "{meant}"?' if meant else f"define it under facts in {playbook.id}, or leave it out"
        related = [Related("the template is used here", route)] if statement else []
        yield Finding("template-fact", Severity.ERROR, message, hint, place=first, related=tuple(related))


def with_users(findings: Iterable[Finding], users: Iterable[tuple[TemplateUse, Place]]) -> list[Finding]:
    """The findings of templates with the place where a playbook names the template, or one that includes it;
    `users`: who names what, the first of a file counts."""
    named: dict[str, Place] = {}
    for use, place in users:
        for file in use.files:
            named.setdefault(file, place)
    return [
        one._replace(related=(*one.related, Related("the template is used here", place=named[one.place.file])))
        if one.place is not None and one.place.file in named
        else one
        for one in findings
    ]
