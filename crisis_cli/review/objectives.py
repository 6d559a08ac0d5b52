"""What a drill's objectives came to, from its journal alone (the scale and its rule: `drill/rated.py`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.scenario import Objective, ObjectiveKind, Scenario, in_language
from crisis_cli.review.drill.agreed import approved, only_confirmed
from crisis_cli.review.drill.case import Case
from crisis_cli.review.drill.rated import Rated, Verdict, all_met, not_evaluated, observed, shown
from crisis_cli.review.drill.reached import corrected, promise_kept, step_done
from crisis_cli.review.reading import InForce
from crisis_cli.review.steps import step_rows
from crisis_cli.review.waiting import waits

__all__ = ["Rated", "all_met", "rate"]


def rate(history: Sequence[e.Event], incident: Incident, scenario: Scenario) -> list[Rated]:
    """Every objective of the scenario in its order, its title in the drill's language, as of the drill's end or
    its last event so far."""
    at = incident.clock_stops(history[-1].at)
    steps = step_rows(incident, history, at, InForce(incident, history))
    case = Case(incident, history, scenario, waits(steps, at, incident.playbook))
    language = incident.exercise.language if incident.exercise is not None else "en"
    titled = (one._replace(title=in_language(one.titles, language) or one.title) for one in scenario.objectives)
    return [_rated(objective, case) for objective in titled]


def _rated(objective: Objective, case: Case) -> Rated:
    verdict = _RATERS[objective.kind](objective, case)
    said = [
        event
        for event in case.acts(e.ObjectiveRated)
        if isinstance(event.data, e.ObjectiveRated) and event.data.objective == objective.id
    ]
    override = said[-1].data if said else None
    return Rated(
        objective,
        verdict.rating,
        verdict.why,
        verdict.strengths,
        verdict.improvements,
        tuple(sorted({*verdict.evidence, *(event.seq for event in said)})),
        (override.rating, override.reason) if isinstance(override, e.ObjectiveRated) else None,
    )


def _paged_once(_: Objective, case: Case) -> Verdict:
    """Whether somebody was paged a second time for one opening of one step, and the same reason: never P, once M,
    more often U."""
    openings: Counter[str] = Counter()
    pages: dict[tuple[str, ...], list[int]] = {}
    for event in case.history:
        body = event.data
        if isinstance(body, e.StepOpened | e.StepReopened | e.StepAdded):
            openings[body.step] += 1
        elif isinstance(body, e.PageQueued):
            about = body.step or body.text
            pages.setdefault((body.person, body.about, about, str(openings[body.step])), []).append(event.seq)
    if not pages:
        return not_evaluated("Nobody was paged in this drill.")
    twice = {key: seqs for key, seqs in pages.items() if len(seqs) > 1}
    if not twice:
        return observed("P", f"{len(pages)} pages, none of them a second time for one thing", ())
    lines = tuple(f"{key[0]} was paged {len(seqs)} times for {key[2]}{shown(seqs)}" for key, seqs in twice.items())
    too_many = sum(len(seqs) - 1 for seqs in twice.values())
    evidence = tuple(seq for seqs in twice.values() for seq in seqs)
    return Verdict("M" if too_many == 1 else "U", lines[0], evidence, (), lines)


def _observed(_: Objective, __: Case) -> Verdict:
    """Only the facilitator sees this."""
    return not_evaluated("The facilitator watches for this and rates it; the journal cannot.")


_RATERS: Mapping[ObjectiveKind, Callable[[Objective, Case], Verdict]] = {
    ObjectiveKind.PROMISE: promise_kept,
    ObjectiveKind.APPROVED: approved,
    ObjectiveKind.CORRECTED: corrected,
    ObjectiveKind.DONE: step_done,
    ObjectiveKind.PAGED_ONCE: _paged_once,
    ObjectiveKind.ONLY_CONFIRMED: only_confirmed,
    ObjectiveKind.OBSERVED: _observed,
}
