"""What the schema says of a group of fields as a whole: which go together, and of which there is exactly one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from crisis_cli.files.channels.checks import NEEDS, ONLY_WITH
from crisis_cli.files.playbook.checks import COMES_AGAIN, KINDS, MOST_PROMISES, MOST_STEPS
from crisis_cli.files.scenario.checks import (
    INJECT_KINDS,
    INJECT_NEEDS,
    INJECT_ONLY_WITH,
    INJECT_TIMES,
    OBJECTIVE_KINDS,
    OBJECTIVE_NEEDS,
    OBJECTIVE_ONLY_WITH,
)
from crisis_cli.files.shapes.addresses import WebAddress
from crisis_cli.files.watch.checks import SOURCE_KINDS, SOURCE_ONLY_WITH

Schema = dict[str, Any]


def _each(names: Iterable[str]) -> list[Schema]:
    return [{"required": [name]} for name in names]


def _only_with(table: Mapping[str, tuple[str, ...]]) -> Schema:
    return {name: {"anyOf": _each(others)} for name, others in table.items()}


def _needs(table: Mapping[str, str]) -> Schema:
    return {name: [other] for name, other in table.items()}


def _has(name: str, value: Schema) -> Schema:
    return {"required": [name], "properties": {name: value}}


_NOT_DONE: Schema = {"not": {"additionalProperties": {"not": {"const": "not done"}}}}
"""A group of fields one of which is "not done"."""

WHOLES: Mapping[str, Schema] = {
    "a playbook": {
        "if": {"required": ["per"]},
        "then": {"not": {"required": ["promises"]}},
        "else": {
            "properties": {
                "steps": {"items": {"anyOf": _each(("role", "notify"))}, "maxItems": MOST_STEPS},
                "promises": {"maxProperties": MOST_PROMISES},
            }
        },
    },
    "a promise": {"if": {"not": _has("from", {"const": "change"})}, "then": {"required": ["kept_by"]}},
    "a step": {
        "oneOf": _each(KINDS),
        "dependentRequired": {"ask": ["choices"], "choices": ["ask"], "leads_to": ["ends"]},
        "dependentSchemas": {
            "ladder": {"anyOf": _each(("within", "by", "repeat"))},
            "repeat": {"anyOf": _each(COMES_AGAIN)},
        },
    },
    "a fact": {
        "dependentSchemas": {
            "min": {"properties": {"type": {"const": "integer"}}},
            "max": {"properties": {"type": {"const": "integer"}}},
            "choices": {"properties": {"type": {"const": "choice"}}},
        },
        "if": _has("type", {"const": "choice"}),
        "then": {"required": ["choices"]},
    },
    "an approval": {"oneOf": _each(("any", "consult")), "dependentRequired": {"within": ["consult"]}},
    "a statement": {
        "allOf": [
            {"properties": {"approvals": {"contains": {"anyOf": [{"type": "string"}, {"required": ["any"]}]}}}}
        ],
    },
    "who holds a role": {
        "anyOf": _each(("person", "rotation", "calendar", "dates")),
        "not": {"required": ["rotation", "calendar"]},
    },
    "an objective": {
        "oneOf": _each(OBJECTIVE_KINDS),
        "dependentRequired": _needs(OBJECTIVE_NEEDS),
        "dependentSchemas": _only_with(OBJECTIVE_ONLY_WITH),
    },
    "an inject": {
        "oneOf": _each(INJECT_KINDS),
        "allOf": [
            {"oneOf": _each(INJECT_TIMES)},
            {"if": _has("when", _NOT_DONE), "then": {"required": ["by"]}},
            {"not": {"required": ["by", "after"]}},
        ],
        "dependentRequired": _needs(INJECT_NEEDS),
        "dependentSchemas": _only_with(INJECT_ONLY_WITH),
    },
    "an account": {
        "allOf": [
            *(
                {"if": _has("service", {"const": one}), "then": {"required": [*names]}}
                for one, names in NEEDS.items()
            ),
            {
                "if": _has("service", {"const": "webhook"}),
                "then": {"properties": {"address": {"pattern": f"^(?:{WebAddress.pattern})$"}}},
            },
        ],
        "dependentSchemas": {
            name: {"properties": {"service": {"enum": [*services]}}} for name, services in ONLY_WITH.items()
        },
    },
    "a channels file": {"anyOf": _each(("accounts", "freeze"))},
    "an act": {"oneOf": _each(("command", "webhook"))},
    "a source": {"oneOf": _each(SOURCE_KINDS), "dependentSchemas": _only_with(SOURCE_ONLY_WITH)},
}
"""By what the table calls the group. `properties` and `required` of the group itself come from its fields."""
