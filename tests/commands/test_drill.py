"""`crisis drill` and its family: begun, steered, played to the end; nothing of what is coming for players."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from crisis_cli.commands import wiring
from crisis_cli.commands.drilling.begin import runner
from crisis_cli.commands.reaching import keeping
from crisis_cli.domain.timing import parse_duration
from tests.commands.conftest import Crisis

PLAYBOOK = """
playbook: tiny
title: Something small
roles: {lead: {title: Lead, deputy: ceo}, ceo: {title: CEO, deputy: lead}}
facts: {ill: {ask: "How many are ill?", type: integer}}
steps:
  - id: size-up
    role: lead
    ask: Is it bad?
    choices: {calm: It is not, bad: It is}
    within: 5m
    ladder: [{after: 1m, page: ceo}]
  - {id: go, role: ceo, when: {size-up: bad}, do: Go there, within: 20m}
"""
SCENARIO = """
scenario: tiny-night
title: A small night
playbook: tiny
starts: 2026-11-22T01:55Z
seen_before: 5m
length: 30m
speed: 6
seed: 7
languages: [en]
objectives:
  - {id: there, title: Somebody goes there, done: go, within: 20m}
  - {id: calm, title: They stay calm, observed: "Do they?"}
players: {lead: {name: Ada Lind}, ceo: {name: Noor Adamek, absent: true}}
answers: {size-up: bad}
injects:
  - {id: first, at: 1m, post: "It smells.", from: "@bo", network: x}
  - {id: plant, at: 4m, call: Two are ill., from: The plant, facts: {ill: 2}}
  - {id: second, at: 8m, post: "It still smells.", from: "@bo", network: x}
  - id: talk
    by_hand: true
    discuss: "Do we go home?"
    options: {now: Now, later: Later}
    owner: ceo
"""
MAX = ("--auto", "all", "--speed", "max")


@pytest.fixture
def night(crisis: Crisis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Crisis:
    """A team's own playbook with a scenario beside it. What would be started as a process is not."""
    scenarios = tmp_path / "playbooks" / "scenarios"
    scenarios.mkdir(parents=True)
    (tmp_path / "playbooks" / "tiny.yaml").write_text(PLAYBOOK)
    (scenarios / "tiny-night.yaml").write_text(SCENARIO)
    monkeypatch.setattr(keeping, "_start", lambda *_: None)
    return crisis


def run_to(name: str, length: str) -> None:
    """Whoever runs the drill lets happen what comes up to then."""
    session = wiring.session(name)
    playing = runner(session, lambda _: None, lambda _: None)
    playing.run_to(playing.ends_at - parse_duration("30m") + parse_duration(length))


def begun(night: Crisis, *words: str) -> str:
    """A drill with people, its clock stopped so that a test says when what happens."""
    name = night("drill", "tiny-night", "--no-board", *words).out.strip()
    night("clock", "pause")
    return name


def test_it_plays_itself_to_the_end_and_the_objectives_decide(night: Crisis, tmp_path: Path) -> None:
    ran = night("drill", "tiny-night", *MAX)
    assert ran.out.count("DRILL") == len(ran.out.splitlines())
    assert "DRILL P  Somebody goes there" in ran.out
    assert "DRILL -  They stay calm" in ran.out
    assert (tmp_path / "drill-tiny-20261122-0155-report.html").exists()
    late = night("drill", "tiny-night", *MAX, "--absent", "ceo", "--absent", "lead", code=1)
    assert "DRILL P" not in late.out


