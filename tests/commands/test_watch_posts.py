"""`crisis watch` on posts: the same mentions out of every platform, alerts that explain themselves, incidents."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Crisis
from tests.feeds import shapes

WATCH = """\
watch: walrus-burger
brands: [Walrus Burger, {term: WalrusBurger, also: "#WalrusBurger"}]
suggests: {otherwise: product-contamination}
"""

_PAST = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=2)
END = _PAST - timedelta(hours=_PAST.hour % 6)
"""Hours ago: an incident cannot have been seen in the future, and what is a day old pages quietly. Where one of
the detector's blocks begins, so that the minute at which the tests run changes nothing."""


@pytest.fixture(autouse=True)
def watch_file(tmp_path: Path) -> Path:
    path = tmp_path / "watch.yaml"
    path.write_text(WATCH, encoding="utf-8")
    return path


def post(at: datetime, author: str, text: str) -> str:
    return json.dumps({"id": f"{author}{at}", "time": at.isoformat(), "author": author, "text": text})


def normal(days: int, end: datetime = END, an_hour: float = 4) -> Iterator[str]:
    """So many posts an hour, by people who write once; evenly enough that chance alone alerts nobody."""
    chance = random.Random("normal")
    at = end - timedelta(days=days)
    number = 0
    while at < end:
        number += 1
        yield post(at, f"guest{number}", f"Walrus Burger number {number} was {chance.random():.6f}")
        at += timedelta(seconds=chance.uniform(0.2, 1.8) * 3_600 / an_hour)


def onset(posts: int = 300, minutes: int = 40) -> Iterator[str]:
    """Many people, one subject."""
    for number in range(posts):
        at = END + timedelta(minutes=minutes * number / posts)
        yield post(at, f"angry{number}", f"glass in my Walrus Burger! {number * 7919 % 1000} #walrusburger")


def tagged(lines: Iterator[str]) -> Iterator[str]:
    """The same, with their hashtag as a field."""
    return (json.dumps(json.loads(line) | {"hashtags": ["walrusburger"]}) for line in lines)


def written(path: Path, *parts: Iterator[str]) -> str:
    path.write_text("\n".join(line for part in parts for line in part) + "\n", encoding="utf-8")
    return path.name


def test_shapes_mixed_in_one_file_are_the_same_mentions(crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "mixed.jsonl").write_text("\n".join(shapes.EVERY.values()), encoding="utf-8")
    ran = crisis("watch", "--config", "watch.yaml", "--mentions", "mixed.jsonl", "--json")
    mentions = [json.loads(line) for line in ran.out.splitlines()]
    assert len(mentions) == len(shapes.EVERY)
    same = [
        {key: found[key] for key in ("kind", "at", "terms", "text", "language", "hashtags")} for found in mentions
    ]
    assert all(found == same[0] for found in same)
    assert "ann" not in {found["author"] for found in mentions}


def test_an_onset_is_amber_then_red_then_an_incident_that_began_with_the_first_unusual_post(
    crisis: Crisis, tmp_path: Path
) -> None:
    name = written(tmp_path / "posts.jsonl", normal(30), onset())
    ran = crisis("watch", "--mentions", name, "--start", "--no-keeper")
    tiers = [line.split()[1] for line in ran.out.splitlines() if line.startswith("!")]
    assert "RED" in tiers
    assert tiers[tiers.index("RED") - 1] == "AMBER"
    status = crisis("status", "--json").json
    seen = datetime.fromisoformat(status["seen_at"])
    assert END - timedelta(minutes=10) <= seen <= END + timedelta(minutes=10)
    assert "glass in my Walrus Burger" in crisis("log").out


