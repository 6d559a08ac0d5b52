"""What an alert says is to be done: the playbook suggested, if there is one, or the run that is open already."""

from __future__ import annotations

from dataclasses import replace

from crisis_cli.commands import wiring
from crisis_cli.commands.playbooks import file_of, runnable
from crisis_cli.domain.alert import Alert
from crisis_cli.domain.watch import Watch
from crisis_cli.errors import CrisisError, UsageError
from crisis_cli.ui.refusals import sentence
from crisis_cli.ui.safe import safe_line

HOW = (
    "In the watch file, suggests: {otherwise: PLAYBOOK} names one for every term; crisis list shows the playbooks."
)

MOST = 10
"""Terms that are named; a watch file may have thousands."""


def missing(watch: Watch, *, start: bool) -> list[str]:
    """A line for each playbook that is suggested and cannot be had. With `start` also one for the terms for which
    none would be started; raises UsageError when there is no other term, because nothing ever would be."""
    names = sorted({term.suggests for term in watch.terms if term.suggests})
    why = {name: _why_not(name, start=start) for name in names}
    lines = [f"The suggested playbook {_shown(name)}: {said}" for name, said in why.items() if said]
    if not start:
        return lines
    without = [term.name for term in watch.terms if why.get(term.suggests, "none")]
    if len(without) == len(watch.terms):
        said = " ".join(lines) or "No term suggests a playbook."
        raise UsageError(f"--start would start nothing. {said}", HOW)
    if without:
        more = f" and {len(without) - MOST} more" if len(without) > MOST else ""
        terms = ", ".join(safe_line(name, 60) for name in without[:MOST]) + more
        lines.append(f"NOTHING IS STARTED FOR {terms}: no playbook that can be started is suggested. {HOW}")
    return lines


def _why_not(name: str, *, start: bool) -> str:
    """What is wrong with that playbook, as sentences; empty when it can be had."""
    try:
        if start:
            runnable(name)
        else:
            file_of(name)
    except CrisisError as failed:
        return " ".join(sentence(safe_line(part, 300)) for part in (failed.message, failed.hint) if part)
    return ""


def _shown(name: str) -> str:
    return f'"{safe_line(name, 60)}"'


def offered(alert: Alert) -> Alert:
    """The alert, without its suggestion if there is no such playbook: nobody is to type in vain at night."""
    try:
        if alert.suggests:
            file_of(alert.suggests)
    except CrisisError:
        return replace(alert, suggests="")
    return alert


def open_run_of(alert: Alert, feeds: str) -> str:
    """The open run that the alert is about: the one that this watch feeds, else a real one of the playbook that is
    suggested. Empty when there is none."""
    if not (feeds or alert.suggests):
        return ""
    try:
        heads = wiring.journal().heads(open_only=True)
    except CrisisError:
        return ""
    fed = [head.incident for head in heads if head.incident == feeds]
    real = [head.incident for head in heads if head.playbook == alert.suggests and not head.drill]
    return (fed or real or [""])[-1]
