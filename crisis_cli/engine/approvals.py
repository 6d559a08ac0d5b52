"""Who may say yes, who did, and what is still missing (DESIGN: Who may say yes)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import Approval, Kind, Playbook, StatementSpec
from crisis_cli.domain.statement import Version, Yes, text_hash


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of `approvals` against the current text. `open`: it may be given now. `lapsed`: the silence of
    somebody only consulted was recorded; their word is still welcome."""

    index: int
    approval: Approval
    yes: Yes | None
    lapsed: bool
    open: bool


@dataclass(frozen=True, slots=True)
class ApprovalStanding:
    """Where the approvals of the current text are; `missing` says in words what is still needed."""

    entries: tuple[Entry, ...]
    countersignature: Yes | None
    standing_by: str
    needs_countersign: bool
    missing: str

    @property
    def complete(self) -> bool:
        """Whether this text may be published."""
        return not self.missing


def approval_standing(incident: Incident, statement: str, at: datetime) -> ApprovalStanding:
    """Where the approvals of the statement's current text are at `at`."""
    spec = incident.playbook.statements[statement]
    state = incident.statement(statement)
    version = state.current
    if version is None:
        return ApprovalStanding((), None, "", False, "a text: nothing has been written yet")
    if text_hash(version.text) != version.sha256:
        return ApprovalStanding((), None, "", False, "a text: the words of this one were blanked")
    standing_by = "" if state.was_refused(version) else _standing_approval(spec, version, at)
    yeses = {yes.entry: yes for yes in state.approvals_of_current()}
    entries: list[Entry] = []
    turn_taken = False
    for index, approval in enumerate(spec.approvals):
        lapsed = (version.round, index) in state.lapsed
        blocking = not approval.consult and index not in yeses
        is_open = index not in yeses and (approval.consult or not turn_taken)
        entries.append(Entry(index, approval, yeses.get(index), lapsed, is_open))
        turn_taken = turn_taken or blocking
    countersignature = yeses.get(-1)
    waiting = next((entry for entry in entries if entry.open and not entry.approval.consult), None)
    alone = _only_the_writer(entries, countersignature, version) and not standing_by
    missing = ""
    if waiting is not None and not standing_by:
        missing = f"a yes from {_any_of(incident.playbook, waiting.approval.roles)}"
    elif alone:
        missing = f"a yes from somebody other than {version.by}, who wrote the text"
    return ApprovalStanding(tuple(entries), countersignature, standing_by, waiting is None and alone, missing)


def _only_the_writer(entries: list[Entry], countersignature: Yes | None, version: Version) -> bool:
    asked = [entry for entry in entries if not entry.approval.consult]
    givers = {entry.yes.giver for entry in asked if entry.yes}
    return bool(asked) and countersignature is None and givers <= {version.by}


def _standing_approval(spec: StatementSpec, version: Version, at: datetime) -> str:
    """Who approved the template beforehand; empty unless this text is that template, untouched, in time."""
    before = spec.preapproved
    if before is None or not version.drafted or version.template_sha256 != before.sha256:
        return ""
    in_time = at.date() <= before.until
    return before.by if in_time and set(version.facts) <= set(before.slots) else ""


def _any_of(playbook: Playbook, roles: tuple[str, ...]) -> str:
    return " or ".join(playbook.roles[role].title if role in playbook.roles else role for role in roles)


def deputies_paged(incident: Incident, statement: str) -> frozenset[str]:
    """The roles that a rung of the statement's open approve step has paged: they may say yes too."""
    steps = (step for step in incident.playbook.steps_of(statement) if step.kind is Kind.APPROVE)
    return frozenset(rung.role for step in steps for rung in incident.state(step.id).rungs if rung.person)


def may_fill(incident: Incident, statement: str, approval: Approval, roles: frozenset[str]) -> str | None:
    """The role by which somebody who plays `roles` may give this yes; None: they may not.

    A deputy may once a rung paged them (DESIGN: Who may say yes); somebody handed the role plays it. Advice is
    only that of those who are asked for it.
    """
    own = [role for role in approval.roles if role in roles]
    if own or approval.consult:
        return own[0] if own else None
    deputies = {deputy for role in approval.roles for deputy in incident.playbook.deputies(role)}
    paged = deputies & deputies_paged(incident, statement) & roles
    return min(paged, default=None)


def may_countersign(incident: Incident, statement: str, roles: frozenset[str]) -> str | None:
    """The role by which somebody may countersign the sole approver's own text: the lead, or a deputy."""
    playbook = incident.playbook
    lead = "lead" if "lead" in playbook.roles else next(iter(playbook.roles), "")
    approvers = [role for approval in playbook.statements[statement].approvals for role in approval.roles]
    allowed = [lead, *approvers, *(deputy for role in approvers for deputy in playbook.deputies(role))]
    return next((role for role in allowed if role in roles), None)