@pytest.mark.parametrize("an_hour", [4, 15, 60])
@pytest.mark.parametrize("text", ["the same", "another {}"])
def test_one_author_five_hundred_times_is_no_alert_and_the_reason_is_said(
    crisis: Crisis, tmp_path: Path, text: str, an_hour: int
) -> None:
    loud = (post(END + timedelta(seconds=4 * n), "loud", f"Walrus Burger {text.format(n)}") for n in range(500))
    name = written(tmp_path / "loud.jsonl", normal(3, an_hour=an_hour), loud)
    ran = crisis("watch", "--mentions", name, "--start", "--no-keeper")
    assert "RED" not in ran.out
    assert "AMBER" not in [line.split()[1] for line in ran.out.splitlines() if line.startswith("!")]
    assert "one author wrote" in ran.out
    crisis("status", code=2)


def test_one_loud_author_is_no_slow_burn_either_when_the_hour_is_long_over(crisis: Crisis, tmp_path: Path) -> None:
    begin = END - timedelta(hours=8)
    loud = (post(begin + timedelta(seconds=4 * n), "loud", f"Walrus Burger another {n}") for n in range(500))
    name = written(
        tmp_path / "loud.jsonl", sorted([*normal(4, an_hour=12), *loud], key=lambda line: json.loads(line)["time"])
    )
    ran = crisis("watch", "--mentions", name, "--start", "--no-keeper")
    assert "AMBER" not in [line.split()[1] for line in ran.out.splitlines() if line.startswith("!")]
    assert "one author wrote" in ran.out


def test_an_alert_before_its_five_minutes_are_over_says_in_how_many_it_was_heard(
    crisis: Crisis, tmp_path: Path
) -> None:
    name = written(tmp_path / "posts.jsonl", normal(3), onset())
    found = [json.loads(line) for line in crisis("watch", "--mentions", name, "--json").out.splitlines()]
    first = next(one for one in found if one["kind"] == "alert")
    written_at = [datetime.fromisoformat(one["at"]) for one in found if one["kind"] == "mention"]
    posts = [at for at in written_at if END <= at < datetime.fromisoformat(first["at"])]
    assert first["window_seconds"] < 300
    assert len(posts) == pytest.approx(first["observed"], abs=2)


@pytest.mark.parametrize("an_hour", [4, 15, 60])
def test_five_hundred_accounts_with_one_text_are_possible_bots_and_start_nothing(
    crisis: Crisis, tmp_path: Path, an_hour: int
) -> None:
    flood = (
        post(END + timedelta(seconds=4 * n), f"bot{n}", f"Boycott Walrus Burger https://x.example/{n}")
        for n in range(500)
    )
    name = written(tmp_path / "bots.jsonl", normal(5, an_hour=an_hour), flood)
    ran = crisis("watch", "--mentions", name, "--start", "--no-keeper")
    assert "RED" not in ran.out
    assert "AMBER" in ran.out
    assert "POSSIBLY BOTS" in ran.out
    crisis("status", code=2)


def test_hostile_posts_are_shown_as_text_and_cut(crisis: Crisis, tmp_path: Path) -> None:
    nasty = "Walrus Burger <script>x</script> \x1b]52;c;aGk=\x07 \u202eevil \u200d " + "A" * 1_000_000
    hostile = (
        json.dumps(
            {"time": (END + timedelta(seconds=7 * n)).isoformat(), "author": f"h{n}", "text": f"{nasty[:60]}{n}"}
        )
        for n in range(200)
    )
    huge = iter([post(END, "huge", nasty)])
    name = written(tmp_path / "hostile.jsonl", normal(4), huge, hostile)
    for words in ((), ("--json",)):
        ran = crisis("watch", "--mentions", name, *words)
        assert "script" in ran.out
        assert not set("\x1b\x07\u202e") & set(ran.out)
        assert max(map(len, ran.out.splitlines())) < 30_000


def test_nothing_but_bad_lines_says_so(crisis: Crisis) -> None:
    ran = crisis("watch", "--mentions", "-", typed="hello\n{}\n", code=2)
    assert "NOTHING BUT BAD LINES" in ran.err


def test_no_samples_shows_and_keeps_no_word_of_any_post(crisis: Crisis, tmp_path: Path) -> None:
    name = written(tmp_path / "posts.jsonl", normal(3), onset())
    ran = crisis("watch", "--mentions", name, "--no-samples", "--state", "kept.json")
    assert "RED" in ran.out
    assert "glass in my" not in ran.out
    assert "glass in my" not in (tmp_path / "kept.json").read_text()


