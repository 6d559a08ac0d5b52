"""Goes through a playbook's tree once, ahead of the fields, for the names that it defines."""

from __future__ import annotations

from itertools import islice

from crisis_cli.domain.nearest import nearest
from crisis_cli.domain.playbook import FactType, Kind
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.parsing.report import MOST_FINDINGS, Report, quoted
from crisis_cli.files.playbook.fields import PLAYBOOK
from crisis_cli.files.shapes.reading import Asked, Names, usable

_DEFINED_IN = {"role": "roles", "fact": "facts", "statement": "statements"}
_KINDS = frozenset(kind.value for kind in Kind)
_PUBLISH, _ASK = Kind.PUBLISH.value, Kind.ASK.value
_TYPES = {kind.value: kind for kind in FactType}


def names_of(root: MapNode, report: Report) -> Names:
    """The names, with a finding for every name given twice."""
    names = Names()
    for kind, field in _DEFINED_IN.items():
        group = _below(root, field)
        unknown = islice((key for key in root.entries if key not in PLAYBOOK.fields), MOST_FINDINGS)
        if field not in root.entries and any(nearest(key, [field]) for key in unknown):
            names.misplaced.add(kind)
        if isinstance(group, MapNode):
            names.nodes[kind] = {name: key for name, (key, _) in group.entries.items() if usable(name)}
            if kind == "fact":
                names.asked.update({name: _fact(value) for name, (_, value) in group.entries.items()})
    steps = _below(root, "steps")
    if isinstance(steps, ListNode):
        for step in steps.items:
            if isinstance(step, MapNode):
                _step(step, names, report)
    return names


def _below(node: Node, name: str) -> Node | None:
    return node.entries[name][1] if isinstance(node, MapNode) and name in node.entries else None


def _step(node: MapNode, names: Names, report: Report) -> None:
    id_ = _below(node, "id")
    if not isinstance(id_, Scalar) or not usable(id_.value):
        return
    name = id_.value
    steps, facts = names.of("step"), names.of("fact")
    if name in steps:
        message = f"step {quoted(name)} is defined for the second time"
        report.error(
            "duplicate", id_, message, "give one of the two another id", [("the first is here", steps[name])]
        )
        return
    if name in facts:
        message = f"{quoted(name)} is the name of a step and of a fact: a condition could not tell them apart"
        report.error("duplicate", id_, message, "rename one of the two", [("the fact is here", facts[name])])
    steps[name] = id_
    for kind in node.entries:
        if kind in _KINDS:
            if kind == _PUBLISH:
                names.of("publish step")[name] = id_
            elif kind == _ASK:
                names.asked.setdefault(name, _asked(node))
            return


def _fact(node: Node) -> Asked:
    type_ = _below(node, "type")
    kind = _TYPES.get(type_.value, FactType.TEXT) if isinstance(type_, Scalar) else FactType.TEXT
    return _asked(node) if kind is FactType.CHOICE else Asked(kind)


def _asked(node: Node) -> Asked:
    choices = _below(node, "choices")
    keys = tuple(choices.entries) if isinstance(choices, MapNode) else ()
    return Asked(FactType.CHOICE, keys) if keys else Asked(FactType.TEXT)  # no choices: has its finding already
