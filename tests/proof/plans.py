"""Playbooks made without a file: a short hand for the fixed cases, and random small ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from crisis_cli.domain.conditions import ALWAYS, Condition, Test
from crisis_cli.domain.playbook import Cadence, FactSpec, FactType, Kind, Playbook, Promise, Repeat, Rung, Step

SEEN = datetime(2026, 11, 22, 2, 55, tzinfo=UTC)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def after_seen(count: int) -> datetime:
    return SEEN + minutes(count)


def when(*mappings: Mapping[str, Any]) -> Condition:
    """`when({"size-up": "crisis"})`: a value, a tuple of values, or a Test's own fields."""

    def test(name: str, asked: Any) -> Test:
        if isinstance(asked, Mapping):
            return Test(name, **asked)
        return Test(name, one_of=asked if isinstance(asked, tuple) else (asked,))

    return Condition(tuple(tuple(test(name, asked) for name, asked in lines.items()) for lines in mappings))


def step(id: str, kind: str = "do", within: int | None = 5, **more: Any) -> Step:
    """A step; times in minutes, `choices` as words, `rungs` as (after, within) pairs."""
    for name in ("by", "not_before"):
        if name in more:
            more[name] = minutes(more[name])
    if "choices" in more:
        more["choices"] = {choice: choice for choice in more["choices"].split()}
    rungs = more.pop("rungs", ())
    ladder = tuple(Rung(minutes(after), "coo", None if has is None else minutes(has)) for after, has in rungs)
    length = None if within is None else minutes(within)
    return Step(id, Kind(kind), "lead", id, within=length, ladder=ladder, **more)


def fact(name: str, type: str = "boolean", **more: Any) -> FactSpec:
    return FactSpec(name, name, FactType(type), **more)


def repeats(every: int, until: Condition = ALWAYS) -> Repeat:
    return Repeat((Cadence(minutes(every)),), until)


def playbook(*steps: Step, facts: tuple[FactSpec, ...] = (), noticed: int = 0) -> Playbook:
    return Playbook(
        "fictional",
        "Fictional",
        noticed_within=minutes(noticed),
        facts={spec.name: spec for spec in facts},
        steps={one.id: one for one in steps},
    )


def promise(kept_by: str, within: int = 30, counts_from: str = "seen") -> Promise:
    return Promise("promise", minutes(within), kept_by, counts_from)


# --- random ones -------------------------------------------------------------------------------------------------

FACTS = (fact("ill", "integer", min=0), fact("press"), fact("colour", "text"))


def random_plan(seed: int) -> tuple[Playbook, Promise]:
    """Four to eleven steps with all that DESIGN lets a step have, and a promise on a late one of them."""
    random = Random(seed)
    facts = tuple(random.sample(FACTS, random.randint(0, 2)))
    steps: list[Step] = []
    for number in range(random.randint(4, 11)):
        steps.append(_random_step(random, number, steps, facts))
    names = [one.id for one in steps]
    goal = random.choice([one.id for one in steps if one.kind is not Kind.NOTIFY][-3:] or names)
    start = random.choice(["seen", "seen", "seen", "start", *names])
    book = playbook(*steps, facts=facts, noticed=random.randint(0, 5))
    return book, promise(goal, counts_from=start)


def _random_step(random: Random, number: int, steps: list[Step], facts: tuple[FactSpec, ...]) -> Step:
    asks = [one.id for one in steps if one.kind is Kind.ASK]
    kind, target = _random_kind(random, number, steps)
    more: dict[str, Any] = {"target": target}
    if kind == "ask":
        more["choices"] = random.choice(["a b", "a b c"])
    if steps and random.random() < 0.45:
        more["after"] = tuple(
            sorted(random.sample([one.id for one in steps], random.randint(0, min(2, len(steps)))))
        )
    if random.random() < 0.6:
        more["when"] = _random_condition(random, asks, facts)
    if random.random() < 0.1:
        more["by"] = random.randint(0, 40)
    if random.random() < 0.1:
        more["not_before"] = random.randint(0, 40)
    if random.random() < 0.1:
        more["ends"] = "over"
    if kind in ("do", "draft", "ask") and random.random() < 0.08:
        until = _random_condition(random, asks, facts) if random.random() < 0.7 else ALWAYS
        more["repeat"] = repeats(random.randint(1, 20), until)
    if kind == "approve" and random.random() < 0.5:
        more["rungs"] = [(1, None), (random.randint(1, 9), random.choice([None, 3, 6]))]
    return step(f"s{number}", kind, None if random.random() < 0.04 else random.randint(1, 12), **more)


def _random_kind(random: Random, number: int, steps: list[Step]) -> tuple[str, str]:
    """A kind that fits here, and the statement it is about: drafts before approvals before publishing."""
    drafted = [one.target for one in steps if one.kind is Kind.DRAFT]
    agreed = [one.target for one in steps if one.kind is Kind.APPROVE]
    said = [one.target for one in steps if one.kind is Kind.PUBLISH]
    to_agree = [target for target in drafted if target not in said]
    kinds = ["do", "do", "do", "draft", "notify"]
    kinds += ["ask", "ask", "ask"] if sum(one.kind is Kind.ASK for one in steps) < 3 else []
    kinds += ["approve"] if to_agree else []
    kinds += ["publish", "publish"] if agreed else []
    kind = random.choice(kinds)
    if kind == "draft":
        again = [target for target in drafted if target not in agreed + said]
        return kind, random.choice([f"text{number}", *again])
    return kind, random.choice({"approve": to_agree, "publish": agreed}.get(kind, [""]))


def _random_condition(random: Random, asks: list[str], facts: tuple[FactSpec, ...]) -> Condition:
    """Up to two mappings of up to two lines over the asks before it and the facts."""
    if not asks and not facts:
        return ALWAYS

    def line() -> Test:
        name = random.choice([*asks, *asks, *(spec.name for spec in facts)])
        if name == "ill":
            low, high = random.choice([(random.randint(0, 4), None), (None, random.randint(0, 4))])
            return Test(name, at_least=low, at_most=high)
        values: list[str | bool] = ["a", "b", "c"]
        values = {"press": [True, False], "colour": ["red", "green"]}.get(name, values)
        some = tuple(random.sample(values, random.randint(1, len(values) - 1)))
        return random.choice([Test(name, one_of=some)] * 3 + [Test(name, none_of=some), Test(name, unknown=True)])

    return Condition(
        tuple(tuple(line() for _ in range(random.randint(1, 2))) for _ in range(random.choice([1, 1, 2])))
    )
