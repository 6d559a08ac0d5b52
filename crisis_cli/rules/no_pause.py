"""A crisis playbook in which scheduled posts and advertising go on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.rules.rule import Subject, warning

RULE = "no-pause"

_STOP = re.compile(
    r"\b(?:paus|stop|halt|hold|freez|froze|suspend|silenc|cancel|unschedul|kill|pull|switch off|turn off|"
    r"take down|arr[eê]t|coupe|gele|gèle|interromp|annul|d[ée]programm)\w*"
)
_POSTS = re.compile(
    r"\b(?:(?:scheduled|planned|queued|social|automatic|ordinary|all|every|the) (?:\w+ ){0,2}(?:post|tweet)|posts|"
    r"posting|ads?\b|advert|campaign|newsletter|marketing|publication|post programm|publicit|annonce|campagne|"
    r"pubs?\b)"
)
"""Both in English and French."""


def check(subject: Subject) -> Iterator[Finding]:
    steps = subject.playbook.steps.values()
    if subject.playbook.per_item or not any(step.kind is Kind.PUBLISH for step in steps):
        return
    if not any(_pauses(step) for step in steps if step.kind in (Kind.DO, Kind.ASK)):
        message = "no step pauses scheduled posts and advertising"
        hint = 'add a step early on, such as do: "Pause every scheduled post and every ad", with required: true'
        yield warning(RULE, ("steps",), message, hint)


def _pauses(step: Step) -> bool:
    """Whether what a step says in a line or two speaks of stopping and of posts."""
    first = step.guidance.partition("\n")[0]  # beside a title the words of `do` stand there
    said = " ".join((step.title, first, *step.checklist)).lower()
    return _STOP.search(said) is not None and _POSTS.search(said) is not None
