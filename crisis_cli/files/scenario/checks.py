"""What one field of a scenario cannot see alone: kinds of injects and objectives, what happens when, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from crisis_cli.domain.scenario import NEXT_UPDATE
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.parsing.report import listed, quoted
from crisis_cli.files.scenario.ends import check_ends, id_of, items
from crisis_cli.files.shapes.reading import Reading

Values = dict[str, Any]

INJECT_KINDS = ("post", "mail", "call", "leak", "regulator", "wrong", "off", "order", "discuss")
INJECT_WORDS = (*INJECT_KINDS, "subject", "from", "expected", "note")
INJECT_TIMES = ("at", "when", "by_hand")
INJECT_ONLY_WITH = {
    "network": ("post", "wrong"),
    "reach": ("post", "leak", "wrong"),
    "growth": ("post", "leak", "wrong"),
    "echoes": ("growth",),
    "subject": ("mail", "regulator"),
    "deadline": ("mail", "call", "regulator"),
    "about": ("wrong",),
    "for": ("off",),
    "options": ("discuss",),
    "owner": ("discuss",),
    "by": ("when",),
    "after": ("when",),
}
"""By field: beside which others it means something; one of them suffices."""

OBJECTIVE_KINDS = ("promise", "approved", "corrected", "done", "paged_once", "only_confirmed", "observed")
OBJECTIVE_ONLY_WITH = {"by": ("approved",), "within": ("corrected", "done"), "with": ("corrected",)}
OBJECTIVE_NEEDS = {"approved": "by", "corrected": "within"}
INJECT_NEEDS = {"wrong": "about", "discuss": "options", "post": "from", "mail": "from"}


def check_delay(values: Values, node: MapNode, reading: Reading) -> None:
    """From the shortest to the longest."""
    lengths = [(name, values[name]) for name in ("least", "usual", "most") if name in values]
    for (before, shorter), (after, longer) in pairwise(lengths):
        if longer < shorter:
            message = f"{after} is shorter than {before}"
            reading.report.error("bad-stretch", node.entries[after][1], message, "least, then usual, then most")
            values.pop(after)
            return


def check_silence(values: Values, node: MapNode, reading: Reading) -> None:
    """It ends after it begins."""
    if "from" in values and "until" in values and values["until"] <= values["from"]:
        message = "this silence ends before it begins"
        reading.report.error("bad-stretch", node.entries["until"][1], message, "swap from and until")
        values.pop("until")


def check_inject(values: Values, node: MapNode, reading: Reading) -> None:
    """Exactly one kind and one way to happen, and only the fields that go with them."""
    error = reading.report.error
    _one_of(INJECT_KINDS, "inject-kind", "inject", node, reading)
    times = _one_of(INJECT_TIMES, "inject-time", "inject", node, reading)
    _only_with(INJECT_ONLY_WITH, node, reading)
    _needs(INJECT_NEEDS, "an inject", node, reading)
    if "when" in times and "by" not in node.entries and "not done" in values.get("when", {}).values():
        message = "that something is not done can only be told at a moment: by is missing"
        error("missing-key", node.entries["when"][0], message, "add by: and how long after the start, such as 30m")
    if "by" in node.entries and "after" in node.entries:
        error("misplaced", node.entries["after"][0], "with by it happens then, not later", "delete after")


def check_objective(_: Values, node: MapNode, reading: Reading) -> None:
    """Exactly one kind, and only the fields that go with it."""
    _one_of(OBJECTIVE_KINDS, "objective-kind", "objective", node, reading)
    _only_with(OBJECTIVE_ONLY_WITH, node, reading)
    _needs(OBJECTIVE_NEEDS, "an objective", node, reading)


def _one_of(names: Sequence[str], rule: str, what: str, node: MapNode, reading: Reading) -> list[str]:
    found = [name for name in node.entries if name in names]
    if not found and not node.flawed:
        message = f"this {what} has none of {listed(names)}"
        reading.report.error(rule, node, message, "give it exactly one of them")
    for other in found[1:]:
        message = f'this {what} has both "{found[0]}" and "{other}"; it has exactly one'
        first: list[tuple[str, Node]] = [("the first is here", node.entries[found[0]][0])]
        reading.report.error(rule, node.entries[other][0], message, f"make two of it, or delete {other}", first)
    return found


def _only_with(table: dict[str, tuple[str, ...]], node: MapNode, reading: Reading) -> None:
    for name, others in table.items():
        if name in node.entries and not any(other in node.entries for other in others):
            message = f"{name} means something only beside {listed(others)}"
            reading.report.error("misplaced", node.entries[name][0], message, f"delete it, or add {others[0]}")


def _needs(table: dict[str, str], what: str, node: MapNode, reading: Reading) -> None:
    for name, other in table.items():
        if name in node.entries and other not in node.entries and not node.flawed:
            message = f"{what} with {name} needs {other}"
            reading.report.error("missing-key", node.entries[name][0], message, f"add {other}: beside it")


def check_scenario(values: Values, node: MapNode, reading: Reading) -> None:
    """Nothing happens after the end; every text comes in every language; what was wrong is a wrong inject."""
    injects, objectives = items(node, "injects"), items(node, "objectives")
    if "length" in values:
        check_ends(injects, objectives, values["length"], reading)
    if languages := values.get("languages"):
        for said in _texts(node):
            _check_languages(said, languages, reading)
    for text in _texts_for_statements(node):
        _check_placeholders(text, reading)
    wrong = {id_of(item) for item in injects if "wrong" in item.entries}
    for item in objectives:
        named = item.entries["corrected"][1] if "corrected" in item.entries else None
        defined = reading.names.of("inject")
        if isinstance(named, Scalar) and named.value in defined and named.value not in wrong:
            message = f"{quoted(named.value)} says nothing wrong, so nothing can be corrected"
            others = [("it is here", defined[named.value])]
            reading.report.error("unknown-name", named, message, "name an inject of the kind wrong", others)


def _texts(node: MapNode) -> Iterator[MapNode]:
    """Every text that is written for each language."""
    found = [node.entries[name][1] for name in ("title", "summary") if name in node.entries]
    found += _texts_for_statements(node)
    for item in items(node, "injects"):
        found += [item.entries[name][1] for name in INJECT_WORDS if name in item.entries]
        options = item.entries["options"][1] if "options" in item.entries else None
        found += [said for _, said in options.entries.values()] if isinstance(options, MapNode) else []
        echoes = item.entries["echoes"][1] if "echoes" in item.entries else None
        found += echoes.items if isinstance(echoes, ListNode) else []
    for item in items(node, "objectives"):
        found += [item.entries[name][1] for name in ("title", "observed") if name in item.entries]
    yield from (said for said in found if isinstance(said, MapNode))


def _texts_for_statements(node: MapNode) -> list[Node]:
    texts = node.entries["texts"][1] if "texts" in node.entries else None
    found: list[Node] = []
    for _, said in texts.entries.values() if isinstance(texts, MapNode) else ():
        found += said.items if isinstance(said, ListNode) else [said]
    return found


_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\[\[.*?\]\]", re.DOTALL)


def _check_placeholders(said: Node, reading: Reading) -> None:
    """Nobody fills a gap in them: they go out as they stand, but for the time of the next word."""
    texts = [text for _, text in said.entries.values()] if isinstance(said, MapNode) else [said]
    for text in texts:
        if not isinstance(text, Scalar):
            continue
        for found in _PLACEHOLDER.findall(text.value):
            if found != NEXT_UPDATE:
                message = f"nobody fills {quoted(found)} here: this text goes out as it stands"
                hint = f"write what they would say; only {NEXT_UPDATE} becomes a time"
                reading.report.error("unfilled-gap", text, message, hint)
                break


def _check_languages(said: MapNode, languages: Sequence[str], reading: Reading) -> None:
    missing = [language for language in languages if language not in said.entries]
    if missing and not said.flawed:
        message = f"this text is missing in {listed(missing)}"
        hint = "write it in every language of the scenario, or as one text for all"
        reading.report.error("missing-language", said, message, hint)
    for language, (key, _) in said.entries.items():
        if language not in languages:
            message = f"the scenario does not come in {quoted(language)}"
            hint = f"add it to languages, or delete this text; its languages are: {listed(languages)}"
            reading.report.error("unknown-name", key, message, hint)