def test_the_same_seed_gives_the_same_bytes_wherever_it_runs(
    night: Crisis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[tuple[str, bytes]] = []
    for zone, me, seed in (
        ("Asia/Tokyo", "pat", "7"),
        ("Europe/Berlin", "kim", "7"),
        ("Europe/Berlin", "kim", "8"),
    ):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("CRISIS_AS", me)
        out = night("drill", "tiny-night", *MAX, "--seed", seed, "--json").out
        night("run", "tiny", "--plain", "--seen", "now", "--no-keeper")
        found.append((out, (tmp_path / "drill-tiny-20261122-0155-report.html").read_bytes()))
    assert found[0] == found[1]
    assert found[0][0] != found[2][0]
    assert "pat" not in found[0][0]


def test_json_is_what_the_log_prints_of_the_drill_that_was_kept(night: Crisis) -> None:
    printed = [
        json.loads(line) for line in night("drill", "tiny-night", *MAX, "--keep", "--json").out.splitlines()
    ]
    logged = [json.loads(line) for line in night("log", "--json").out.splitlines()]
    for events in (printed, logged):
        for event in events:
            del event["hash"]  # its free texts are salted anew
    assert printed == logged
    assert night("drill", "tiny-night", *MAX, "--keep").err == "Kept as drill-tiny-20261122-0155-2.\n"


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        ("objectives: {there: [P, S], calm: '-'}\nsteps: {go: done}\n", 0),
        ('{"steps": {"go": "skipped"}}', 1),
        ("objectives: {there: U}\n", 1),
        ("objectives: {nobody: P}\n", 1),
        ("steps: {go: gone}\n", 1),
        ("more: 1\n", 2),
    ],
)
def test_a_file_may_say_what_must_come_of_it(night: Crisis, tmp_path: Path, expected: str, code: int) -> None:
    (tmp_path / "expect.yaml").write_text(expected)
    err = night("drill", "tiny-night", *MAX, "--expect", "expect.yaml", code=code).err
    assert ("steps: {recall: done}" in err) == any(word in expected for word in ("nobody", "gone", "more"))


def test_a_scenario_with_an_error_is_refused_at_its_line(night: Crisis, tmp_path: Path) -> None:
    broken = SCENARIO.replace("done: go", "done: gone").replace("at: 8m", "at: 50m")
    (tmp_path / "broken.yaml").write_text(broken)
    assert "./broken.yaml:19:22" in night("drill", "./broken.yaml", *MAX, code=1).err
    (tmp_path / "broken.yaml").write_text(broken.replace("at: 50m", "at: 8m"))
    assert "./broken.yaml:12:51" in night("drill", "./broken.yaml", *MAX, code=1).err
    assert 'there is no scenario "tiny-nigth"' in night("drill", "tiny-nigth", code=2).err
    assert night("incidents").out.count("drill") == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Which scenario?"),
        (("tiny-night", "--auto", "some"), "can not be played"),
        (("tiny-night", "--speed", "max"), "Add --auto all"),
        (("tiny-night", "--json"), "Add --auto all"),
        (("tiny-night", "--lang", "fr"), "does not come in"),
        (("tiny-night", "--absent", "cfo"), 'no role "cfo"'),
    ],
)
def test_what_makes_no_sense_is_said(night: Crisis, words: tuple[str, ...], said: str) -> None:
    assert said in " ".join(night("drill", *words, code=2).err.split())


def test_those_who_are_absent_are_played_and_the_others_are_not(night: Crisis) -> None:
    name = begun(night, "--auto", "absent")
    night("clock", "resume")
    run_to(name, "6m")  # after that the ladder brings the deputy, whom the tool plays
    assert night.step("size-up")["status"] == "open"
    night("answer", "size-up", "bad", "--as", "Ada Lind")
    run_to(name, "25m")
    assert night.step("go")["status"] == "done"


PLAYERS_READ = (
    ("log",),
    ("log", "--json"),
    ("status",),
    ("status", "--json"),
    ("brief",),
    ("report", "--format", "md", "--trend"),
    ("report", "--json"),
)


def test_players_do_not_read_what_is_coming(night: Crisis) -> None:
    begun(night)
    night("inject", "second", "--delay", "5m")
    night("observe", "lead", "kept calm")
    for words in PLAYERS_READ:
        out = night(*words).out
        assert "still smells" not in out, words
        assert "kept calm" not in out, words
        assert '"second"' not in out, words
        assert "Somebody goes there" not in out, words
    assert "still smells" in night("log", "--json", "--facilitator").out
    log = night("log", "--facilitator").out
    assert "kept calm" in log
    assert "DRILL COMING in " in log
    assert "second: POST" in log
    assert "kept calm" in night("report", "--facilitator", "--format", "md").out


def test_the_clock_is_paused_set_and_moved_from_any_terminal(night: Crisis) -> None:
    name = begun(night)
    assert "paused" in night("clock").out
    before = night("clock", "--json").json["at"]
    assert night("clock", "--json").json["at"] == before
    assert "First: crisis clock resume" in night("clock", "+5m", code=2).err
    night("clock", "resume")
    night("clock", "60")
    assert night("clock", "--json").json["speed"] == "60"
    night("clock", "+5m")
    assert {"first", "plant"} <= set(night("inject", "--json").json["played"])
    assert "is no speed" in night("clock", "fast", code=2).err
    night("clock", "max")
    run_to(name, "30m")
    assert night("status", "--json").json["outcome"] == "the drill's time is up"


