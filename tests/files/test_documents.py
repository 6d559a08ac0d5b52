"""Team, scenario, watch and channels files: the good ones are clean, the bad ones are refused in these words.

CRISIS_REGEN=1 writes the `.out` files anew: read what changed before you commit it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_cli.files.documents import DocumentKind, kind_of, read_document
from tests.files.test_bad_playbooks import shown

FOLDER = Path(__file__).parent.parent / "playbooks"
GOOD = sorted((FOLDER / "good_documents").glob("*.yaml"))
BAD = sorted((FOLDER / "bad_documents").glob("*.yaml"))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_is_clean(path: Path) -> None:
    assert [shown(found) for found in read_document(path.read_bytes(), path.name).findings] == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_in_these_words(path: Path) -> None:
    found = "".join(shown(finding) for finding in read_document(path.read_bytes(), path.name).findings)
    expected = path.with_suffix(".out")
    if os.environ.get("CRISIS_REGEN"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert found


@pytest.mark.parametrize(
    ("text", "file", "kind"),
    [
        ("playbook: a\n", "team.yaml", DocumentKind.PLAYBOOK),
        ("title: x\nteam: a\n", "x.yaml", DocumentKind.TEAM),
        ("playbook: a\nscenario: b\n", "x.yaml", DocumentKind.SCENARIO),
        ("scenario: b\nplaybook: a\n", "x.yaml", DocumentKind.SCENARIO),
        ("watch : a\n", "x.yaml", DocumentKind.WATCH),
        ("\ufeffteam: a\n", "x.yaml", DocumentKind.TEAM),
        ('"playbook": a\n"scenario": b\n', "x.yaml", DocumentKind.SCENARIO),
        ('{"team": "a"}\n', "x.yaml", DocumentKind.TEAM),
        ("steps:\n  - team: a\n", "x.yaml", DocumentKind.PLAYBOOK),
        ("people: {}\n", "crisis/team.yaml", DocumentKind.TEAM),
        ("brands: []\n", "watch.yml", DocumentKind.WATCH),
        ("channels: walrus\n", "x.yaml", DocumentKind.CHANNELS),
        ('{"channels": "a"}\n', "x.yaml", DocumentKind.CHANNELS),
        ("accounts: {}\n", "channels.yml", DocumentKind.CHANNELS),
        ("name: conda\nchannels:\n  - conda-forge\n", "environment.yaml", DocumentKind.PLAYBOOK),
        ("channels: [conda-forge]\n", "environment.yaml", DocumentKind.PLAYBOOK),
        ("channels :\n  - x\n", "environment.yaml", DocumentKind.PLAYBOOK),
        ("injects: []\n", "playbooks/scenarios/night.yaml", DocumentKind.SCENARIO),
        ("", "night.yaml", DocumentKind.PLAYBOOK),
    ],
)
def test_a_file_says_by_its_first_fields_what_it_is_and_else_by_its_name(
    text: str, file: str, kind: DocumentKind
) -> None:
    assert kind_of(text, file) is kind
    assert kind_of(text.encode(), file) is kind
    assert read_document(text.encode(), file).kind is kind


@pytest.mark.parametrize("kind", ["team", "scenario", "watch", "channels"])
@pytest.mark.parametrize("rest", [b"", b"\xff", b"\n- x", b": [[[[", b"\nx: &a [*a]\n", b"\n" + b"- " * 2_000])
def test_any_bytes_end_in_findings(kind: str, rest: bytes) -> None:
    assert read_document(kind.encode() + b": a" + rest, "x.yaml").findings


def test_a_playbook_loads_no_table_of_another_kind() -> None:
    program = (
        "import sys\nfrom crisis_cli.files.documents import read_document\n"
        "read_document(b'playbook: a', 'a.yaml')\n"
        "names = ('team_', 'scenario_', 'watch_', 'time_shapes', 'value_shapes', 'address_shape', 'json_schema')\n"
        "print([m for m in sys.modules if m.startswith(tuple('crisis_cli.files.' + n for n in names))])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@settings(deadline=None, max_examples=150)
@given(
    path=st.sampled_from(GOOD),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), st.text("[]{}:,-#\"'&*!|>\n\t ax5\u202e", max_size=4))
    ),
)
def test_a_file_with_random_edits_in_it_ends_in_findings_or_clean(
    path: Path, cuts: list[tuple[float, int, str]]
) -> None:
    text = path.read_text(encoding="utf-8")
    for share, length, put in cuts[:5]:
        at = int(share * len(text))
        text = text[:at] + put + text[at + length :]
    document = read_document(text, path.name)
    assert all(found.place is not None for found in document.findings)
