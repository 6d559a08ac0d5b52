"""`debrief`, `drills` and the report of a drill, as they are typed."""

from __future__ import annotations

import itertools
import json
from datetime import timedelta
from pathlib import Path

import pytest

from crisis_cli.commands import debrief, wiring
from crisis_cli.domain import intents as i
from crisis_cli.domain.events import DrillBegan
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.ports import unchecked
from crisis_cli.engine.session import open_run
from tests.commands.conftest import Crisis
from tests.review.drilled_runs import SCENARIO
from tests.review.reviewed_runs import PLAYBOOK, read

_IDS = (f"id-{number}" for number in itertools.count())


def begin(*, scenario: str = SCENARIO) -> str:
    """A drill in this machine's journal, sized up at once; clara is the CEO, the tool plays the COO."""
    began = DrillBegan("bad-night", scenario, "en", "6", 7, ("coo",), ("legal",))
    opening = Opening(
        read(PLAYBOOK),
        wiring.journal().now() - timedelta(minutes=4),
        "ana",
        drill=True,
        exercise=began,
        holders={"ceo": "clara", "coo": "omar"},
    )
    session = open_run(
        wiring.journal(),
        opening,
        read_playbook=read,
        new_id=_IDS.__next__,
        checks=unchecked,
        name=lambda attempt: f"drill-bad-{attempt}",
    )
    session.act(i.Answer("size-up", "crisis"), actor="ana")
    return session.name


def close(name: str) -> None:
    wiring.session(name).act(i.EndDrill("time is up"), actor="fran")


def test_a_lesson_by_options_goes_into_the_plan_of_the_latest_drill(crisis: Crisis) -> None:
    name = begin()
    close(name)
    ran = crisis(
        "debrief",
        *("--player", "clara", "--keep", "One person types.", "--change", "A second phone."),
        *("--owner", "omar", "--by-when", "2026-12-15"),
    )
    assert (
        ran.out
        == "DRILL clara (Chief executive): keep: One person types.; change: A second phone. (omar by 2026-12-15)\n"
    )
    assert f"crisis report --incident {name}" in ran.err
    page = crisis("report", "--format", "md", "--incident", name).out
    assert "| A second phone. | omar | 2026-12-15 | clara |" in page
    assert "One person types. (clara)" in page


def test_a_role_stands_for_whoever_played_it(crisis: Crisis) -> None:
    begin()
    out = crisis("debrief", "--player", "ceo", "--keep", "Fast.").out
    assert out == "DRILL clara (Chief executive): keep: Fast.\n"


def test_whom_nobody_knows_and_a_day_that_is_none_are_refused(crisis: Crisis) -> None:
    name = begin()
    before = len(wiring.run(name).history)
    assert 'Nobody here is called "zorro"' in crisis("debrief", "--player", "zorro", "--keep", "x", code=2).err
    assert 'Did you mean "clara"?' in crisis("debrief", "--player", "clra", "--keep", "x", code=2).err
    assert '"soon" is no date' in crisis("debrief", "--change", "x", "--by-when", "soon", code=2).err
    assert len(wiring.run(name).history) == before


