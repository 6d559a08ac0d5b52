"""Objectives with a clock: a promise kept, a wrong word corrected, a step done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crisis_cli.domain import events as e
from crisis_cli.domain.playbook import Promise
from crisis_cli.domain.promises import promise_states
from crisis_cli.domain.scenario import Objective
from crisis_cli.domain.statement import Post, StatementState, Version, Yes
from crisis_cli.domain.step_state import Status
from crisis_cli.domain.timing import show_duration, spoken
from crisis_cli.review.drill.case import Case
from crisis_cli.review.drill.rated import Verdict, by_time, margin, not_evaluated, observed
from crisis_cli.review.waiting import longest

KEEPING = (e.StatementPosted, e.StepDone, e.StepAnswered, e.PostWithdrawn)
"""The acts by which a promise can be kept."""


def promise_kept(objective: Objective, case: Case) -> Verdict:
    """Whether the promise was kept, against the time from which it counts."""
    states = promise_states(case.incident, case.at)
    state = next((one for one in states if one.promise.name == objective.target), None)
    if state is None:
        return not_evaluated(f"The playbook that was followed has no promise {objective.target}.")
    within = show_duration(state.promise.within)
    if state.due_at is None:
        return not_evaluated("Nothing happened that the promise counts from.")
    if state.status == "released":
        return not_evaluated("What would keep the promise was not needed.")
    if state.kept_at is None and case.at < state.due_at:
        return not_evaluated(f"The drill ended {spoken(state.due_at - case.at)} before the promise was due.")
    step = case.incident.step(state.promise.kept_by)
    what = step.title if step is not None else "The correction"
    if state.kept_at is None:
        late = spoken(case.at - state.due_at)
        words = f"{what}: not done, {late} after the promised time ({within})"
        return observed("U", words, _missed(case, objective.target), *_waited(case, state.promise, case.at))
    spare = state.due_at - state.kept_at
    seqs = [event.seq for event in case.acts(*KEEPING) if event.moment == state.kept_at][:1]
    rating = by_time(spare, state.promise.within)
    words = f"{what}: done {margin(spare)} ({within})"
    return observed(rating, words, seqs, *(_waited(case, state.promise, state.kept_at) if rating != "P" else ()))


def _missed(case: Case, promise: str) -> list[int]:
    events = case.acts(e.PromiseMissed)
    return [one.seq for one in events if isinstance(one.data, e.PromiseMissed) and one.data.promise == promise]


def _waited(case: Case, promise: Promise, until: datetime) -> tuple[str, ...]:
    """The wait that cost most on the way to what keeps the promise, in words."""
    way = {promise.kept_by}
    ahead = [promise.kept_by]
    while ahead:
        before = case.incident.playbook.predecessors.get(ahead.pop(), ())
        ahead += [step for step in before if step not in way]
        way.update(before)
    found = longest(wait for wait in case.waits if wait.since < until and wait.step in way)
    if found is None:
        return ()
    end = ", still open at the end" if found.open else ""
    return (f"{spoken(found.length)} were spent waiting for {found.whom}: {found.title}{end}",)


def corrected(objective: Objective, case: Case) -> Verdict:
    """Whether a text that used the fact, or says its value, went out in time after the wrong word about it. One
    that was written before and that nobody said yes to since does not answer it."""
    played = case.played(objective.target)
    if played is None:
        return not_evaluated(f"The wrong word ({objective.target}) was not said in this drill.")
    limit = objective.within
    posts = sorted(_posts_after(objective, case, played.moment), key=lambda found: found[1].moment)
    if posts:
        name, post = posts[0]
        length = post.moment - played.moment
        words = f"The wrong word was put right in the {name} statement after {spoken(length)}"
        words += f" of {show_duration(limit)}" if limit is not None else ""
        rating = by_time(limit - length, limit) if limit is not None else "P"
        return observed(rating, words, [played.seq, *(event.seq for event in case.posted(name, post))])
    if limit is None or case.at < played.moment + limit:
        return not_evaluated("The drill ended before the correction was due.", [played.seq])
    words = f"Nothing that went out put the wrong word right in the {spoken(case.at - played.moment)} after it"
    return observed("U", words, [played.seq])


def _posts_after(objective: Objective, case: Case, moment: datetime) -> Iterator[tuple[str, Post]]:
    inject = case.scenario.injects.get(objective.target)
    fact = inject.about if inject is not None else ""
    for name, state in case.incident.statements.items():
        if objective.statement and name != objective.statement:
            continue
        for post in state.published:
            tells = fact in post.facts or fact in state.facts_of(post.round)
            if post.moment > moment and tells and _thought_of_since(state, post, moment):
                yield name, post


def _thought_of_since(state: StatementState, post: Post, moment: datetime) -> bool:
    """Whether the text of the post was written, or got a yes, after that moment."""
    written = [version.at for version in state.versions if _same_text(version, post)]
    agreed = [yes.moment for yes in state.yeses if _same_text(yes, post)]
    return any(at > moment for at in (*written, *agreed))


def _same_text(found: Version | Yes, post: Post) -> bool:
    return (found.round, found.sha256) == (post.round, post.sha256)


def step_done(objective: Objective, case: Case) -> Verdict:
    """Whether the step was done: within so long of the start, else by its own due time."""
    step = case.incident.step(objective.target)
    if step is None:
        return not_evaluated(f"The playbook that was followed has no step {objective.target}.")
    opened = next((event for event in case.acts(e.StepOpened) if _of(event, step.id)), None)
    by_start = objective.within is not None or opened is None
    start = case.incident.opened_at if by_start or opened is None else opened.moment
    due = start + objective.within if objective.within is not None else _due(opened)
    done = next((event for event in case.acts(e.StepDone, e.StepAnswered) if _of(event, step.id)), None)
    if done is not None:
        words = f"{step.title}: done after {spoken(done.moment - start)}"
        words += f", {margin(due - done.moment)}" if due is not None else ""
        rating = by_time(due - done.moment, due - start) if due is not None else "P"
        return observed(rating, words, [done.seq])
    status = case.incident.state(step.id).status
    if status is Status.NOT_NEEDED:
        return not_evaluated(f"{step.title}: it was not needed.")
    if status is Status.SKIPPED:
        seqs = [event.seq for event in case.acts(e.StepSkipped) if _of(event, step.id)]
        return observed("U", f"{step.title}: it was skipped", seqs[-1:])
    seqs = [opened.seq] if opened is not None else []
    if due is None or case.at < due:
        return not_evaluated(f"{step.title}: the drill ended before it was due.", seqs)
    return observed("U", f"{step.title}: not done, {spoken(case.at - due)} after its time", seqs)


def _of(event: e.Event, step: str) -> bool:
    return getattr(event.data, "step", None) == step


def _due(opened: e.Event | None) -> datetime | None:
    return opened.data.due_at if opened is not None and isinstance(opened.data, e.StepOpened) else None
