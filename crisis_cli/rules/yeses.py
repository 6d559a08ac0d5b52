"""Who may say yes at an approve step, as rules ask it."""

from __future__ import annotations

from crisis_cli.domain.playbook import Approval, Playbook, Step


def asked(playbook: Playbook, step: Step) -> tuple[Approval, ...]:
    """The approvals without which the text of an approve step does not go out: not those who are consulted."""
    return tuple(one for one in playbook.statements[step.target].approvals if not one.consult)


def may_say_yes(playbook: Playbook, role: str, approval: Approval) -> bool:
    """Whether that is one of those who are asked, or a deputy of one: a deputy who was paged may say yes too."""
    return role in approval.roles or any(role in playbook.deputies(other) for other in approval.roles)