def test_after_a_drill_that_the_tool_played_alone_it_says_who_can_be_asked(
    crisis: Crisis, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin()
    monkeypatch.setattr(debrief, "players", lambda _: [])
    ran = crisis("debrief", code=2)
    assert "The tool played everybody in this drill" in ran.err
    assert "or a role: lead, ceo, coo" in ran.err


def test_without_a_terminal_it_says_how_to_answer(crisis: Crisis) -> None:
    begin()
    ran = crisis("debrief", code=2)
    assert "Nobody can be asked without a terminal." in ran.err
    assert "--keep TEXT --change TEXT" in ran.err


def test_each_player_is_asked_and_enter_skips(crisis: Crisis, monkeypatch: pytest.MonkeyPatch) -> None:
    name = begin()
    answers = iter(["", "", "Fast.", "Two phones.", "ana", "soon", "2030-03-01"])
    monkeypatch.setattr(debrief, "can_ask", lambda: True)
    monkeypatch.setattr(debrief, "_answer", lambda _: next(answers))
    ran = crisis("debrief", "--incident", name)
    assert ran.out == "DRILL clara (Chief executive): keep: Fast.; change: Two phones. (ana by 2030-03-01)\n"
    assert '"soon" is no date' in ran.err, "asked again"
    assert "DRILL  ana (Comms lead)." in ran.err
    assert "DRILL  clara (Chief executive)." in ran.err
    assert "omar" not in ran.err, "the tool learns nothing"
    assert list(answers) == []


def test_nothing_said_is_nothing_recorded(crisis: Crisis, monkeypatch: pytest.MonkeyPatch) -> None:
    name = begin()
    before = len(wiring.run(name).history)
    monkeypatch.setattr(debrief, "can_ask", lambda: True)
    monkeypatch.setattr(debrief, "_answer", lambda _: "")
    assert "nothing was recorded" in crisis("debrief").err
    assert len(wiring.run(name).history) == before


def test_a_drill_without_a_scenario_and_a_real_run_have_no_plan(crisis: Crisis) -> None:
    assert "There was no drill yet" in crisis("debrief", "--keep", "x", code=2).err
    name = crisis.begin()
    assert "follows no scenario" in crisis("debrief", "--keep", "x", "--incident", name, code=3).err


def test_drills_are_listed_with_their_ratings(crisis: Crisis) -> None:
    close(begin())
    out = crisis("drills").out
    assert "DRILL" in out
    assert "MET      bad-night\n     2 of 2 met, 5 not evaluated; no statement" in out
    row = crisis("drills", "--json").json["drills"][0]
    assert (row["scenario"], row["met"], row["objectives_met"], row["ratings"]["first-word"]) == (
        "bad-night",
        True,
        2,
        None,
    )
    assert row["stopped_after"] is None


def test_a_drill_that_was_stopped_after_a_minute_is_no_success(crisis: Crisis) -> None:
    now = wiring.journal().now() - timedelta(seconds=65)
    name = begin(scenario=SCENARIO.replace("2026-11-22T01:59Z", f"{now:%Y-%m-%dT%H:%M:%SZ}"))
    close(name)
    words = "stopped after 1 min of 1 h 00: 4 of 7 objectives not reached"
    assert f"STOPPED  bad-night\n     {words}; no statement" in crisis("drills").out
    assert "[###-------] 2 of 7, stopped after 1 min" in crisis("drills", "--trend").out
    row = crisis("drills", "--json").json["drills"][0]
    assert (row["met"], 60 <= row["stopped_after"] < 90) == (False, True)
    begin()
    page = crisis("report", "--format", "md", "--trend", "--incident", name).out
    assert f"The drill was {words}." in page
    exercise = crisis("report", "--json", "--incident", name).json["exercise"]
    assert (exercise["met"], exercise["stopped"]["not_reached"]) == (False, 4)


def test_no_drill_yet_says_how_to_begin_one(crisis: Crisis) -> None:
    assert "Begin one: crisis drill SCENARIO" in crisis("drills").out
    assert crisis("drills", "--json").json == {"drills": []}
    begin()
    assert 'Did you mean "bad-night"?' in crisis("drills", "bad-nigth", code=2).err


def test_the_trend_is_bars_and_letters_without_any_colour(crisis: Crisis) -> None:
    close(begin())
    close(begin())
    out = crisis("drills", "bad-night", "--trend").out
    assert "DRILL A bad night (bad-night)" in out
    assert out.count("[##########] 2 of 2") == 2
    assert out.count("[----------] none") == 2
    assert "  It is sized up at once               P P\n" in out
    assert "  The first word comes in time         . .\n" in out
    assert "\x1b" not in out
    assert max(len(line) for line in out.splitlines()) <= 80


def test_a_report_has_the_trend_when_it_is_asked_for(crisis: Crisis) -> None:
    first, second = begin(), begin()
    close(first)
    close(second)
    plain = crisis("report", "--json", "--incident", second).json
    assert (plain["exercise"]["scenario"], plain["earlier"]) == ("bad-night", [])
    shown = crisis("report", "--json", "--trend", "--incident", second).json
    assert [row["incident"] for row in shown["earlier"]] == [first, second]
    earlier = crisis("report", "--json", "--trend", "--incident", first).json["earlier"]
    assert [row["incident"] for row in earlier] == [first]
    assert "Objective by objective" in crisis("report", "--format", "md", "--trend", "--incident", second).out


def test_three_files_of_a_drill_are_written(crisis: Crisis, tmp_path: Path) -> None:
    name = begin()
    close(name)
    crisis("report", "--incident", name, "--output", str(tmp_path))
    page = (tmp_path / f"{name}-report.html").read_text(encoding="utf-8")
    assert "Improvement plan" in page
    assert json.loads((tmp_path / f"{name}-report.json").read_text(encoding="utf-8"))["exercise"]["met"] is True


def test_a_drill_whose_scenario_cannot_be_read_still_has_a_report(crisis: Crisis) -> None:
    name = begin(scenario="scenario: [")
    ran = crisis("report", "--format", "md", "--facilitator", "--incident", name)
    assert "The objectives are not in this report" in ran.err
    assert "## Summary so far" in ran.out
    assert "is left out" in crisis("drills").err
