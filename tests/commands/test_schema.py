"""`crisis schema`: one JSON document on stdout for each kind of file."""

from __future__ import annotations

import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator

from tests.commands.conftest import Crisis


@pytest.mark.parametrize("kind", ["playbook", "scenario", "team", "watch", "channels"])
def test_it_prints_the_schema_of_a_kind_of_file_and_nothing_else(crisis: Crisis, kind: str) -> None:
    ran = crisis("schema", kind)
    Draft202012Validator.check_schema(ran.json)
    assert ran.json["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert kind in ran.json["required"]
    assert ran.err == ""
    assert ran.out.isascii()


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do(crisis: Crisis) -> None:
    assert "'playbook', 'scenario', 'team', 'watch', 'channels'" in crisis("schema", "plan", code=2).err


def test_help_loads_no_table_of_fields() -> None:
    program = (
        "import sys\nfrom crisis_cli.__main__ import run\nrun(['schema', '--help'])\n"
        "print([m for m in sys.modules if m.startswith('crisis_cli.files')], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"
