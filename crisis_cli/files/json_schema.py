"""The table of fields as JSON Schema (2020-12), for completion, hover and red lines in an editor.

It holds what can be seen in the shape of a file; names, promises and paths are for `crisis validate`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from crisis_cli.files.channels import fields as channels_fields
from crisis_cli.files.documents import DocumentKind
from crisis_cli.files.json_schema_wholes import WHOLES
from crisis_cli.files.playbook import fields
from crisis_cli.files.scenario import fields as scenario_fields
from crisis_cli.files.shapes import scalars as shapes
from crisis_cli.files.shapes import times as time_shapes
from crisis_cli.files.shapes import values as value_shapes
from crisis_cli.files.shapes.addresses import Address, Secret, WebAddress
from crisis_cli.files.shapes.conditions import When
from crisis_cli.files.shapes.groups import ByForm, Field, ListOf, MapOf, Record
from crisis_cli.files.shapes.names import Name, Ref, Word
from crisis_cli.files.team import fields as team_fields
from crisis_cli.files.watch import fields as watch_fields

Schema = dict[str, Any]

_TABLES: Mapping[DocumentKind, Record] = {
    DocumentKind.PLAYBOOK: fields.PLAYBOOK,
    DocumentKind.SCENARIO: scenario_fields.SCENARIO,
    DocumentKind.TEAM: team_fields.TEAM,
    DocumentKind.WATCH: watch_fields.WATCH,
    DocumentKind.CHANNELS: channels_fields.CHANNELS,
}
_LENGTH = "^(?:[0-9]{1,4}d)?(?:[0-9]{1,5}h)?(?:[0-9]{1,6}m)?(?:[0-9]{1,7}s)?$"
_LENGTHS = ["5m", "1h30m"]
_MOST_DIGITS = 10**18 - 1


def json_schema(kind: DocumentKind) -> Schema:
    """The schema of that kind of file; each group of fields that has a name stands under `$defs` once."""
    table = _TABLES[kind]
    defs: dict[str, Schema] = {}
    whole = _record(table, defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"crisis-cli {kind}",
        "description": f"The file of {table.what} for crisis-cli. To check all of it: crisis validate.",
        **whole,
        "$defs": defs,
    }


def _of(shape: Any, defs: dict[str, Schema]) -> Schema:
    if isinstance(shape, Record):
        name = re.sub("^(?:an?|the) ", "", shape.what).replace(" ", "-")
        if name not in defs:
            defs[name] = {}  # known already to whatever names it inside itself
            defs[name] = {"title": shape.what, **_record(shape, defs)}
        return {"$ref": f"#/$defs/{name}"}
    return _BY_SHAPE[type(shape)](shape, defs)


def _record(table: Record, defs: dict[str, Schema]) -> Schema:
    required = [field.name for field in table.fields.values() if field.required]
    return {
        "type": "object",
        "properties": {field.name: _field(field, defs) for field in table.fields.values()},
        **({"required": required} if required else {}),
        "additionalProperties": False,
        **WHOLES.get(table.what, {}),
    }


def _field(field: Field, defs: dict[str, Schema]) -> Schema:
    help_ = f"{field.help[0].upper()}{field.help[1:]}."
    return {"title": field.name, "description": help_, **_of(field.shape, defs)}


def _text(shape: shapes.Text, _: object) -> Schema:
    pattern = r"\S" if shape.lines else r"^\s*\S[^\n]*\s*$"
    what = "text" if shape.lines else "text on one line"
    return _pattern(pattern, f"expected {what}") | {"maxLength": shape.most}


def _pattern(pattern: str, expected: str, *examples: str) -> Schema:
    """A text of that pattern; editors that know `patternErrorMessage` show words in place of the pattern."""
    found: Schema = {"type": "string", "pattern": pattern, "patternErrorMessage": expected}
    return found | ({"examples": list(examples)} if examples else {})


def _duration(shape: shapes.Duration, _: object) -> Schema:
    pattern = f"(?=.){_LENGTH[1:]}" if shape.zero else f"(?=.*[1-9]){_LENGTH[1:]}"
    return _pattern(f"^{pattern}", f"expected {shape.expected}", *(["0s"] if shape.zero else []), *_LENGTHS)


def _integer(_shape: object, _: object) -> Schema:
    return {"type": "integer", "minimum": -_MOST_DIGITS, "maximum": _MOST_DIGITS}


def _count(_shape: object, _: object) -> Schema:
    return {"type": "integer", "minimum": 1, "maximum": _MOST_DIGITS}


def _flag(_shape: object, _: object) -> Schema:
    return {"type": "boolean"}


def _yes(_shape: object, _: object) -> Schema:
    return {"const": True}


def _digest(shape: shapes.Digest, _: object) -> Schema:
    return _pattern("^[0-9a-f]{64}$", f"expected {shape.expected}")


def _day(shape: shapes.Day, _: object) -> Schema:
    return _pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", f"expected {shape.expected}", "2027-05-01") | {
        "format": "date"
    }


def _name(shape: Name, _: object) -> Schema:
    refused: Schema = {"not": {"enum": list(shape.reserved)}} if shape.reserved else {}
    return _pattern(f"^{shape.pattern}$", shape.rule) | refused


def _ref(shape: Ref, _: object) -> Schema:
    other = _pattern(r"\S", f"expected {shape.expected}")
    return {"anyOf": [{"enum": list(shape.words)}, other]} if shape.words else other


def _word(shape: Word, _: object) -> Schema:
    return {"enum": list(shape.words)}


def _list(shape: ListOf[Any], defs: dict[str, Schema]) -> Schema:
    found: Schema = {"type": "array", "items": _of(shape.each, defs), "minItems": shape.least}
    if shape.unique:
        found["uniqueItems"] = True
    return {"anyOf": [found, _of(shape.each, defs)]} if shape.or_one else found


def _map(shape: MapOf[Any], defs: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "propertyNames": _name(shape.name, defs),
        "additionalProperties": _of(shape.each, defs),
        "minProperties": shape.least,
    }


def _by_form(shape: ByForm[Any], defs: dict[str, Schema]) -> Schema:
    forms = dict.fromkeys((shape.scalar, shape.items, shape.entries))
    return {"anyOf": [_of(form, defs) for form in forms if form is not None]}


def _when(_shape: object, defs: dict[str, Schema]) -> Schema:
    if "condition" not in defs:
        value: Schema = {"type": ["string", "integer", "boolean"]}
        several: Schema = {"type": "array", "items": value, "minItems": 1}
        number = _integer(None, None)
        compared: Schema = {
            "type": "object",
            "properties": {
                "at_least": number | {"description": "This number or a larger one."},
                "at_most": number | {"description": "This number or a smaller one."},
                "not": {"description": "None of these values.", "anyOf": [value, several]},
                "unknown": {"description": "True while nobody knows it.", "const": True},
            },
            "minProperties": 1,
            "additionalProperties": False,
            "dependentSchemas": {"unknown": {"maxProperties": 1}},
        }
        all_: Schema = {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"anyOf": [value, several, compared]},
            "examples": [{"size-up": "crisis"}, {"people_ill": {"at_least": 1}}],
        }
        defs["condition"] = {"anyOf": [all_, {"type": "array", "items": all_, "minItems": 1}]}
    return {"$ref": "#/$defs/condition"}


def _factor(shape: value_shapes.Factor, _: object) -> Schema:
    number = {"type": "number", "exclusiveMinimum": 0, "maximum": 999_999}
    return {"anyOf": [number, {"enum": list(shape.words)}]} if shape.words else number


def _share(shape: value_shapes.Share, _: object) -> Schema:
    percent = _pattern(f"^{shape.percent}$", f"expected {shape.expected}", "30%")
    return {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, percent]}


def _said(shape: value_shapes.Said, defs: dict[str, Schema]) -> Schema:
    return {"anyOf": [_of(shape.one, defs), _of(shape.each, defs)]}


def _plain(_shape: object, _: object) -> Schema:
    return {"anyOf": [{"type": ["number", "boolean"]}, {"type": "string", "pattern": r"\S"}]}


def _shown(*examples: str) -> Callable[[Any, object], Schema]:
    def made(shape: Any, _: object) -> Schema:
        pattern = re.sub(r"\\d", "[0-9]", shape.pattern)
        return _pattern(f"^(?:{pattern})$", f"expected {shape.expected}", *examples)

    return made


_BY_SHAPE: Mapping[type, Callable[[Any, Any], Schema]] = {
    shapes.Text: _text,
    shapes.Duration: _duration,
    shapes.Integer: _integer,
    shapes.Flag: _flag,
    shapes.Digest: _digest,
    shapes.Day: _day,
    Name: _name,
    Ref: _ref,
    Word: _word,
    ListOf: _list,
    MapOf: _map,
    ByForm: _by_form,
    When: _when,
    value_shapes.Count: _count,
    value_shapes.Yes: _yes,
    value_shapes.Factor: _factor,
    value_shapes.Share: _share,
    value_shapes.Said: _said,
    value_shapes.Plain: _plain,
    Address: _shown("mailto://ana@example.com", "${ANA_PAGER}"),
    Secret: _shown("${WALRUS_TOKEN}", "${file:secrets/walrus}"),
    WebAddress: _shown("https://social.example"),
    time_shapes.Instant: _shown("2026-11-22T01:55Z"),
    time_shapes.LocalMoment: _shown("2026-12-24", "2026-12-24T18:00"),
    time_shapes.TimeOfDay: _shown("22:00"),
    time_shapes.Zone: _shown("Europe/Berlin", "UTC"),
}
