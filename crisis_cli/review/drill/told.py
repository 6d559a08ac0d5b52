"""The rows of a drill, made from its journal and its scenario."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.scenario import Scenario, in_language
from crisis_cli.review.drill.people import player_rows
from crisis_cli.review.drill.rated import Rated, all_met, worst
from crisis_cli.review.drill.rows import (
    CapabilityRow,
    Counts,
    DiscussionRow,
    DrillRows,
    InjectRow,
    LessonRow,
    NotPlayed,
    PlanRow,
)
from crisis_cli.review.drill.stopped import stopped
from crisis_cli.review.objectives import rate
from crisis_cli.review.reading import BLANK, blanked, role_title


def drill_rows(incident: Incident, history: Sequence[e.Event], scenario: Scenario) -> DrillRows | None:
    """What the drill adds to the review of its run; None for a run that follows no scenario."""
    exercise = incident.exercise
    if exercise is None:
        return None
    rated = tuple(rate(history, incident, scenario))
    lessons = tuple(_lessons(history))
    early = stopped(incident, scenario, rated)
    return DrillRows(
        scenario=scenario.id,
        title=in_language(scenario.titles, exercise.language) or scenario.title,
        summary=in_language(scenario.summary, exercise.language),
        language=exercise.language,
        speed=exercise.speed,
        seed=exercise.seed,
        starts=scenario.starts,
        length=scenario.length,
        met=all_met(rated) and early is None,
        counts=_counts(rated),
        objectives=rated,
        capabilities=tuple(_capabilities(rated)),
        plan=(*_from_objectives(rated), *_from_lessons(lessons)),
        lessons=lessons,
        players=player_rows(incident, history, scenario),
        injects=tuple(
            sorted(_injects(incident, history, scenario, exercise.language), key=lambda row: row.moment)
        ),
        not_played=tuple(
            NotPlayed(name, name in exercise.dropped, exercise.dropped.get(name, ""))
            for name in scenario.injects
            if name not in exercise.played
        ),
        discussions=tuple(_discussions(incident, history, scenario, exercise.language)),
        stopped=early,
    )


def _counts(rated: Sequence[Rated]) -> Counts:
    found = Counter(one.counts for one in rated)
    overridden = sum(one.override is not None for one in rated)
    return Counts(found["P"], found["S"], found["M"], found["U"], found[""], overridden)


def _capabilities(rated: Sequence[Rated]) -> Iterator[CapabilityRow]:
    for name in dict.fromkeys(one.objective.capability for one in rated if one.objective.capability):
        theirs = [one for one in rated if one.objective.capability == name]
        ids = tuple(one.objective.id for one in theirs)
        yield CapabilityRow(name, ids, worst(one.counts for one in theirs))


def _from_objectives(rated: Sequence[Rated]) -> Iterator[PlanRow]:
    """What was not achieved needs an action, an owner and a date, which the journal cannot know."""
    for one in rated:
        if one.met is False:
            issue = one.override[1] if one.override is not None else "; ".join(one.improvements) or one.why
            yield PlanRow(one.objective.title, one.objective.capability, issue, "", "", "")


def _from_lessons(lessons: Sequence[LessonRow]) -> Iterator[PlanRow]:
    for row in lessons:
        if row.change:
            yield PlanRow(row.player, "", "", row.change, row.owner, row.by_when)


def _lessons(history: Sequence[e.Event]) -> Iterator[LessonRow]:
    blank = blanked(history)
    for event in history:
        if isinstance(body := event.data, e.LessonLearned):
            keep, change = ("", BLANK) if event.seq in blank else (body.keep.strip(), body.change.strip())
            yield LessonRow(event.seq, body.player, keep, change, body.owner, body.by_when)


def _injects(
    incident: Incident, history: Sequence[e.Event], scenario: Scenario, language: str
) -> Iterator[InjectRow]:
    blank = blanked(history)
    for event in history:
        if isinstance(body := event.data, e.InjectPlayed):
            found = scenario.injects.get(body.inject)
            off = role_title(incident, found.role) if found is not None and found.role else ""
            yield InjectRow(
                seq=event.seq,
                moment=event.moment,
                inject=body.inject,
                what=body.kind_name,
                sender=body.sender,
                subject=body.subject,
                text=BLANK if event.seq in blank else off or body.text,
                to=tuple(role_title(incident, role) for role in body.to),
                deadline_at=body.deadline_at,
                by_hand=body.by_hand,
                expected=in_language(found.expected, language) if found is not None else "",
            )


def _discussions(
    incident: Incident, history: Sequence[e.Event], scenario: Scenario, language: str
) -> Iterator[DiscussionRow]:
    blank = blanked(history)
    for event in history:
        if isinstance(body := event.data, e.DecisionMade):
            found = scenario.injects.get(body.inject)
            question = in_language(found.text, language) if found is not None else body.inject
            decision = BLANK if event.seq in blank else body.decision
            owner = role_title(incident, body.owner)
            yield DiscussionRow(
                event.seq, event.moment, body.inject, question, body.options, owner, decision, body.reason
            )
