"""The JSON Schema says of the shape of a file what the reader says, and is a schema.

Shape is what the rules in SHAPE are about. Not shape, and so only the reader's: names that must be defined
somewhere, what a condition's value is compared with, the order of things, days that are not in the calendar.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.files.channels import fields as channels_fields
from crisis_cli.files.documents import DocumentKind, kind_of, read_document
from crisis_cli.files.json_schema import json_schema
from crisis_cli.files.json_schema_wholes import WHOLES
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.parsing.report import Report
from crisis_cli.files.playbook import fields
from crisis_cli.files.playbook.reader import read_tree
from crisis_cli.files.scenario import fields as scenario_fields
from crisis_cli.files.shapes.groups import Record
from crisis_cli.files.team import fields as team_fields
from crisis_cli.files.watch import fields as watch_fields
from tests.files.random_documents import FromSchema, with_slips

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "playbooks").rglob("*.yaml"))
GOOD = [
    *sorted((ROOT / "tests/playbooks/good").glob("*.yaml")),
    *sorted((ROOT / "tests/playbooks/good_documents").glob("*.yaml")),
    *sorted((ROOT / "tests/playbooks/plans").glob("*.yaml")),
    ROOT / "tests/rules/frame.yaml",
]
SMALL = [path for path in GOOD if path.stat().st_size < 12_000]

SHAPE = frozenset(
    {
        *(
            "unknown-key",
            "missing-key",
            "misplaced",
            "wrong-type",
            "empty",
            "too-long",
            "bad-duration",
            "bad-name",
        ),
        *(
            "bad-address",
            "no-approval",
            "step-kind",
            "inject-kind",
            "inject-time",
            "objective-kind",
            "source-kind",
        ),
    }
)
"""The rules about which reader and schema agree."""


def is_shape(finding: Finding) -> bool:
    """Whether the schema must see it too."""
    if finding.rule == "wrong-type" and {"when", "until", "crisis_when"} & set(finding.route):
        return False  # what a value is compared with is defined elsewhere in the file
    if finding.rule == "missing-key" and finding.route[-2:-1] == ("every",):
        return False  # every stretch but the last needs for: no schema can count so
    if finding.rule == "missing-key" and finding.route[:1] in (("roles",), ("facts",)):
        return finding.route[2:] not in (
            ("title",),
            ("ask",),
        )  # the text in the language that the file has elsewhere
    return finding.rule in SHAPE


@cache
def validator(kind: DocumentKind) -> Draft202012Validator:
    return Draft202012Validator(json_schema(kind), format_checker=FormatChecker(["date"]))


def as_json(node: Node | None) -> Any:
    """What an editor's YAML 1.2 reads in the tree that our loader reads."""
    if isinstance(node, MapNode):
        return {name: as_json(value) for name, (_, value) in node.entries.items()}
    if isinstance(node, ListNode):
        return [as_json(item) for item in node.items]
    assert isinstance(node, Scalar)
    if node.style:
        return node.value
    if node.value in ("true", "false"):
        return node.value == "true"
    if node.value in ("", "~", "null"):
        return None
    for number in (int, float):
        try:
            return number(node.value)
        except ValueError:
            continue
    return node.value


def loaded(path: Path) -> Any:
    return as_json(read_tree(path.read_bytes(), Report(path.name))[0])


def compare(document: Any, kind: DocumentKind) -> None:
    """The reader's findings about shape, and the schema's errors, are there or not there together."""
    text = json.dumps(document, ensure_ascii=False)
    found = [one for one in read_document(text, f"{kind}.yaml").findings if one.severity is Severity.ERROR]
    seen = [f"{error.json_path}: {error.message[:200]}" for error in validator(kind).iter_errors(document)]
    shapes = [f"{one.rule} {one.route}: {one.message}" for one in found if is_shape(one)]
    assert not shapes or seen, f"the schema passes over {shapes} in\n{text}"
    assert not seen or found, f"the reader passes over {seen} in\n{text}"


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_it_is_a_schema_with_words_for_every_field(kind: DocumentKind) -> None:
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    for group in [schema, *schema["$defs"].values()]:
        for name, field in group.get("properties", {}).items():
            assert len(field["description"]) > 10, name
    assert schema["title"] == f"crisis-cli {kind}"


def test_every_group_that_is_more_than_its_fields_is_a_group_of_the_tables() -> None:
    tables = [
        vars(module).values() for module in (fields, scenario_fields, team_fields, watch_fields, channels_fields)
    ]
    assert WHOLES.keys() <= {value.what for values in tables for value in values if isinstance(value, Record)}


@pytest.mark.parametrize("path", [*SHIPPED, *GOOD], ids=lambda path: path.stem)
def test_whatever_is_shipped_and_whatever_is_good_fits_its_schema(path: Path) -> None:
    errors = validator(kind_of(path.read_bytes(), path.name)).iter_errors(loaded(path))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_our_loader_and_a_plain_one_read_the_same_in_a_good_file() -> None:
    for path in SMALL:
        plain = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        ours = loaded(path)
        assert _texts(ours) == _texts(plain), path


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _texts(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


@settings(deadline=None, max_examples=60)
@given(random=st.randoms(use_true_random=False), kind=st.sampled_from(DocumentKind))
def test_of_a_document_made_from_the_schema_both_say_the_same(random: Random, kind: DocumentKind) -> None:
    made = FromSchema(json_schema(kind), random).document()
    compare({str(kind): "made", **{name: value for name, value in made.items() if name != kind}}, kind)


@settings(deadline=None, max_examples=150)
@given(random=st.randoms(use_true_random=False), path=st.sampled_from(SMALL))
def test_of_a_good_file_with_slips_in_it_both_say_the_same(random: Random, path: Path) -> None:
    kind = kind_of(path.read_bytes(), path.name)
    schema = json_schema(kind)
    known = tuple(name for group in [schema, *schema["$defs"].values()] for name in group.get("properties", {}))
    slipped = with_slips(loaded(path), random, known)
    if kind_of(json.dumps(slipped), f"{kind}.yaml") is kind:
        compare(slipped, kind)
