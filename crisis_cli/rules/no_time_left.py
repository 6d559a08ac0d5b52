"""A promise whose time is over before anybody has noticed."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Playbook, Promise
from crisis_cli.rules.promise_words import length
from crisis_cli.rules.rule import Subject, error

RULE = "no-time-left"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    for promise in playbook.promises.values():
        if nothing_left(playbook, promise):
            message = (
                f'promise "{promise.name}" leaves no time: it is due {length(promise.within)} after it was seen'
            )
            message += f', and the run may start {length(playbook.noticed_within)} after that ("noticed_within")'
            related = [Related('"noticed_within" is set here', ("noticed_within",))]
            hint = "watch more closely and notice sooner, or promise what can be kept"
            yield error(RULE, ("promises", promise.name, "within"), message, hint, related)


def nothing_left(playbook: Playbook, promise: Promise) -> bool:
    """Whether it may be due when the run starts, or earlier."""
    return promise.counts_from == "seen" and playbook.noticed_within >= promise.within
