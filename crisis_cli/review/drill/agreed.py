"""Objectives about words: agreed to by the right person before they went out, and nothing said as a fact that was
not confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain import events as e
from crisis_cli.domain.playbook import Kind
from crisis_cli.domain.scenario import Objective
from crisis_cli.domain.statement import Post, Yes
from crisis_cli.domain.step_state import Status
from crisis_cli.domain.timing import spoken
from crisis_cli.review.drill.case import Case
from crisis_cli.review.drill.rated import Verdict, not_evaluated, observed, shown, worst
from crisis_cli.review.reading import role_title

WAIVED = "unconfirmed-fact"
"""The rule of the check that finds an unconfirmed fact stated as certain."""


def approved(objective: Objective, case: Case) -> Verdict:
    """Whether each text of the statement that went out had its yes before: by one of the roles P, by a deputy of
    theirs S, only afterwards M, not at all U."""
    name = objective.target
    spec = case.incident.playbook.statements.get(name)
    if spec is None:
        return not_evaluated(f"The playbook that was followed has no statement {name}.")
    asked = [entry for entry in spec.approvals if not entry.consult]
    roles = objective.by or tuple(dict.fromkeys(role for entry in asked for role in entry.roles))
    found = [_of_text(case, name, post, roles) for post in _first_posts(case, name)]
    if not found:
        return _not_out(case, name)
    rating = worst(verdict.rating for verdict in found)
    seqs = tuple(dict.fromkeys(seq for verdict in found for seq in verdict.evidence))
    why = next(verdict.why for verdict in found if verdict.rating == rating)
    strengths = tuple(line for verdict in found for line in verdict.strengths)
    return Verdict(rating, why, seqs, strengths, tuple(line for verdict in found for line in verdict.improvements))


def _first_posts(case: Case, name: str) -> list[Post]:
    """The first post of each round."""
    first: dict[int, Post] = {}
    for post in case.incident.statement(name).published:
        first.setdefault(post.round, post)
    return list(first.values())


def _of_text(case: Case, name: str, post: Post, roles: tuple[str, ...]) -> Verdict:
    title = name if post.round == 1 else f"{name}, round {post.round}"
    out = [event.seq for event in case.posted(name, post)]
    deputies = {deputy for role in roles for deputy in case.incident.playbook.deputies(role)} - set(roles)
    yeses = [yes for yes in _yeses(case, name, post) if yes.role in roles or yes.role in deputies]
    before = [yes for yes in yeses if yes.moment <= post.moment]
    right = [yes for yes in before if yes.role in roles]
    if not before and (by := _standing(case, name, post)):
        words = f"{title}: went out by the standing approval of {role_title(case.incident, by)}"
        return observed("P" if by in roles else "S", words, out)
    if not (right or before or yeses):
        asked = " or ".join(role_title(case.incident, role) for role in roles)
        return observed("U", f"{title}: went out without a yes of {asked}", out)
    yes = (right or before or yeses)[0]
    seqs = [*_event_of(case, name, yes), *out]
    who = f"{yes.giver} as {role_title(case.incident, yes.role)}"
    if right:
        return observed("P", f"{title}: {who} said yes before it went out", seqs)
    if before:
        return observed("S", f"{title}: {who}, a deputy, said yes before it went out", seqs)
    return observed("M", f"{title}: {who} said yes {spoken(yes.moment - post.moment)} after it was out", seqs)


def _yeses(case: Case, name: str, post: Post) -> list[Yes]:
    """The yeses to exactly this text; a countersignature is none of the asked ones."""
    state = case.incident.statement(name)
    return [yes for yes in state.yeses if (yes.round, yes.sha256) == (post.round, post.sha256) and yes.entry >= 0]


def _standing(case: Case, name: str, post: Post) -> str:
    """Who approved the template beforehand, where this text is that template; else empty."""
    before = case.incident.playbook.statements[name].preapproved
    drafted = (one for one in case.incident.statement(name).versions if one.sha256 == post.sha256 and one.drafted)
    return before.by if before and any(one.template_sha256 == before.sha256 for one in drafted) else ""


def _event_of(case: Case, name: str, yes: Yes) -> list[int]:
    key = (name, yes.round, yes.sha256, yes.entry, yes.giver)
    events = case.acts(e.StatementApproved)
    return [
        event.seq
        for event in events
        if isinstance(body := event.data, e.StatementApproved)
        and (body.statement, body.round, body.sha256, body.entry, body.giver) == key
    ][-1:]


def _not_out(case: Case, name: str) -> Verdict:
    """Nothing went out: a yes that did not come in its time is why, or there was nothing to agree to."""
    steps = [step for step in case.incident.playbook.steps_of(name) if step.kind is Kind.APPROVE]
    for step in steps:
        state = case.incident.state(step.id)
        if state.status is Status.OPEN and state.due_at is not None and case.at >= state.due_at:
            words = f"{step.title}: no yes came, {spoken(case.at - state.due_at)} after its time"
            return observed("U", words, [state.opened_seq])
    return not_evaluated(f"The {name} statement did not go out in this drill.")


def only_confirmed(_: Objective, case: Case) -> Verdict:
    """Whether a fact that was not confirmed when a text went out is said in it as certain: never P, once M, more
    often U.

    The journal has, by post, the facts that the text says. The check lets an unconfirmed one go out only in words
    of doubt; so it was said as certain where somebody lived with that finding, or where the post was recorded
    afterwards, when it had been confirmed.
    """
    seqs: list[int] = []
    wrong: list[str] = []
    doubted: list[str] = []
    for name, post in _rounds(case):
        events = case.posted(name, post)
        out = [event.seq for event in events]
        seqs += out
        waived = _waived(case, name, post.round)
        seqs += waived
        if waived:
            wrong.append(
                f"{name}: went out although the check found something unconfirmed{shown([*waived, *out])}"
            )
        for fact in _unconfirmed(case, name, post):
            title = f"{fact.replace('_', ' ')} in the {name} statement"
            known = case.fact_at(fact, events[0].at) if events else None
            if known is not None and known.status == "confirmed":
                wrong.append(f"Said as certain before it was confirmed: {title}{shown(out)}")
            elif not waived:
                doubted.append(f"Said with its doubt: {title}{shown(out)}")
    if not seqs:
        return not_evaluated("Nothing went out in this drill.")
    if wrong:
        return Verdict("M" if len(wrong) == 1 else "U", wrong[0], tuple(seqs), tuple(doubted), tuple(wrong))
    clean = f"What went out said as certain only what was confirmed{shown(seqs)}"
    return Verdict("P", clean, tuple(seqs), (clean, *doubted))


def _rounds(case: Case) -> list[tuple[str, Post]]:
    """Every round of every statement that went out, by its first post."""
    found = [(name, post) for name in case.incident.statements for post in _first_posts(case, name)]
    return sorted(found, key=lambda one: one[1].moment)


def _unconfirmed(case: Case, name: str, first: Post) -> Iterator[str]:
    """The facts that the round says on any channel and that were unconfirmed when it went out."""
    posts = [post for post in case.incident.statement(name).published if post.round == first.round]
    for fact in sorted({fact for post in posts for fact in post.facts}):
        known = case.fact_at(fact, first.moment)
        if known is not None and known.status == "unconfirmed":
            yield fact


def _waived(case: Case, name: str, round_: int) -> list[int]:
    return [
        event.seq
        for event in case.acts(e.FindingWaived)
        if isinstance(body := event.data, e.FindingWaived)
        and (body.statement, body.round, body.rule) == (name, round_, WAIVED)
    ]
