"""What one field cannot see alone: kinds of a step, choices, the order of rungs, who must be named."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from crisis_cli.domain.language import DEFAULT_LANGUAGE
from crisis_cli.domain.parts import SHARE_BLOCK, SHARE_WARN
from crisis_cli.domain.playbook import FactType, Kind
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.parsing.report import listed
from crisis_cli.files.shapes.groups import lacks
from crisis_cli.files.shapes.reading import Reading

KINDS = tuple(kind.value for kind in Kind)
_KINDS = frozenset(KINDS)
_DUE = frozenset(("within", "by", "repeat"))
COMES_AGAIN = (Kind.DO.value, Kind.ASK.value, Kind.DRAFT.value)
"""The kinds of step that can repeat. An approve and a publish step come again with the draft of their text."""
SAID_FOR = {
    **dict.fromkeys(("if", "condition"), "when"),
    **dict.fromkeys(("then", "next", "follows"), "after"),
    **dict.fromkeys(("deadline", "timeout", "due"), "within"),
    **dict.fromkeys(("who", "owner", "responsible"), "role"),
    **dict.fromkeys(("action", "task"), "do"),
    "question": "ask",
}
"""What people write for a step's fields."""
MOST_STEPS = 1_000
MOST_PROMISES = 20
_LEFT_ALONE = timedelta()


def _key(node: MapNode, name: str) -> Scalar:
    return node.entries[name][0]


def check_promise(values: dict[str, Any], node: MapNode, reading: Reading) -> None:
    """A publish step keeps it, unless it is a promise to correct."""
    start = "change" if "from" in node.entries and "from" not in values else values.get("from")
    if start != "change" and lacks(node, "kept_by", ("within", "from")):
        hint = "add kept_by: the publish step that keeps it; only a promise from: change may do without one"
        reading.report.error("missing-key", node, 'a promise needs "kept_by"', hint)


def check_step(values: dict[str, Any], node: MapNode, reading: Reading) -> None:
    """Exactly one kind, and only the fields that go with it."""
    error = reading.report.error
    entries = node.entries
    kinds = [name for name in entries if name in _KINDS]
    if not kinds and all(lacks(node, kind, said_for=SAID_FOR) for kind in KINDS):
        error("step-kind", node, "this step does nothing", f"give it exactly one of {listed(KINDS)}")
    for other in kinds[1:]:
        first = [("the first is here", _key(node, kinds[0]))]
        message = f'this step has both "{kinds[0]}" and "{other}"; a step is exactly one'
        error("step-kind", _key(node, other), message, "make two steps of it", first)
        values.pop(other, None)
    asks = "ask" in kinds
    if asks and "choices" not in entries:
        error(
            "missing-key",
            _key(node, "ask"),
            "an ask needs choices",
            'add choices: {key: "words", ...}, two at least',
        )
    if not asks and "choices" in entries and kinds:
        message = "only an ask step has choices"
        error("misplaced", _key(node, "choices"), message, f"delete them, or write ask in place of {kinds[0]}")
    if "leads_to" in entries and "ends" not in entries:
        message = "leads_to needs ends: the run ends before another playbook goes on"
        error("missing-key", _key(node, "leads_to"), message, "add ends: and the outcome in words")
        values.pop("leads_to", None)
    if "ladder" in values:
        _check_ladder(values, node, reading)
    if "repeat" in entries and kinds and kinds[0] not in COMES_AGAIN:
        message = f"this step cannot repeat; only one with {listed(COMES_AGAIN)} can"
        hint = "delete it, or write do in place of notify"
        if kinds[0] != Kind.NOTIFY:
            hint = f"move it to the draft step: this {kinds[0]} step then comes again with every text"
        error("misplaced", _key(node, "repeat"), message, hint)
        values.pop("repeat", None)


def _check_ladder(values: dict[str, Any], node: MapNode, reading: Reading) -> None:
    if _DUE.isdisjoint(node.entries):
        message = "a ladder counts from when the step is due, and this step is never due"
        reading.report.error("missing-key", _key(node, "ladder"), message, "add within: such as 5m")
    rungs = node.entries["ladder"][1]
    latest = _LEFT_ALONE
    for rung, item in zip(values["ladder"], rungs.items if isinstance(rungs, ListNode) else (), strict=False):
        after = rung.get("after", latest)
        if after < latest:
            message = "this rung comes before the one above it"
            reading.report.error("ladder-order", item, message, "list the rungs in the order in which they fire")
        else:
            latest = after


def check_fact(values: dict[str, Any], node: MapNode, reading: Reading) -> None:
    """Bounds belong to numbers, choices to the type choice."""
    error = reading.report.error
    kind = values.get("type")
    for bound in ("min", "max"):
        if bound in node.entries and kind is not None and kind != FactType.INTEGER:
            error(
                "misplaced", _key(node, bound), f"only an integer has {bound}", "delete it, or write type: integer"
            )
            values.pop(bound, None)
    if values.get("min", 0) > values.get("max", values.get("min", 0)):
        error(
            "bad-range", _key(node, "max"), "max is smaller than min", "no number could ever be right: swap them"
        )
    if kind == FactType.CHOICE and "choices" not in node.entries:
        error("missing-key", node, "a fact of the type choice needs choices", 'add choices: {key: "words", ...}')
    if kind not in (FactType.CHOICE, None) and "choices" in node.entries:
        message = f"a fact of the type {kind} has no choices"
        error("misplaced", _key(node, "choices"), message, "delete them, or write type: choice")
        values.pop("choices", None)


