"""The whole of a contaminated-product crisis, driven by commands alone, from the sighting to the report."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from crisis_cli.commands import wiring
from tests.commands.conftest import Crisis

TEXTS = {
    "staff": "We check the Berry Oat. Send journalists to the press desk. We tell you first, again at 23:59.\n",
    "ceo-word": "I am sorry. Glass got into our Berry Oat. We took it back. I speak again at 23:59.\n",
    "update": "We know no more than an hour ago. Please do not eat it. We speak again at 23:59.\n",
    "all-clear": "Glass from one machine got into our Berry Oat 500 g. The machine is gone. I am sorry.\n",
}
"""What a person would write where the template leaves gaps."""


def one_more_act(crisis: Crisis) -> bool:
    """Do the first open thing, whatever it is; False when the run has closed."""
    status = crisis("status", "--json").json
    if not status["open"]:
        return False
    ready = [step for step in status["steps"] if step["status"] in ("open", "acknowledged")]
    assert ready, [(step["id"], step["status"]) for step in status["steps"]]
    resolved = status["facts"]["resolved"]["value"]
    repeating = [step for step in ready if step["repeat"]]
    once = [step for step in ready if not step["repeat"]]
    if not once and resolved is None:
        crisis("fact", "resolved", "yes", "--status", "confirmed", "--source", "food safety")
        return True
    act(crisis, (once or repeating)[0])
    return True


def act(crisis: Crisis, step: dict[str, Any]) -> None:
    """What its kind asks for."""
    name = step["id"]
    if step["kind"] == "ask":
        crisis("answer", name, step["choices"][-1] if name == "size-up" else step["choices"][0])
    elif step["kind"] == "do":
        crisis("done", name)
    elif step["kind"] == "draft":
        crisis("draft", step["statement"])
        if step["statement"] in TEXTS:
            crisis("edit", step["statement"], "--from", "-", typed=TEXTS[step["statement"]])
        crisis("done", name)
    elif step["kind"] == "approve":
        crisis("approve", step["statement"], "--for", "coo", "--via", "phone")
    elif step["kind"] == "publish":
        crisis("publish", step["statement"])
        crisis("publish", step["statement"], "--posted", f"https://walrus.example/{step['statement']}")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the home is kept once somebody has come to the end; every test has a copy of its own."""
    return tmp_path_factory.mktemp("finished") / "home"


@pytest.fixture
def closed(crisis: Crisis, finished: Path) -> Crisis:
    if finished.exists():
        shutil.copytree(finished, crisis.home)
        return crisis
    to_its_end(crisis)
    wiring.journal().close()
    wiring.journal.cache_clear()
    shutil.copytree(crisis.home, finished)
    return crisis


def to_its_end(crisis: Crisis) -> None:
    crisis.begin()
    crisis("fact", "product", "Berry Oat 500 g", "--status", "confirmed", "--source", "plant")
    crisis("note", "Karin Muster called", "--private")
    for _ in range(80):
        if not one_more_act(crisis):
            return
    raise AssertionError("the run did not reach its end")


def test_a_run_reaches_its_end_with_every_statement_out_and_every_promise_kept(closed: Crisis) -> None:
    status = closed("status", "--json").json
    assert not status["open"]
    kept = {promise["name"]: promise["status"] for promise in status["promises"]}
    assert kept.pop("correction") == "released"  # nothing that was said has changed
    assert set(kept.values()) == {"kept"}
    assert {post["channel"] for post in status["statements"]["holding"]["published"]} == {"x", "website"}
    assert status["outcome"] == "stood down"


def test_the_report_tells_it_in_three_formats_without_private_notes(closed: Crisis) -> None:
    markdown = closed("report", "--format", "md").out
    page = closed("report", "--format", "html").out
    data = closed("report", "--format", "json").json
    for text in (markdown, page, json.dumps(data)):
        assert "Contaminated product" in text
        assert "Karin Muster" not in text
    assert "<svg" in page


def test_without_a_format_the_report_writes_three_files(closed: Crisis) -> None:
    written = closed("report").out.split()
    assert [name.rpartition(".")[2] for name in written] == ["md", "json", "html"]


def test_the_chain_is_whole_and_one_changed_byte_names_the_event(closed: Crisis) -> None:
    assert "whole" in closed("verify").out
    db = sqlite3.connect(closed.home / "journal.db")
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    db.execute("UPDATE events SET actor = 'pit' WHERE place = (SELECT min(place) + 4 FROM events)")
    db.commit()
    db.close()
    broken = closed("verify", code=1)
    assert "event 5" in broken.out


def test_a_redacted_note_is_gone_and_the_chain_still_holds(closed: Crisis) -> None:
    log = [json.loads(line) for line in closed("log", "--json").out.splitlines()]
    note = next(event["seq"] for event in log if event["kind"] == "note_taken")
    closed("redact", str(note), "--reason", "a customer's name")
    assert "whole" in closed("verify").out
    assert "Karin" not in closed("log", "--json").out
    assert b"Karin" not in (closed.home / "journal.db").read_bytes()


def test_a_run_whose_head_was_cut_out_is_missed(closed: Crisis) -> None:
    db = sqlite3.connect(closed.home / "journal.db")
    db.execute("DELETE FROM heads")
    db.commit()
    db.close()
    assert "BROKEN" in closed("verify", code=1).out
