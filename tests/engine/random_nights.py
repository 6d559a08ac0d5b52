"""Random small playbooks, and random people who act on them.

Each step and each move grows from one number, so that a failing night shrinks to the few that it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from crisis_cli.domain import intents as i
from crisis_cli.domain.conditions import ALWAYS, Condition, Test, Value
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import (
    Approval,
    Cadence,
    FactSpec,
    FactType,
    Kind,
    Playbook,
    Promise,
    Repeat,
    Rung,
    StatementSpec,
    Step,
)
from tests.engine.builder import DEPUTIES, fact, playbook

PEOPLE = ("anna", "carla", "oona", "ceo", "bert")
ROLES = tuple(DEPUTIES)
FACTS = ("ill", "over", "asked")
NAMES = tuple(f"s{number}" for number in range(9))
STATEMENTS = ("first", "more")
CHANNELS = ("x", "website", "staff")


def random_playbook(seeds: Sequence[int]) -> Playbook:
    """A playbook with one step a number. Nothing sees to it that it makes sense: that is the loader's business."""
    steps = [_step(index, Random(seed), len(seeds)) for index, seed in enumerate(seeds)]
    random = Random(sum(seeds))
    return playbook(
        *steps,
        statements=[_statement(name, random) for name in STATEMENTS],
        facts=[fact("ill", "integer"), fact("over"), fact("asked")],
        promises=[_promise(number, random, len(seeds)) for number in range(2)],
    )


def _step(index: int, random: Random, steps: int) -> Step:
    kind = random.choice([*Kind, Kind.DRAFT, Kind.APPROVE, Kind.PUBLISH])
    repeats = kind in (Kind.DO, Kind.DRAFT) and random.random() < 0.3
    about_text = kind in (Kind.DRAFT, Kind.APPROVE, Kind.PUBLISH)
    return Step(
        id=NAMES[index],
        kind=kind,
        role=random.choice([*ROLES, None]),
        title=f"step {index}",
        target=random.choice(STATEMENTS) if about_text else "",
        choices={"yes": "Yes", "no": "No"} if kind is Kind.ASK else {},
        notify=tuple(random.sample(ROLES, 2)) if kind is Kind.NOTIFY else (),
        after=_after(index, random, steps),
        when=_condition(random, steps) if random.random() < 0.3 else ALWAYS,
        within=_length(random) if random.random() < 0.8 else None,
        by=_length(random, 600) if random.random() < 0.2 else None,
        not_before=_length(random) if random.random() < 0.15 else None,
        repeat=_repeat(random, steps) if repeats else None,
        ladder=_ladder(random),
        ack_for=_length(random),
        checklist=("this", "that") if random.random() < 0.3 else (),
        required=random.random() < 0.2,
        ends="over" if random.random() < 0.04 else None,
    )


def _after(index: int, random: Random, steps: int) -> tuple[str, ...] | None:
    if random.random() < 0.5:
        return None
    others = [
        name
        for place, name in enumerate(NAMES[:steps])
        if place != index and (place < index or random.random() < 0.1)
    ]
    return tuple(random.sample(others, min(len(others), random.randrange(3))))


def _condition(random: Random, steps: int) -> Condition:
    lines = [
        tuple(_test(random, steps) for _ in range(random.choice([1, 1, 2])))
        for _ in range(random.choice([1, 1, 2]))
    ]
    return Condition(tuple(lines))


def _test(random: Random, steps: int) -> Test:
    name = random.choice([*NAMES[:steps], *FACTS, *FACTS])
    if random.random() < 0.25:
        return Test(name, unknown=True)
    if name == "ill":
        return random.choice([Test(name, at_least=2), Test(name, at_most=1), Test(name, none_of=(3,))])
    values: tuple[Value, ...] = (True, False) if name in FACTS else ("yes", "no")
    return Test(name, **{random.choice(["one_of", "none_of"]): (random.choice(values),)})  # type: ignore[arg-type]


def _repeat(random: Random, steps: int) -> Repeat:
    cadences = (Cadence(_length(random), _length(random, 300)), Cadence(_length(random)))
    until = Condition() if random.random() < 0.2 else _condition(random, steps)
    return Repeat(cadences[random.randrange(2) :], until, tuple(random.sample(FACTS, random.randrange(2))))


def _ladder(random: Random) -> tuple[Rung, ...]:
    afters = sorted(_length(random, 200) for _ in range(random.randrange(4)))
    return tuple(
        Rung(after, random.choice(ROLES), _length(random) if random.random() < 0.5 else None) for after in afters
    )


def _statement(name: str, random: Random) -> StatementSpec:
    approvals = tuple(
        Approval(
            tuple(random.sample(ROLES, random.choice([1, 1, 2]))),
            consult=random.random() < 0.3,
            within=_length(random) if random.random() < 0.7 else None,
        )
        for _ in range(random.randrange(4))
    )
    return StatementSpec(name, name, "ceo", approvals, tuple(random.sample(CHANNELS, random.choice([1, 2, 3]))))


def _promise(number: int, random: Random, steps: int) -> Promise:
    counts_from = random.choice(["seen", "start", "change", random.choice(NAMES[:steps])])
    return Promise(f"promise-{number}", _length(random, 400), random.choice(NAMES[:steps]), counts_from)


def _length(random: Random, most: int = 120) -> timedelta:
    return timedelta(seconds=random.choice([1, 10, 10, 30, 60, random.randint(1, most)]))