def test_no_word_of_a_bad_line_is_shown_without_samples_and_nobody_who_wrote_it_ever(crisis: Crisis) -> None:
    bad = '{"text": "secret words", "author": "jane.doe"}\nsecret words\n'
    for stream in (("--mentions", "-"), ("--counts", "-")):
        shown = crisis("watch", *stream, typed=bad, code=2).err
        hidden = crisis("watch", *stream, "--no-samples", typed=bad, code=2).err
        assert "secret" in shown
        assert "secret" not in hidden
        assert "jane" not in shown + hidden
    assert "line 1: " in crisis("watch", "--mentions", "-", "--no-samples", typed=bad, code=2).err


def test_no_author_is_in_what_is_kept(crisis: Crisis, tmp_path: Path) -> None:
    name = written(tmp_path / "posts.jsonl", normal(3), onset())
    crisis("watch", "--mentions", name, "--state", "kept.json")
    kept = (tmp_path / "kept.json").read_text()
    assert "angry1" not in kept
    assert "glass in my" not in kept


def test_what_was_learned_is_gone_on_from_wherever_it_was_cut(crisis: Crisis, tmp_path: Path) -> None:
    name = written(tmp_path / "whole.jsonl", normal(4), onset())
    lines = (tmp_path / name).read_text().splitlines(keepends=True)

    def said(*words: str) -> str:
        return re.sub("THIS WAS .* AGO", "", crisis("watch", *words, "--no-samples").out)

    whole = said("--mentions", name)
    assert "RED" in whole
    for cut in (100, len(lines) - 200):
        part = tmp_path / f"growing{cut}.jsonl"
        part.write_text("".join(lines[:cut]))
        first = said("--mentions", part.name, "--state", f"{cut}.json")
        part.write_text("".join(lines))
        second = said("--mentions", part.name, "--state", f"{cut}.json")
        assert first + second == whole


def test_gzip_is_read_alike(crisis: Crisis, tmp_path: Path) -> None:
    name = written(tmp_path / "posts.jsonl", normal(3), onset())
    (tmp_path / "posts.jsonl.gz").write_bytes(gzip.compress((tmp_path / name).read_bytes()))
    assert crisis("watch", "--mentions", name).out == crisis("watch", "--mentions", "posts.jsonl.gz").out


def test_a_replay_is_a_table_with_false_alarms_a_week(crisis: Crisis, tmp_path: Path) -> None:
    name = written(tmp_path / "posts.jsonl", normal(14), onset())
    (tmp_path / "real.csv").write_text(f"begin,end\n{END.isoformat()},{(END + timedelta(hours=1)).isoformat()}\n")
    ran = crisis("watch", "--replay", name, "--speed", "max", "--labels", "real.csv")
    assert "when" in ran.out
    assert "red" in ran.out
    assert "0 of 1 labelled stretches missed" in ran.out
    assert "a week" in ran.out
    again = crisis("watch", "--replay", name, "--labels", "real.csv", "--json")
    assert json.loads(again.out.splitlines()[-1])["missed"] == 0


def test_a_wrong_clock_and_late_posts_are_left_out_and_said(crisis: Crisis, tmp_path: Path) -> None:
    odd = iter(
        [
            post(END + timedelta(days=400), "future", "Walrus Burger from the future"),
            post(END - timedelta(hours=3), "late", "Walrus Burger, late"),
        ]
    )
    name = written(tmp_path / "posts.jsonl", normal(3), odd, onset())
    ran = crisis("watch", "--mentions", name)
    assert "RED" in ran.out
    assert "1 came more than a minute late" in ran.err
    assert "1 had a clock that was ahead of all others" in ran.err


def test_a_watch_file_with_problems_is_not_listened_to(crisis: Crisis, watch_file: Path) -> None:
    watch_file.write_text("watch: walrus\n")
    assert "listens for nothing" in crisis("watch", "--mentions", "-", code=1).err
    watch_file.unlink()
    assert "nothing to listen for" in crisis("watch", "--mentions", "-", code=2).err


