"""Which playbook an alert offers or opens: what cannot be had is said at the start, and never offered."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.commands.conftest import Crisis
from tests.commands.test_watch_posts import END, normal, onset, written

NAMES = 'watch: walrus-burger\nbrands: [Walrus Burger, {term: Walrus, suggests: "product-contamination"}]\n'
UNKNOWN = "watch: walrus-burger\nbrands: [Walrus Burger]\nsuggests: {otherwise: product-contaminatoin}\n"


@pytest.fixture
def posts(tmp_path: Path) -> str:
    return written(tmp_path / "posts.jsonl", normal(3), onset())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("watch: walrus-burger\nbrands: [Walrus Burger]\n", "No term suggests a playbook."),
        (UNKNOWN, 'did you mean "product-contamination"?'),
    ],
)
def test_start_is_refused_at_the_start_where_nothing_could_ever_be_started(
    crisis: Crisis, tmp_path: Path, posts: str, text: str, said: str
) -> None:
    (tmp_path / "watch.yaml").write_text(text)
    ran = crisis("watch", "--mentions", posts, "--start", "--no-keeper", code=2)
    assert "--start would start nothing" in ran.err
    assert said in ran.err
    assert "crisis list" in ran.err
    assert ran.out == ""


def test_a_playbook_with_problems_is_none_that_can_be_started(crisis: Crisis, tmp_path: Path, posts: str) -> None:
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks" / "broken.yaml").write_text("playbook: broken\ntitle: Broken\n")
    (tmp_path / "watch.yaml").write_text(UNKNOWN.replace("product-contaminatoin", "broken"))
    assert "broken has" in crisis("watch", "--mentions", posts, "--start", code=2).err


def test_terms_for_which_nothing_would_be_started_are_named_at_the_start(
    crisis: Crisis, tmp_path: Path, posts: str
) -> None:
    (tmp_path / "watch.yaml").write_text(NAMES)
    ran = crisis("watch", "--mentions", posts, "--start", "--no-keeper")
    assert "NOTHING IS STARTED FOR Walrus Burger: " in ran.err
    assert crisis("status", "--json").json["playbook"] == "product-contamination"


def test_an_unknown_playbook_is_warned_of_once_and_not_offered(crisis: Crisis, tmp_path: Path, posts: str) -> None:
    (tmp_path / "watch.yaml").write_text(UNKNOWN)
    ran = crisis("watch", "--mentions", posts)
    assert ran.err.count("product-contaminatoin") == 2  # that it is suggested, and that there is none
    assert 'did you mean "product-contamination"?' in ran.err
    assert "product-contaminatoin" not in ran.out
    red = ran.out[ran.out.index("!! RED") :]
    assert "crisis list" in red
    assert f"   crisis run --seen {END:%Y-%m-%dT}" in red
    said = [json.loads(line) for line in crisis("watch", "--mentions", posts, "--json").out.splitlines()]
    assert {alert["suggests"] for alert in said if alert["kind"] == "alert"} == {""}


def test_what_is_opened_for_posts_older_than_a_night_says_how_old_they_are(crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text(
        NAMES.replace("Walrus Burger, ", "").replace("term: Walrus", "term: Burger")
    )
    days = timedelta(days=2)
    onset_then = (json.loads(line) for line in onset())
    old = (
        json.dumps(post | {"time": (datetime.fromisoformat(post["time"]) - days).isoformat()})
        for post in onset_then
    )
    name = written(tmp_path / "old.jsonl", normal(3, END - days), old)
    ran = crisis("watch", "--mentions", name, "--start", "--no-keeper")
    red = next(line for line in ran.out.splitlines() if line.startswith("!! RED"))
    assert "  THIS WAS 2 d " in red
    assert "It is opened for posts of 2 d " in ran.err
    assert f"If that is over: crisis close -i {crisis('status', '--json').json['incident']}" in ran.err
    assert "AGO" not in crisis("watch", "--replay", name, "--speed", "1e8").out