@dataclass(frozen=True)
class Move:
    """What somebody does next: after how long, who, what, and how long ago they say it happened."""

    wait: timedelta
    actor: str
    intent: i.Intent
    ago: timedelta | None


def random_move(seed: int, incident: Incident, other: Playbook) -> Move:
    """A move that somebody might make in this state, by no means always one that is allowed; `other` is another
    playbook, for when it turns out to be another crisis."""
    random = Random(seed)
    waits = (0, 0, 1, 5, 10, 30, 60, random.randint(0, 900))
    actor = random.choice(PEOPLE)
    ago = timedelta(seconds=random.choice([1, 40, 400])) if random.random() < 0.15 else None
    return Move(timedelta(seconds=random.choice(waits)), actor, _intent(random, incident, other), ago)


def _intent(random: Random, incident: Incident, other: Playbook) -> i.Intent:
    book, steps = incident.playbook, list(incident.steps())
    if incident.closed is not None and random.random() < 0.5:
        return i.Reopen("not over")
    open_ = [step for step in steps if incident.state(step.id).status is Status.OPEN]
    step = random.choice(open_ if open_ and random.random() < 0.8 else steps)
    if random.random() < 0.55:
        return _obvious(random, incident, step)
    role = random.choice(list(book.roles))
    what = random.choice([role, step.id])
    offered = random.choice(list(incident.offers.items()) or [(what, "carla")])
    waiting = random.choice(list(incident.waiting_pages) or ["1"])
    others: list[i.Intent] = [
        i.Tick(),
        i.Tick(),
        i.Skip(step.id, "no time"),
        i.Acknowledge(step.id, random.choice(["", "carla"])),
        i.Check(step.id, random.randrange(3), random.random() < 0.7),
        i.TakeNote("seen"),
        i.Offer((what,), random.choice(PEOPLE)),
        i.Accept((offered[0],), offered[1], via="phone"),
        i.Decline((offered[0],), offered[1]),
        i.MarkAway(random.choice(PEOPLE), None),
        i.MarkBack(random.choice(PEOPLE)),
        i.RecordTry(
            random.choice([*PEOPLE, role]), "phone", random.choice(["none", "none", "message", "reached"])
        ),
        i.AddTodo("call back", None, random.choice(["", role, "carla"])),
        i.Escalate(step.id),
        i.Undo(),
        i.Undo(),
        i.CorrectSighting(incident.seen_at + timedelta(seconds=random.choice([-300, -20, 20]))),
        i.SwitchPlaybook(other),
        i.Close("over") if random.random() < 0.15 else i.Tick(),
        i.Reopen("not over"),
        i.NoticeClockJump(7, "k"),
        i.AttemptPage(waiting, "k", (incident.last_at or incident.seen_at) + timedelta(seconds=30)),
        i.SettlePage(waiting, channel=random.choice(["", "board"]), failure=random.choice(["", "no line"])),
    ]
    if book.facts:
        others += [_fact(random, random.choice(list(book.facts.values()))) for _ in range(3)]
    if book.statements:
        others += _about_a_text(random, incident, role)
    return random.choice(others)


def _about_a_text(random: Random, incident: Incident, role: str) -> list[i.Intent]:
    statement = random.choice(list(incident.playbook.statements))
    channels = incident.playbook.statements[statement].channels
    facts = tuple(name for name in incident.playbook.facts if random.random() < 0.3)
    return [
        i.Draft(statement, f"drafted {random.randrange(3)}", facts),
        i.Edit(statement, f"edited {random.randrange(3)}"),
        i.Approve(statement, for_=role, via="phone"),
        i.Reject(statement, "no", for_=random.choice(["", role]), via="phone"),
        _post(random, incident, statement),
        i.SkipChannel(statement, random.choice(channels), "down"),
    ]


def _obvious(random: Random, incident: Incident, step: Step) -> i.Intent:
    """What Enter would do with the step."""
    match step.kind:
        case Kind.ASK:
            return i.Answer(step.id, random.choice(list(step.choices)))
        case Kind.DRAFT:
            statement = incident.statement(step.target)
            unwritten = statement.current is None or statement.round <= statement.ready
            return i.Edit(step.target, f"text {random.randrange(3)}") if unwritten else i.Complete(step.id)
        case Kind.APPROVE:
            return i.Approve(step.target, for_=random.choice(list(incident.playbook.roles)), via="phone")
        case Kind.PUBLISH:
            return _post(random, incident, step.target)
        case _:
            return i.Complete(step.id)


def _post(random: Random, incident: Incident, statement: str) -> i.Intent:
    word = (incident.last_at or incident.seen_at) + timedelta(seconds=random.choice([20, 300]))
    channels = incident.playbook.statements[statement].channels
    some = tuple(random.sample(channels, 1)) if random.random() < 0.5 else ()
    return i.Post(statement, some, next_word_at=word if random.random() < 0.3 else None)


def _fact(random: Random, spec: FactSpec) -> i.Intent:
    if random.random() < 0.2:
        return i.RecordFact(spec.name, None, "unknown")
    values: dict[FactType, Value] = {
        FactType.INTEGER: random.randrange(4),
        FactType.BOOLEAN: random.random() < 0.5,
    }
    return i.RecordFact(spec.name, values.get(spec.type, random.choice(["this", "that"])), "confirmed")
