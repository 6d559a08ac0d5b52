"""People who act in any order, answer anything and say yes by phone bring every shipped playbook to its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisis_cli.files.playbook.reader import load_playbook
from tests.fuzz.walker import Walker

FOLDER = Path(__file__).parent
FILES = [*sorted((FOLDER.parents[1] / "playbooks").glob("*.yaml")), *sorted((FOLDER / "plans").glob("*.yaml"))]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_run_reaches_an_end_whatever_is_answered(path: Path) -> None:
    playbook = load_playbook(path).playbook
    assert playbook is not None
    for seed in range(12):
        Walker(playbook, seed).walk()
