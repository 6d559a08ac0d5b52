"""A crisis playbook in which scheduled posts and advertising go on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.rules.rule import Subject, warning

RULE = "no-pause"

_STOP = re.compile(
    r"\b(?:paus|stop|halt|hold|freez|froze|suspen[ds]|silenc|cancel|unschedul|kill|pull|mut(?:e|ing)|disabl|"
    r"deactivat|withdraw|postpon|delay|defer|(?:switch|turn|take|call) (?:\w+ ){0,4}(?:off|down|out)|"
    r"arr[eê]t|coupe|gel(?:e|er|ez|ons)\b|gèle|interromp|annul|d[ée]programm|d[ée]sactiv|retir|"
    r"report(?:ez|er les)|d[ée]cal|m(?:is|ises?|ettre|ettez) en attente)\w*"
)
_POSTS = re.compile(
    r"\b(?:(?:scheduled|planned|queued|social|automatic|automated|ordinary|all|every|the) (?:\w+ ){0,2}"
    r"(?:post|tweet|message|mailing|repl)|posts|tweets|posting|ads?\b|advert|campaign|newsletter|marketing|promot|"
    r"(?:content|editorial|social|posting|publishing) (?:\w+ )?(?:calendar|plan|queue|schedule)|"
    r"(?:scheduled|planned|social) (?:\w+ ){0,2}content|scheduler|hootsuite|buffer\b|sprout|sprinklr|agorapulse|"
    r"publication|post programm|publicit|annonce|campagne|pubs?\b|promo|infolettre|"
    r"(?:calendrier|planning) (?:[ée]ditorial|de publication|de contenu|des r[ée]seaux)|"
    r"(?:message|contenu|envoi|mailing|e-mailing|courriel)s? (?:pr[ée]vu|programm|planifi|automati))"
)
"""Both in English and French."""


def check(subject: Subject) -> Iterator[Finding]:
    steps = subject.playbook.steps.values()
    if subject.playbook.language not in ("en", "fr"):
        return  # nobody could tell from its words
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