def test_a_run_is_told_how_much_is_said_and_whether_it_cooled_and_the_lead_is_asked_if_it_is_over(
    crisis: Crisis, tmp_path: Path
) -> None:
    crisis.begin("product-contamination", "--seen", END.isoformat())
    name = written(tmp_path / "posts.jsonl", normal(3), tagged(onset()))
    crisis("watch", "--mentions", name, "--incident", "product-contamination")
    facts = crisis("status", "--json").json["facts"]
    assert facts["cooled_down"]["value"] is False
    assert facts["mentions"]["value"] > 100
    assert facts["loudest_hashtag"]["value"] == "#walrusburger"
    assert crisis.step("is-it-over")["status"] != "open"


def test_a_run_is_told_nothing_from_before_its_first_sighting(crisis: Crisis, tmp_path: Path) -> None:
    crisis.begin("product-contamination", "--seen", (END + timedelta(hours=1)).isoformat())
    name = written(tmp_path / "posts.jsonl", normal(3), tagged(onset()))
    before = crisis.kinds()
    crisis("watch", "--mentions", name, "--incident", "product-contamination")
    assert crisis.kinds() == before


@pytest.mark.parametrize("words", [("--incident", "#1"), ()])
def test_an_alert_about_a_run_that_is_open_names_its_board_and_begins_no_second_one(
    crisis: Crisis, tmp_path: Path, words: tuple[str, ...]
) -> None:
    run = crisis.begin("product-contamination", "--seen", END.isoformat())
    name = written(tmp_path / "posts.jsonl", normal(3), onset())
    ran = crisis("watch", "--mentions", name, *words)
    assert "RED" in ran.out
    assert f"   crisis board -i {run}" in ran.out
    assert "crisis run" not in ran.out
    replayed = crisis("watch", "--replay", name, "--speed", "1e8").out
    assert "crisis run product-contamination" in replayed


def test_a_playbook_that_does_not_ask_is_told_by_notes_on_its_feed(
    crisis: Crisis, write: Any, tmp_path: Path
) -> None:
    roles = "roles: {lead: {title: Lead, deputy: second}, second: {title: Second, deputy: lead}}"
    few = f"playbook: few\ntitle: Few\n{roles}\nsteps: [{{id: a, role: lead, do: A, within: 5m}}]\n"
    crisis.begin(write("few", few), "--seen", END.isoformat())
    name = written(tmp_path / "posts.jsonl", normal(3), tagged(onset()))
    ran = crisis("watch", "--mentions", name, "--incident", "few")
    assert "told as notes" in ran.err
    assert "error" not in ran.err
    log = crisis("log").out
    assert "in the last hour, about" in log
    assert "have not cooled down" in log
    assert "Loudest hashtag: #walrusburger" in log
    assert log.count("in the last hour, about") < 8


def test_a_file_that_grows_is_followed_and_a_killed_watch_goes_on_where_it_was(tmp_path: Path) -> None:
    name = written(tmp_path / "growing.jsonl", normal(3))
    words = [sys.executable, "-m", "crisis_cli", "watch", "--mentions", name, "--follow", "--json"]
    state = tmp_path / "home" / "watch" / "walrus-burger.json"
    environ = {**os.environ, "CRISIS_HOME": str(tmp_path / "home"), "CRISIS_AS": "pat"}
    for turn in range(2):
        with subprocess.Popen(words, cwd=tmp_path, env=environ, stdout=subprocess.PIPE) as watching:
            assert watching.stdout is not None
            try:
                if turn == 0:
                    waited_for(state.exists)
                else:
                    with (tmp_path / name).open("a") as file:
                        file.write("\n".join(onset()) + "\n")
                    alert = json.loads(watching.stdout.readline())
                    assert (alert["kind"], alert["tier"]) == ("alert", "amber")
            finally:
                watching.kill()


def waited_for(happened: Callable[[], bool]) -> None:
    for _ in range(300):
        if happened():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within half a minute")
