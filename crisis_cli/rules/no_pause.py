"""A crisis playbook in which scheduled posts and advertising go on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Kind
from crisis_cli.rules.rule import Subject, warning

RULE = "no-pause"

_STOP = (
    r"\b(?:paus|stop|halt|hold|freez|froze|suspend|silenc|cancel|unschedul|kill|pull|switch off|turn off|"
    r"take down|arr[eê]t|coupe|gele|gèle|interromp|annul|d[ée]programm)\w*"
)
_POSTS = (
    r"\b(?:(?:scheduled|planned|queued|social|automatic|ordinary|all|every|the) (?:\w+ ){0,2}(?:post|tweet)|posts|"
    r"posting|ads?\b|advert|campaign|newsletter|marketing|publication|post programm|publicit|annonce|campagne|"
    r"pubs?\b)"
)
_PAUSE = re.compile(f"{_STOP}[^\n]*{_POSTS}|{_POSTS}[^\n]*{_STOP}")
"""In English and French, on one line; a line is all that one step says."""


def check(subject: Subject) -> Iterator[Finding]:
    steps = subject.playbook.steps.values()
    if subject.playbook.per_item or not any(step.kind is Kind.PUBLISH for step in steps):
        return
    lines = []
    for step in steps:
        if step.kind is Kind.DO or step.kind is Kind.ASK:
            first = step.guidance.partition("\n")[0]  # with a title, the words of `do` stand there
            lines.append(" ".join((step.title, first, *step.checklist)))
    if _PAUSE.search("\n".join(lines).lower()) is None:
        message = "no step pauses scheduled posts and advertising"
        hint = 'add a step early on, such as do: "Pause every scheduled post and every ad", with required: true'
        yield warning(RULE, ("steps",), message, hint)
