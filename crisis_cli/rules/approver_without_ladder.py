"""One silent person who can stop a promise."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Approval, Kind, Playbook, Step
from crisis_cli.rules.rule import Subject, error, warning
from crisis_cli.rules.words import listed
from crisis_cli.rules.yeses import asked, may_say_yes

RULE = "approver-without-ladder"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    reported: set[str] = set()
    for step in playbook.steps.values():
        if step.kind is not Kind.APPROVE or not (yeses := asked(playbook, step)):
            continue
        if not step.ladder:
            if promises := subject.owed(step):
                who = f'"{step.role}"' if step.role else "its approver"
                message = f'if {who} is silent at step "{step.id}", promise "{promises[0]}" waits: the step has no'
                yield error(RULE, ("steps", step.id), f"{message} ladder", _hint(playbook, step), _hang(promises))
            continue
        path = playbook.path_of(step)
        last = step.ladder[-1].page
        if path[0].id in reported or not any(may_say_yes(playbook, last, one) for one in yeses):
            continue  # of a ladder that ends at nobody who may say yes, rung-cannot-approve speaks
        missing = _missing(playbook, path, yeses)
        if missing and (promises := subject.owed(step)):
            reported.add(path[0].id)
            yield _nobody_else(playbook, step, *missing, promises)


def _missing(
    playbook: Playbook, path: tuple[Step, ...], yeses: tuple[Approval, ...]
) -> tuple[Approval, bool] | None:
    """A yes that nobody on a ladder of this text's approve steps may give, and whether it is that of somebody who
    is at work on the text anyway, whose turn it is or who wrote it; first one of which that is not so."""
    paged = {rung.page for step in path if step.kind is Kind.APPROVE for rung in step.ladder}
    own = {step.role for step in path if step.role and step.kind in (Kind.DRAFT, Kind.APPROVE)}
    missing = [one for one in yeses if not any(may_say_yes(playbook, role, one) for role in paged)]
    theirs = [bool(own.intersection(one.roles)) for one in missing]
    return min(zip(missing, theirs, strict=True), key=lambda pair: pair[1], default=None)


def _nobody_else(playbook: Playbook, step: Step, yes: Approval, own: bool, promises: tuple[str, ...]) -> Finding:
    """A warning where that person is at work on the text anyway."""
    silent = f"{listed(yes.roles)} {'is' if len(yes.roles) == 1 else 'are'} silent"
    message = (
        f'if {silent} at step "{step.id}", promise "{promises[0]}" waits: nobody on the ladder may give that yes'
    )
    deputies = dict.fromkeys(deputy for role in yes.roles for deputy in playbook.deputies(role))
    who = listed([*deputies] or yes.roles, word="or")
    hint = f"add a rung that pages {who}, or only consult {listed(yes.roles)}: {{consult: ROLE, within: 5m}}"
    number = playbook.statements[step.target].approvals.index(yes)
    where = Related("this yes is needed", ("statements", step.target, "approvals", number))
    found = warning if own else error
    return found(RULE, ("steps", step.id, "ladder"), message, hint, [where, *_hang(promises)])


def _hang(promises: tuple[str, ...]) -> list[Related]:
    return [Related(f'"{promise}" hangs on it', ("promises", promise)) for promise in promises[:6]]


def _hint(playbook: Playbook, step: Step) -> str:
    deputies = playbook.deputies(step.role) if step.role else ()
    deputy = next(iter(deputies), "ROLE")
    return f"page somebody who may say yes instead: ladder: [{{after: 1m, page: {deputy}, within: 3m}}]"
