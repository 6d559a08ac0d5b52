"""The proof as JSON keeps its documented shape."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crisis_cli.ui.proof.against import compare
from crisis_cli.ui.proof.json_format import as_json
from crisis_cli.ui.proof.proven import prove
from tests.ui.proof.books import BOOKS, kept, proven


def parsed(name: str) -> Any:
    return json.loads(as_json(proven(name)))


def test_a_kept_promise_has_its_seconds_its_path_and_what_would_buy_time() -> None:
    found = parsed("kept")
    (promise,) = found.pop("promises")
    assert found == {
        "version": 1,
        "playbook": "fictional",
        "title": "Bad oats",
        "holds": True,
        "errors": 0,
        "noticed_within_seconds": 300,
        "against": None,
    }
    assert [leg["step"] for leg in promise["worst"]["legs"]] == ["size-up", "write", "yes", "publish"]
    assert promise["worst"]["legs"][2] == {
        "step": "yes",
        "title": "yes",
        "kind": "approve",
        "role": "lead",
        "start_seconds": 1080,
        "end_seconds": 1500,
        "rungs": [{"at_seconds": 1320, "page": "coo"}],
    }
    assert promise["savings"][0] == {
        "step": "write",
        "gain_seconds": 480,
        "at_seconds": 1140,
        "slack_seconds": 660,
    }
    isolated, crisis = promise["rows"]
    assert isolated["verdict"] == "not owed"
    assert isolated["released"] == [{"choices": [], "why": "answer closes the run (handled in person)"}]
    assert crisis["answer"] == {
        "name": "size-up",
        "values": ["growing", "crisis"],
        "words": "growing or crisis",
    }
    assert (crisis["at_seconds"], crisis["promised_seconds"], crisis["slack_seconds"]) == (1620, 1800, 180)


def test_a_promise_to_correct_has_no_step_and_keeps_no_proof_from_holding() -> None:
    found = parsed("corrected")
    assert found["holds"]
    _, promise = found["promises"]
    assert (promise["kept_by"], promise["role"], promise["counts_from"]) == (None, None, "change")
    assert (promise["verdict"], promise["holds"]) == ("not counted", True)


@pytest.mark.parametrize(
    ("name", "verdict", "holds"),
    [
        ("kept", "kept", True),
        ("late", "late", False),
        ("endless", "no end", False),
        ("never-owed", "not owed", False),
        ("uncounted", "not counted", False),
        ("tangled", "tangled", False),
    ],
)
def test_every_verdict_has_its_word(name: str, verdict: str, holds: bool) -> None:
    found = parsed(name)
    assert found["promises"][0]["verdict"] == verdict
    assert found["holds"] is holds


def test_a_comparison_has_both_sides() -> None:
    against = compare("main", prove(kept()), prove(kept(draft=14)))
    found = json.loads(as_json(prove(kept(draft=14)), against))["against"]
    assert found == {
        "name": "main",
        "why": "",
        "changes": [
            {
                "name": "first_statement",
                "before": {"verdict": "kept", "within_seconds": 1800, "at_seconds": 1620, "slack_seconds": 180},
                "now": {"verdict": "late", "within_seconds": 1800, "at_seconds": 1980, "slack_seconds": -180},
                "gained_seconds": -360,
                "worse": True,
                "answers": [],
            }
        ],
    }


@pytest.mark.parametrize("name", BOOKS)
def test_nothing_in_it_can_steer_a_terminal(name: str) -> None:
    text = as_json(proven(name))
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
