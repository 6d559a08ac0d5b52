"""The schema in a real YAML language server: what an editor offers, explains and marks red."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from crisis_cli.files.documents import DocumentKind, kind_of
from crisis_cli.files.json_schema import json_schema
from tests.files.language_server import Editor

ROOT = Path(__file__).parents[2]
FRAME = (ROOT / "tests/rules/frame.yaml").read_text(encoding="utf-8")
CLEAN = [
    *sorted((ROOT / "playbooks").rglob("*.yaml")),
    *sorted((ROOT / "tests/playbooks/good_documents").glob("*.yaml")),
]
STEP = "  - id: more\n    role: lead\n"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("editor")
    schemas: dict[str, Path] = {}
    for kind in DocumentKind:
        path = folder / f"{kind}.json"
        path.write_text(json.dumps(json_schema(kind)), encoding="utf-8")
        schemas[f"*{kind}.yaml"] = path
    opened = Editor(folder, schemas)
    yield opened
    opened.close()


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_nothing_is_red_in_what_is_shipped(editor: Editor, path: Path) -> None:
    data = path.read_bytes()
    assert editor.red_lines(data.decode(), f"{kind_of(data, path.name)}.yaml") == []


def test_a_field_explains_itself_under_the_mouse(editor: Editor) -> None:
    said = editor.hover(FRAME.replace("    within: 3m", "    wit|hin: 3m", 1), "playbook.yaml")
    assert "How long it may take once it is open, such as 5m." in said
    assert "5m" in said
    assert "The role that is paged." in editor.hover(
        FRAME.replace("page: duty", "pa|ge: duty", 1), "playbook.yaml"
    )


def test_a_step_is_offered_its_kinds_and_fields_with_their_help(editor: Editor) -> None:
    offered = editor.completions(FRAME + "  - id: more\n    |", "playbook.yaml")
    for name in ("do", "ask", "draft", "approve", "publish", "notify", "role", "within", "ladder", "when"):
        assert name in offered
    assert "playbook" not in offered
    assert offered["ladder"] == "Who is paged when it is late, one after the other."


def test_values_are_offered_where_there_are_few(editor: Editor) -> None:
    types = editor.completions(FRAME.replace("type: boolean", "type: |", 1), "playbook.yaml")
    assert set(types) == {"text", "integer", "boolean", "time", "choice"}
    begins = editor.completions(FRAME.replace("publish-holding}", "publish-holding, from: |}", 1), "playbook.yaml")
    assert {"seen", "start", "change"} <= set(begins)
    injects = editor.completions("scenario: x\ninjects:\n  - id: a\n    |", "scenario.yaml")
    assert {"post", "mail", "leak", "at", "when", "by_hand"} <= set(injects)


@pytest.mark.parametrize(
    ("text", "red"),
    [
        (FRAME.replace("    within: 3m", "    wihtin: 3m", 1), "25: Property wihtin is not allowed."),
        (FRAME.replace("    within: 3m", "    within: 5", 1), '25: Incorrect type. Expected "string".'),
        (
            FRAME.replace("    within: 3m", '    within: "12:30"', 1),
            "25: expected a length of time with its unit, such as 90s, 5m or 1h30m",
        ),
        (
            FRAME + STEP + "    do: this\n    ask: that\n    choices: {a: A, b: B}\n",
            "90: Matches multiple schemas",
        ),
        (FRAME + STEP, '90: Missing property "do".'),
        (FRAME + STEP.replace("    role: lead\n", "    do: this\n"), '90: Missing property "role".'),
        (FRAME + STEP + "    ask: what?\n", "90: Object is missing property choices required by property ask."),
        (FRAME + STEP + "    notify: []\n", "92: Array has too few items."),
    ],
)
def test_a_slip_is_red_where_it_stands(editor: Editor, text: str, red: str) -> None:
    found = editor.red_lines(text, "playbook.yaml")
    assert any(line.startswith(red) for line in found), found


def test_a_team_file_explains_itself_too(editor: Editor) -> None:
    team = (ROOT / "tests/playbooks/good_documents/team.yaml").read_text(encoding="utf-8")
    said = editor.hover(team.replace("    loud:", "    lo|ud:", 1), "team.yaml")
    assert "Addresses that wake them at night" in said
    offered = editor.completions(team + "  press:\n    |", "team.yaml")
    assert {"person", "rotation", "calendar", "dates"} <= set(offered)
