"""A scenario held against the playbook that its team follows: everything it names is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Any

from crisis_cli.domain.conditions import Value
from crisis_cli.domain.findings import Finding, Route, Severity
from crisis_cli.domain.nearest import nearest
from crisis_cli.domain.playbook import FactSpec, FactType, Kind, Playbook
from crisis_cli.domain.timing import show_duration
from crisis_cli.files.parsing.places import Places
from crisis_cli.files.parsing.report import listed, quoted

Values = dict[str, Any]


def unknown_playbook(values: Values, playbooks: Collection[str]) -> Iterator[Finding]:
    """The playbook that a scenario is written for, when there is none of that name among `playbooks`."""
    name = values.get("playbook")
    if name and name not in playbooks:
        yield no_such_playbook(name, ("playbook",), playbooks)


def no_such_playbook(name: str, route: Route, playbooks: Collection[str]) -> Finding:
    """The finding for the name of a playbook that is not there."""
    meant = nearest(name, playbooks)
    there = f"the playbooks are: {listed(sorted(playbooks))}" if playbooks else "put its file into playbooks/"
    hint = f'did you mean "{meant}"?' if meant else there
    return Finding("unknown-playbook", Severity.ERROR, f"there is no playbook {quoted(name)}", hint, route)


def scenario_against_playbook(values: Values, playbook: Playbook, *, sound: bool = True) -> Iterator[Finding]:
    """Whatever the scenario names and its playbook does not have, or has in another way. Not `sound`: fields that
    could not be read are missing in `values`; nothing is said that could come of that alone."""
    against = _Against(playbook)
    for number, objective in enumerate(values.get("objectives", ())):
        route: Route = ("objectives", objective.get("id", number))
        for field, kind in _IN_OBJECTIVES.items():
            yield from against.named(kind, objective.get(field), (*route, field))
        for position, role in enumerate(objective.get("by", ())):
            yield from against.named("role", role, (*route, "by", position))
        if sound or "seen_before" in values:
            yield from _told_too_late(objective, (*route, "promise"), values, playbook)
    for role in values.get("players", {}):
        yield from against.named("role", role, ("players", role))
    for statement in values.get("texts", {}):
        yield from against.named("statement", statement, ("texts", statement))
    injects = values.get("injects", ())
    talks = {one.get("id"): one.get("options", {}) for one in injects if "discuss" in one}
    for name, choice in values.get("answers", {}).items():
        if name in playbook.steps or (name not in talks and (sound or _all_named(injects, name))):
            yield from against.answer(name, choice)
        elif choice not in talks.get(name, ()) and (sound or talks.get(name)):
            yield _no_choice(choice, name, list(talks[name]), ("answers", name))
    for number, inject in enumerate(injects):
        yield from _inject(inject, ("injects", inject.get("id", number)), against)


def _all_named(injects: Sequence[Values], name: str) -> bool:
    """Whether all injects are there with their ids, and none of them has this one."""
    return bool(injects) and all(one.get("id", name) != name for one in injects)


def where_it_stands(finding: Finding, places: Places, text: str) -> Finding:
    """The finding with its place, in a file with errors: there the numbers of a list's items may be others than
    those that could be read, so a place where something else stands becomes that of the field above."""
    located = places.located(finding)
    first = next((index for index, part in enumerate(finding.route) if isinstance(part, int)), None)
    place = located.place
    if first is None or place is None:
        return located
    word = text.splitlines()[place.line - 1][place.column - 1 : place.end_column - 1].strip("\"'")
    return (
        located
        if quoted(word) in finding.message
        else places.located(finding._replace(route=finding.route[:first]))
    )


_IN_OBJECTIVES = {"promise": "promise", "approved": "statement", "with": "statement", "done": "step"}


def _inject(inject: Values, route: Route, against: _Against) -> Iterator[Finding]:
    for step, word in inject.get("when", {}).items():
        yield from against.named("step", step, (*route, "when", step))
        yield from against.state(step, word, (*route, "when", step))
    for field, kind in (("off", "role"), ("owner", "role"), ("about", "fact")):
        yield from against.named(kind, inject.get(field), (*route, field))
    for position, role in enumerate(inject.get("to", ())):
        yield from against.named("role", role, (*route, "to", position))
    for fact, told in inject.get("facts", {}).items():
        value = told.get("value") if isinstance(told, dict) else told
        yield from against.fact(fact, value, (*route, "facts", fact))


def _told_too_late(objective: Values, route: Route, values: Values, playbook: Playbook) -> Iterator[Finding]:
    """A promise whose time is up only after the drill."""
    promise, length = playbook.promises.get(objective.get("promise", "")), values.get("length")
    if promise is None or length is None or promise.counts_from not in ("seen", "start"):
        return
    before = values.get("seen_before", timedelta()) if promise.counts_from == "seen" else timedelta()
    if promise.within - before > length:
        message = f"nobody can tell: the scenario is over after {show_duration(length)}"
        hint = f"its time is {show_duration(promise.within)}; make length longer, or take another promise"
        yield Finding("objective-after-end", Severity.ERROR, message, hint, route)


class _Against:
    """The names of one playbook."""

    def __init__(self, playbook: Playbook) -> None:
        self._playbook = playbook
        self._names: dict[str, Collection[str]] = {
            "step": playbook.steps.keys(),
            "role": playbook.roles.keys(),
            "fact": playbook.facts.keys(),
            "statement": playbook.statements.keys(),
            "promise": playbook.promises.keys(),
        }

    def named(self, kind: str, name: str | None, route: Route) -> Iterator[Finding]:
        known = self._names[kind]
        if name is None or name in known:
            return
        meant = nearest(name, known)
        hint = f'did you mean "{meant}"?' if meant else f"its {kind}s are: {listed(list(known)) or 'none'}"
        message = f"the playbook {quoted(self._playbook.id)} has no {kind} {quoted(name)}"
        yield Finding("unknown-name", Severity.ERROR, message, hint, route)

    def state(self, name: str, word: str, route: Route) -> Iterator[Finding]:
        """A state in which that step never is."""
        step = self._playbook.steps.get(name)
        if step is None:
            return
        why = ""
        if word == "skipped" and step.required:
            why = "it is required, so nobody can skip it"
        elif word == "late" and step.within is None and step.by is None and step.repeat is None:
            why = "it has no time by which it is due"
        if why:
            message = f"step {quoted(name)} is never {word}: {why}"
            hint = "take another state or another step, or play this by hand"
            yield Finding("never-happens", Severity.ERROR, message, hint, route)

    def answer(self, name: str, choice: str) -> Iterator[Finding]:
        route: Route = ("answers", name)
        yield from self.named("step", name, route)
        step = self._playbook.steps.get(name)
        if step is None:
            return
        if step.kind is not Kind.ASK:
            message = f"step {quoted(name)} asks nothing, so nobody answers it"
            yield Finding("unknown-name", Severity.ERROR, message, "name a step with ask, or delete this", route)
        elif choice not in step.choices:
            yield _no_choice(choice, name, list(step.choices), route)

    def fact(self, name: str, value: str | None, route: Route) -> Iterator[Finding]:
        yield from self.named("fact", name, route)
        spec = self._playbook.facts.get(name)
        if spec is None or value is None or fact_value(spec, value) is not None:
            return
        if spec.type is FactType.CHOICE:
            yield _no_choice(value, name, list(spec.choices), route)
            return
        message = f"found {quoted(value)}, expected {_EXPECTED[spec.type]}: {spec.ask}"
        yield Finding("wrong-type", Severity.ERROR, message, "write it as the playbook's fact has it", route)


_EXPECTED = {
    FactType.INTEGER: "a whole number",
    FactType.BOOLEAN: "true or false",
    FactType.TIME: "a moment in UTC, such as 2026-11-22T01:55Z",
}


def _no_choice(choice: str, name: str, choices: list[str], route: Route) -> Finding:
    meant = nearest(choice, choices)
    hint = f'did you mean "{meant}"?' if meant else f"write one of: {listed(choices)}"
    message = f"{quoted(choice)} is not a choice of {quoted(name)}"
    return Finding("unknown-choice", Severity.ERROR, message, hint, route)


def fact_value(spec: FactSpec, written: str) -> Value | None:
    """The value of a fact as a scenario writes it, by the type that the playbook gives the fact; None if it is
    none. A time becomes its UTC text."""
    from datetime import UTC, datetime

    from crisis_cli.domain.timing import iso

    if spec.type is FactType.BOOLEAN:
        return {"true": True, "false": False}.get(written)
    if spec.type is FactType.INTEGER:
        return int(written) if written.removeprefix("-").isdecimal() and len(written) < 19 else None
    if spec.type is FactType.CHOICE:
        return written if written in spec.choices else None
    if spec.type is FactType.TIME:
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            return None
        return iso(moment.astimezone(UTC)) if moment.tzinfo else None
    return written