def test_the_facilitator_plays_delays_drops_and_writes(night: Crisis) -> None:
    begun(night)
    assert "CAME IN" in night("inject", "plant").out
    assert "happened already" in night("inject", "plant", code=3).err
    due = {one["id"]: one["due_at"] for one in night("inject", "--json").json["ahead"]}
    night("inject", "first", "--delay", "5m", "--following")
    later = {one["id"]: one["due_at"] for one in night("inject", "--json").json["ahead"]}
    assert due["first"] == "2026-11-22T01:56:00.000000Z"
    assert later["first"] == "2026-11-22T02:01:00.000000Z"
    assert later["second"] == "2026-11-22T02:08:00.000000Z"
    night("inject", "second", "--drop", "--reason", "enough")
    assert "Is it true?" in night("inject", "--text", "Is it true?", "--from", "@kim", "--kind", "mail").out
    assert set(night("inject", "--json").json["played"]) == {"plant", "on-the-spot-1"}
    shown = night("inject").out
    assert "by hand   talk (discuss)" in shown
    assert "second: enough" in shown
    assert "no inject" in night("inject", "thrid", code=2).err


def test_what_is_seen_and_decided_is_written_down_also_after_the_end(night: Crisis) -> None:
    begun(night)
    night("inject", "talk")
    assert (
        "DECIDED: Later (CEO owns it; it is late)"
        in night("decide", "talk", "later", "--reason", "it is late").out
    )
    night("stop-drill", "--yes")
    assert "calm rated S" in night("observe", "calm", "They shouted once.", "--rate", "s").out
    assert "no objective" in night("observe", "clam", "x", "--rate", "S", code=2).err
    assert "Nobody called" in night("observe", "kim", "x", code=2).err


def test_this_is_real_ends_every_drill_and_no_other(night: Crisis) -> None:
    begun(night)
    night("drill", "tiny-night", "--no-board")
    real = night("run", "tiny", "--plain", "--seen", "now", "--no-keeper") and night("incidents", "--json").json
    assert real
    assert "THIS IS REAL" in night("stop-drill", "--yes").err
    open_now = [head.drill for head in wiring.journal().heads(open_only=True)]
    assert open_now == [False]
    assert "No drill is open" in night("stop-drill", "--yes", code=2).err


def test_a_drill_that_nobody_keeps_says_so_and_how_to_go_on(
    night: Crisis, monkeypatch: pytest.MonkeyPatch
) -> None:
    night("drill", "tiny-night", "--no-board")
    later = wiring.journal().now() + timedelta(minutes=1)
    monkeypatch.setattr(wiring.journal(), "now", lambda: later)
    assert "crisis clock resume" in night("note", "coffee").err


def test_times_typed_in_a_drill_are_of_its_own_clock(night: Crisis) -> None:
    begun(night, "--auto", "absent")
    night("add", "A paper wants word by 03:30", "--as", "Ada Lind")
    night("seen", "3 min ago")
    status = night("status", "--json").json
    added = next(step for step in status["steps"] if step["id"] == "todo-1")
    assert added["due_at"] == "2026-11-22T02:30:00.000000Z"
    assert status["seen_at"].startswith("2026-11-22T01:52:0")


def test_with_people_it_goes_on_in_a_process_of_its_own_which_ends_with_it(
    night: Crisis, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(keeping, "_start", lambda *words: started.append(words))
    name = night("drill", "tiny-night", "--no-board", "--auto", "absent", "--speed", "3600").out.strip()
    assert started == [("drill", "--keep-clock", name)]
    assert night(*started[0]).out == ""
    assert night("status", "--json").json["outcome"] == "the drill's time is up"


def test_one_that_is_paused_needs_nobody_and_resuming_brings_somebody(
    night: Crisis, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = begun(night)
    night("drill", "--keep-clock", name)  # comes back at once
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(keeping, "_start", lambda *words: started.append(words))
    night("clock", "resume")
    assert started == [("drill", "--keep-clock", name)]


def test_on_a_drill_s_clock_the_demonstration_ends_by_itself(night: Crisis) -> None:
    ran = night("drill", "tiny-night", "--auto", "all", "--speed", "3600")
    assert "DRILL closed by itself: the drill's time is up" in ran.out
    assert "report.md" in ran.out
    kinds = night.kinds()
    assert kinds[-1] == "incident_closed"
