"""A limit for a channel that no statement goes to."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.nearest import nearest
from crisis_cli.rules.rule import Subject, warning
from crisis_cli.rules.words import listed

RULE = "unused-limit"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    used = {
        channel: ("statements", statement.name, "channels", number)
        for statement in playbook.statements.values()
        for number, channel in enumerate(statement.channels)
    }
    for channel in playbook.checks.limits:
        if channel in used:
            continue
        meant = nearest(channel, used)
        message = f'no statement goes to the channel "{channel}", so no text is held against this limit'
        hint = f"name one of the channels there are ({listed(list(used))}), or delete it" if used else "delete it"
        related = [Related(f'"{meant}" is here', used[meant])] if meant else []
        route = ("checks", "limits", channel)
        yield warning(RULE, route, message, f'did you mean "{meant}"?' if meant else hint, related)
