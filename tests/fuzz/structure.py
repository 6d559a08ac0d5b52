"""One change to a playbook such as somebody makes who rewrites it: often what comes of it is still a good one."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from tests.fuzz.documents import Quoted, Tree

KINDS = ("do", "ask", "draft", "approve", "publish", "notify")
LENGTHS = ("0s", "30s", "1m", "3m", "5m", "10m", "30m", "1h", "8h", "2d")
CHOICES = {"yes": Quoted("Yes"), "no": Quoted("No")}


def change(tree: Tree, random: Random) -> Tree:
    """A copy with one change in it; the same again where there was nothing to change."""
    tree = copy.deepcopy(tree)
    kind = random.choice(
        (_steps, _steps, _flow, _flow, _flow, _care, _care, _facts, _statements, _roles, _promises)
    )
    kind(Parts(tree), random)
    return tree


class Parts:
    """The parts of a playbook by name, whatever became of them before."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree if isinstance(tree, dict) else {}
        self.steps = [step for step in _list(self.tree.get("steps")) if isinstance(step, dict)]
        self.roles, self.facts = _dict(self.tree.get("roles")), _dict(self.tree.get("facts"))
        self.statements, self.promises = _dict(self.tree.get("statements")), _dict(self.tree.get("promises"))

    @property
    def ids(self) -> list[str]:
        return [str(step.get("id", "")) for step in self.steps]

    @property
    def asks(self) -> list[dict[str, Any]]:
        return [step for step in self.steps if "ask" in step and isinstance(step.get("choices"), dict)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


# --- steps -------------------------------------------------------------------------------------------------------


def _steps(parts: Parts, random: Random) -> None:
    steps = parts.tree.get("steps")
    if not isinstance(steps, list) or not steps:
        return
    one, other = random.randrange(len(steps)), random.randrange(len(steps))
    kind = random.randrange(6)
    if kind == 0 and len(steps) > 1:
        _forget(parts, str(_dict(steps.pop(one)).get("id", "")))
    elif kind == 1:
        twin = copy.deepcopy(_dict(steps[one]))
        twin["id"] = f"step-{random.randrange(1000)}"
        steps.insert(other, twin)
    elif kind == 2:
        steps[one], steps[other] = steps[other], steps[one]
    elif kind == 3:
        steps.insert(other, steps.pop(one))
    elif kind == 4:
        steps.insert(random.randint(0, len(steps)), _new_step(parts, random))
    elif parts.steps:
        _another_kind(parts, random.choice(parts.steps), random)


def _forget(parts: Parts, gone: str) -> None:
    """Nobody follows, and nothing hangs on, a step that was taken out; else every such change would be refused."""
    for name in [name for name, promise in parts.promises.items() if gone in _dict(promise).values()]:
        del parts.promises[name]
    for step in parts.steps:
        after = step.get("after")
        if isinstance(after, list) and gone in after:
            step["after"] = [name for name in after if name != gone]
        for line in (_dict(step.get("when")), *map(_dict, _list(step.get("when")))):
            line.pop(gone, None)
        if step.get("when") in ({}, []):
            del step["when"]


def _new_step(parts: Parts, random: Random) -> dict[str, Any]:
    step: dict[str, Any] = {"id": f"step-{random.randrange(1000)}", "role": _role(parts, random)}
    step |= _saying(parts, random.choice(KINDS), random)
    if random.random() < 0.8:
        step["within"] = random.choice(LENGTHS)
    return step


def _saying(parts: Parts, kind: str, random: Random) -> dict[str, Any]:
    if kind == "ask":
        return {"ask": Quoted("What now?"), "choices": dict(CHOICES)}
    if kind == "do":
        return {"do": Quoted("Look around")}
    if kind == "notify":
        return {"notify": [_role(parts, random)]}
    return {kind: random.choice(list(parts.statements) or ["holding"])}


def _another_kind(parts: Parts, step: dict[str, Any], random: Random) -> None:
    for word in (*KINDS, "choices"):
        step.pop(word, None)
    step |= _saying(parts, random.choice(KINDS), random)


def _role(parts: Parts, random: Random) -> str:
    return random.choice(list(parts.roles) or ["lead"])


# --- order -------------------------------------------------------------------------------------------------------


def _flow(parts: Parts, random: Random) -> None:
    if not parts.steps:
        return
    step, other = random.choice(parts.steps), random.choice(parts.steps)
    what = random.choice(
        ("after", "after", "when", "when", "ends", "ends", "repeat", "repeat", "not_before", "until")
    )
    if what == "until" and isinstance(step.get("repeat"), dict):
        step["repeat"]["until"] = _condition(parts, random)
    elif random.random() < 0.25:
        step.pop(what, None)
    elif random.random() < 0.2 and what in other:
        step[what] = copy.deepcopy(other[what])
    elif what == "after":
        step["after"] = random.sample(parts.ids, min(len(parts.ids), random.choice((0, 1, 1, 2))))
    elif what == "when":
        step["when"] = _condition(parts, random)
    elif what == "ends":
        step["ends"] = Quoted("over")
    elif what == "not_before":
        step["not_before"] = random.choice(LENGTHS)
    else:
        step["repeat"] = {"every": random.choice(LENGTHS[2:]), "until": _condition(parts, random)}
        if parts.facts and random.random() < 0.3:
            step["repeat"]["on_change"] = [random.choice(list(parts.facts))]


def _condition(parts: Parts, random: Random) -> Tree:
    if random.random() < 0.2:
        return [_mapping(parts, random), _mapping(parts, random)]
    return _mapping(parts, random)


def _mapping(parts: Parts, random: Random) -> dict[str, Tree]:
    found = {}
    for _ in range(random.choice((1, 1, 1, 2))):
        if parts.facts and (not parts.asks or random.random() < 0.5):
            name = random.choice(list(parts.facts))
            found[name] = _value(_dict(parts.facts[name]), random)
        elif parts.asks:
            ask = random.choice(parts.asks)
            found[str(ask.get("id", ""))] = _answer(list(ask["choices"]) or ["yes"], random)
    return found


def _answer(choices: list[str], random: Random) -> Tree:
    some = random.sample(choices, random.randint(1, len(choices)))
    return random.choice(
        (random.choice(choices), random.choice(choices), some, {"not": some}, {"unknown": "true"})
    )


def _value(fact: dict[str, Any], random: Random) -> Tree:
    if random.random() < 0.15:
        return {"unknown": "true"}
    if fact.get("type") == "integer":
        return random.choice(("3", {"at_least": "2"}, {"at_most": "10"}, {"at_least": "1", "at_most": "5"}))
    if fact.get("type") == "boolean":
        return random.choice(("true", "true", "false", {"not": "true"}))
    return _answer(list(_dict(fact.get("choices"))) or ["this", "that"], random)


def _care(parts: Parts, random: Random) -> None:
    if not parts.steps:
        return
    step, other = random.choice(parts.steps), random.choice(parts.steps)
    what = random.choice(
        ("within", "within", "by", "role", "ladder", "ladder", "required", "ack_for", "checklist")
    )
    if random.random() < 0.3:
        step.pop(what, None)
    elif random.random() < 0.2 and what in other:
        step[what] = copy.deepcopy(other[what])
    elif what == "role":
        step["role"] = _role(parts, random)
    elif what == "ladder":
        rungs = [{"after": after, "page": _role(parts, random)} for after in LENGTHS[1 : random.randint(2, 4)]]
        step["ladder"] = [{**rung, "within": "2m"} if random.random() < 0.5 else rung for rung in rungs]
    elif what == "checklist":
        step["checklist"] = [Quoted("This"), Quoted("That")]
    else:
        step[what] = "true" if what == "required" else random.choice(LENGTHS)


def _facts(parts: Parts, random: Random) -> None:
    name = random.choice([*parts.facts, "resolved"])
    type_ = random.choice(("text", "integer", "boolean", "time", "choice"))
    fact: dict[str, Any] = {"ask": Quoted("What is it?"), "type": type_}
    if type_ == "choice":
        fact["choices"] = {"this": Quoted("This"), "that": Quoted("That")}
    if type_ == "integer" and random.random() < 0.5:
        fact["min"], fact["max"] = "0", "9"
    if random.random() < 0.2 and parts.facts:
        parts.facts.pop(name, None)
    else:
        parts.tree.setdefault("facts", {})
        _dict(parts.tree["facts"])[name] = fact


def _statements(parts: Parts, random: Random) -> None:
    if not parts.statements:
        return
    statement = _dict(parts.statements[random.choice(list(parts.statements))])
    one, other = _role(parts, random), _role(parts, random)
    kind = random.randrange(5)
    if kind == 0:
        statement["approvals"] = [random.choice((one, {"any": [one, other]})) for _ in range(random.randint(1, 2))]
    elif kind == 1:
        statement["approvals"] = [*_list(statement.get("approvals")), {"consult": other, "within": "5m"}]
    elif kind == 2:
        statement["channels"] = random.sample(("x", "website", "staff-app", "press"), random.randint(1, 3))
    elif kind == 3:
        statement["speaker"] = one
    else:
        statement["template"] = random.choice(("holding", "update", "all_clear"))


def _roles(parts: Parts, random: Random) -> None:
    name = _role(parts, random)
    role = _dict(parts.roles.get(name))
    if random.random() < 0.7:
        role["deputy"] = _role(parts, random)
    else:
        role.pop("deputy", None)


def _promises(parts: Parts, random: Random) -> None:
    if random.random() < 0.2:
        parts.tree["noticed_within"] = random.choice(LENGTHS)
    elif parts.steps:
        promise = {"within": random.choice(LENGTHS[3:]), "kept_by": random.choice(parts.ids)}
        if random.random() < 0.4:
            promise["from"] = random.choice(["seen", "start", "change", *parts.ids])
            if promise["from"] == "change" and random.random() < 0.5:
                del promise["kept_by"]
        parts.tree["promises"] = {**parts.promises, random.choice([*parts.promises, "another"]): promise}