def check_approval(values: dict[str, Any], node: MapNode, reading: Reading) -> None:
    """Either any or consult."""
    error = reading.report.error
    if ("any" in node.entries) == ("consult" in node.entries):
        error(
            "wrong-type", node, "an approval is either any or consult", "write {any: [roles]} or {consult: role}"
        )
    if "within" in node.entries and "consult" not in node.entries:
        message = "only those who are consulted have a time; the time for a yes is the approve step's"
        error("misplaced", _key(node, "within"), message, "delete it here, and set within on the approve step")
        values.pop("within", None)


def check_statement(values: dict[str, Any], node: MapNode, reading: Reading) -> None:
    """Somebody has to say yes: those who are only consulted cannot."""
    approvals = values.get("approvals")
    if approvals and all(isinstance(one, dict) and "consult" in one for one in approvals):
        message = "nobody has to say yes to this statement: those who are consulted block nothing"
        hint = "add the role that must say yes, or {any: [roles]}"
        reading.report.error("no-approval", _key(node, "approvals"), message, hint)


def check_repeat(values: dict[str, Any], node: MapNode, reading: Reading) -> None:
    """Every stretch but the last says how long it lasts."""
    stretches: Node | None = node.entries["every"][1] if "every" in node.entries else None
    if not isinstance(stretches, ListNode) or "every" not in values:
        return
    for item in stretches.items[:-1]:
        if isinstance(item, MapNode) and "for" not in item.entries:
            message = "this stretch never ends, so those after it never come"
            reading.report.error("missing-key", item, message, "add for: and how long it lasts, such as 2h")


def check_template_share(values: dict[str, Any], node: MapNode, reading: Reading) -> None:
    """A check warns before it blocks."""
    warn, block = values.get("warn", SHARE_WARN), values.get("block", SHARE_BLOCK)
    if warn <= block or len(values) < len(node.entries):
        return
    shown = [
        f"{name} ({share:.4%}".replace(".0000%", "%") + ("" if name in values else " unless said") + ")"
        for name, share in (("warn", warn), ("block", block))
    ]
    message = f"{shown[0]} is above {shown[1]}: a text would be blocked before anybody is warned of it"
    where = _key(node, "warn" if "warn" in values else "block")
    reading.report.error("bad-range", where, message, "write a warn that is not above block")


def check_playbook(values: dict[str, Any], node: MapNode, reading: Reading) -> None:
    """Who does each step, what is said in its language; what a playbook per item does not have."""
    error = reading.report.error
    _check_languages(values, node, reading)
    steps = node.entries["steps"][1] if "steps" in node.entries else None
    items = steps.items if isinstance(steps, ListNode) else []
    if len(items) > MOST_STEPS:
        error("too-large", items[MOST_STEPS], f"more than {MOST_STEPS:,} steps", "split the playbook in two")
        values["steps"] = values["steps"][:MOST_STEPS]
    if len(_entries(node, "promises")) > MOST_PROMISES:
        message = f"more than {MOST_PROMISES} promises"
        error("too-large", _key(node, "promises"), message, "nobody can keep so many in mind: split the playbook")
        values["promises"] = dict(list(values.get("promises", {}).items())[:MOST_PROMISES])
    if "per" in values:
        if "promises" in node.entries:
            message = "a playbook per item is over in seconds and has no promises"
            error("misplaced", _key(node, "promises"), message, "delete them, or delete per")
            values.pop("promises", None)
        return
    for item in items:
        if not isinstance(item, MapNode) or "role" in item.entries or "notify" in item.entries:
            continue
        if lacks(item, "role", said_for=SAID_FOR):
            error("missing-key", item, "nobody does this step", "add role: and the name of a role")
    for name, (_, role) in _entries(node, "roles").items():
        deputy = role.entries["deputy"][1] if isinstance(role, MapNode) and "deputy" in role.entries else None
        if isinstance(deputy, Scalar) and deputy.value == name:
            error("own-deputy", deputy, f'"{name}" is its own deputy', "name another role")


def _check_languages(values: dict[str, Any], node: MapNode, reading: Reading) -> None:
    """What is said in several languages is said in the playbook's own."""
    if "language" in node.entries and "language" not in values:
        return
    language = values.get("language", DEFAULT_LANGUAGE)
    for kind, group, field in (("role", "roles", "title"), ("fact", "facts", "ask")):
        for name, (_, one) in _entries(node, group).items():
            words = one.entries.get(field, (None, None))[1] if isinstance(one, MapNode) else None
            if not isinstance(words, MapNode):
                continue
            said = values.get(group, {}).get(name, {}).get(field, {})
            if language in said or len(said) < len(words.entries) or not said:
                continue  # what could not be read has its finding, and may be the one
            message = f'the {field} of {kind} "{name}" has no text in "{language}", the language of this playbook'
            hint = f"add {language}: and the text"
            if "language" not in values:
                hint += f", or write language: {next(iter(said))} at the top if that is what its statements are in"
            reading.report.error("missing-key", words, message, hint)


def _entries(node: MapNode, name: str) -> dict[str, tuple[Scalar, Node]]:
    group = node.entries[name][1] if name in node.entries else None
    return group.entries if isinstance(group, MapNode) else {}
