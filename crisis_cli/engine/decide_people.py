"""Rules about people: handing over, being away, being tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import SETTLED, Incident, Status
from crisis_cli.engine import pages
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.decide_steps import acknowledge, fire_next_rung
from crisis_cli.engine.words import nearest
from crisis_cli.errors import Refused, UsageError

SHIFT = timedelta(hours=1)
"""The shortest turn that a rotation may have."""

RESULTS = ("none", "message", "reached")


def _offer(batch: Batch, intent: i.Offer) -> None:
    for what in _known(batch.incident, intent.what):
        giver = _giver(batch, what, intent.via)
        batch.act(e.HandoverOffered(what, intent.person, giver, intent.via))
        text = f"{giver or batch.actor} offers you {_title(batch.incident, what)}. Accept it or say no."
        step = what if batch.incident.step(what) else ""
        pages.queue(batch, "handover", step, intent.person, text, late=timedelta())


def _giver(batch: Batch, what: str, via: str) -> str:
    """Who holds it now; empty when nobody does, or who does is away. Only they give it, or somebody who says how
    they agreed."""
    incident = batch.incident
    role = what in incident.playbook.roles
    held = incident.holders.get(what) if role else incident.owner(what, batch.at)
    if held is None or incident.is_away(held, batch.at):
        return ""
    if held != batch.actor and not via:
        raise Refused(
            f"{held} holds {_title(incident, what)}, so it is {held} who gives it.",
            f"If {held} agreed, say how: --via phone. If {held} cannot act: crisis away {held}",
        )
    return held


def _known(incident: Incident, names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in incident.playbook.roles and incident.step(name) is None:
            known = [*incident.playbook.roles, *(step.id for step in incident.steps())]
            raise UsageError(f'There is no role or step "{name}".', nearest(name, known))
    return names


def _title(incident: Incident, what: str) -> str:
    step = incident.step(what)
    return step.title if step is not None else incident.playbook.roles[what].title


def accept(batch: Batch, intent: i.Accept) -> None:
    """A person takes what was offered to them; raises Refused for somebody else, and for what was not."""
    incident = batch.incident
    if intent.person != batch.actor and not intent.via:
        raise Refused(
            f"Only {intent.person} can accept.", f"To record it for {intent.person}, say how: --via phone"
        )
    for what in _known(incident, intent.what):
        if incident.offers.get(what) != intent.person:
            raise Refused(
                f"{_title(incident, what)} was not offered to {intent.person}.",
                f"Offer it first: crisis handoff {what} {intent.person}",
            )
        table = incident.holders if what in incident.playbook.roles else incident.step_owners
        batch.act(e.HandedOver(what, intent.person, before=table.get(what, ""), via=intent.via))
        _announce_theirs(batch, what, intent.person)


def _announce_theirs(batch: Batch, what: str, person: str) -> None:
    """Somebody for whom another typed the yes may not be looking: they are told what is open for them now."""
    for step in batch.incident.steps():
        is_open = batch.incident.state(step.id).status is Status.OPEN
        if is_open and what in (step.id, step.role) and batch.incident.owner(step.id, batch.at) == person:
            pages.tell_owner(batch, step)


def _decline(batch: Batch, intent: i.Decline) -> None:
    for what in _known(batch.incident, intent.what):
        if batch.incident.offers.get(what) != intent.person:
            raise Refused(f"{_title(batch.incident, what)} was not offered to {intent.person}.")
        batch.act(e.HandoverDeclined(what, intent.person))


def _notice_shift(batch: Batch, intent: i.NoticeShift) -> None:
    """Both are told, and nothing moves: a page goes to whoever holds the role here. Keepers that read different
    team files say so once in SHIFT at most."""
    incident, role, person = batch.incident, batch.incident.playbook.roles.get(intent.role), intent.person
    said = incident.shifts.get(intent.role, ())
    holder = incident.holders.get(intent.role, "")
    if role is None or (said[-1].person if said else holder) == person:
        return
    if any(shift.person == person and batch.at - shift.at < SHIFT for shift in said):
        return
    batch.follow(e.ShiftChanged(role.id, person, holder))
    if person == holder:
        return
    hand_over = f"crisis handoff {role.id} {person}"
    here = f"here {holder} has it, who hands it over" if holder else "here nobody has it. Take it"
    theirs = f"By the team file {role.title} is yours now; {here}: {hand_over}"
    pages.queue(batch, "shift", "", person, theirs, late=timedelta())
    if holder:
        yours = f"By the team file {role.title} is {person}'s now; here it stays yours until you hand it over:"
        pages.queue(batch, "shift", "", holder, f"{yours} {hand_over}", late=timedelta())


def _away(batch: Batch, intent: i.MarkAway) -> None:
    incident = batch.incident
    if intent.until_at is not None and intent.until_at <= batch.at:
        raise UsageError("That time has passed already.", f"crisis away {intent.person} --until 07:00")
    held = [
        step
        for step in incident.steps()
        if incident.state(step.id).status is Status.OPEN and incident.owner(step.id, batch.at) == intent.person
    ]
    batch.act(e.PersonWentAway(intent.person, intent.until_at))
    for step in held:
        pages.tell_owner(batch, step)


def _back(batch: Batch, intent: i.MarkBack) -> None:
    if intent.person not in batch.incident.away:
        raise Refused(f"Nobody said that {intent.person} is away.")
    batch.act(e.PersonCameBack(intent.person))


def _tried(batch: Batch, intent: i.RecordTry) -> None:
    """No answer moves the ladders on that wait for this person; reached counts as their acknowledgement."""
    if intent.result not in RESULTS:
        raise UsageError(f'"{intent.result}" is not a result.', f"Expected one of {', '.join(RESULTS)}.")
    incident = batch.incident
    role = incident.playbook.roles.get(intent.person)
    person = incident.holder(role.id, batch.at) if role is not None else intent.person
    batch.act(e.PersonTried(intent.person, intent.via, intent.result))
    for step in incident.steps():
        state = incident.state(step.id)
        asked = state.rungs[-1].person if state.rungs else incident.owner(step.id, batch.at)
        asked_role = state.rungs[-1].role if state.rungs else step.role
        waits_for = asked_role == role.id if role is not None else asked == person
        if state.status in SETTLED or state.status is Status.WAITING or not waits_for:
            continue
        if intent.result == "none" and len(state.rungs) < len(step.ladder):
            fire_next_rung(batch, step, "unanswered")
        elif intent.result == "reached":
            acknowledge(batch, step, person or intent.person)


RULES: dict[type[i.Intent], Callable[..., None]] = {
    i.Offer: _offer,
    i.Accept: accept,
    i.Decline: _decline,
    i.NoticeShift: _notice_shift,
    i.MarkAway: _away,
    i.MarkBack: _back,
    i.RecordTry: _tried,
}
