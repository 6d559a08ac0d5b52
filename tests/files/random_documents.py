"""Documents made from a JSON Schema, and good documents with a few random slips in them."""

from __future__ import annotations

import copy
import re
from random import Random
from typing import Any

Schema = dict[str, Any]

SLIPS: tuple[Any, ...] = (
    *(None, True, False, 0, 3, -7, 10**19, 0.5),
    *(
        "",
        "  ",
        "5m",
        "0s",
        "5",
        "12:30",
        "two words",
        "over\ntwo lines",
        "2027-05-01",
        "22:00",
        "a" * 70,
        "x" * 600,
    ),
    *("ceo", "text", "integer", "choice", "item", "done", "not done", "max", "UTC", "en", "2026-11-22T01:55Z"),
    *("${NAME}", "mailto://ana@example.com", "no scheme"),
    *([], {}, ["5m"], [[]], ["a", "a"], [{}], {"a": "b"}, {"a": "b", "c": "d"}, {"any": ["ceo"]}, {"every": "5m"}),
)
"""What somebody could have written somewhere."""


class FromSchema:
    """Makes documents that mostly keep to the schema: what is required and a few fields more in every group."""

    def __init__(self, schema: Schema, random: Random) -> None:
        self._defs = schema["$defs"]
        self._schema = schema
        self._random = random

    def document(self) -> Any:
        """One document."""
        return self._value(self._schema, 0)

    def _value(self, schema: Schema, depth: int) -> Any:
        if "$ref" in schema:
            return self._value(self._defs[schema["$ref"].rsplit("/", 1)[1]], depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._random.choice(schema["enum"])
        type_ = schema.get("type")
        if "anyOf" in schema and type_ is None:
            return self._value(self._random.choice(schema["anyOf"]), depth)
        if isinstance(type_, list):
            type_ = self._random.choice(type_)
        if type_ == "object":
            return self._group(schema, depth)
        if type_ == "array":
            most = 3 if depth < 6 else 1
            return [self._value(schema["items"], depth + 1) for _ in range(self._random.randint(1, most))]
        if type_ == "integer":
            return self._random.choice((0, 1, 30))
        if type_ == "number":
            return self._random.choice((1, 6, 0.5))
        if type_ == "boolean":
            return self._random.random() < 0.5
        return self._text(schema)

    def _group(self, schema: Schema, depth: int) -> Any:
        each = schema.get("additionalProperties")
        if isinstance(each, dict) and "properties" not in schema:
            least = schema.get("minProperties", 1)
            names = self._random.sample(("en", "fr", "ceo", "lead", "size", "de"), self._random.randint(least, 3))
            return {name: self._value(each, depth + 1) for name in names}
        likely = 0.15 if depth < 4 else 0.05
        wanted = {name for name in schema["properties"] if self._random.random() < likely}
        wanted.update(schema.get("required", ()))
        alternatives = [part["oneOf"] for part in (schema, *schema.get("allOf", ())) if "oneOf" in part]
        for one in alternatives:
            wanted.difference_update(name for part in one for name in part["required"])
            wanted.update(self._random.choice(one)["required"])
        if schema.get("title") == "a step":
            wanted.add("role")  # the whole playbook says so, where it is not per item
        self._keep_together(wanted, schema)
        return {
            name: self._value(part, depth + 1) for name, part in schema["properties"].items() if name in wanted
        }

    @staticmethod
    def _keep_together(wanted: set[str], schema: Schema) -> None:
        """Take out what means nothing beside the others, and put in what they need."""
        together = schema.get("dependentSchemas", {})
        for name in tuple(wanted):
            others = [part["required"][0] for part in together.get(name, {}).get("anyOf", ())]
            if others and not wanted & set(others):
                wanted.discard(name)
        for name, others in schema.get("dependentRequired", {}).items():
            if name in wanted and name != "choices":
                wanted.update(others)
        if "choices" in wanted and "ask" not in wanted and "type" not in wanted:
            wanted.discard("choices")

    def _text(self, schema: Schema) -> str:
        words = ("some words", "ceo", "5m", "fr", "2027-05-01", "0" * 64, *schema.get("examples", ()))
        return str(self._random.choice([word for word in words if re.search(schema.get("pattern", ""), word)]))


def with_slips(document: Any, random: Random, known: tuple[str, ...]) -> Any:
    """A copy in which one to three things were written wrong; `known` are names of fields."""
    document = copy.deepcopy(document)
    for _ in range(random.randint(1, 3)):
        groups = [value for value in _inside(document) if isinstance(value, dict | list) and value]
        if groups:
            _slip(random.choice(groups), random, known)
    return document


def _slip(group: Any, random: Random, known: tuple[str, ...]) -> None:
    where = random.choice(list(group)) if isinstance(group, dict) else random.randrange(len(group))
    kind = random.randrange(5)
    if kind == 0:
        del group[where]
    elif kind == 1:
        group[where] = copy.deepcopy(random.choice(SLIPS))
    elif kind == 2 and isinstance(group[where], dict | list):
        group[where].clear()
    elif isinstance(group, list):
        group.append(copy.deepcopy(group[where]))
    elif kind == 3:
        group[random.choice((*known, "nmae", "x y", "1"))] = copy.deepcopy(random.choice(SLIPS))
    else:
        group[random.choice(known)] = group.pop(where)


def _inside(value: Any) -> list[Any]:
    below = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value, *(inner for item in below for inner in _inside(item))]
