"""The playbooks, plans and templates of this repository: they read, and their promises can be kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from crisis_cli.domain.playbook import FactType, Kind, Playbook
from crisis_cli.domain.statement import gaps, next_word
from crisis_cli.files.playbook.reader import load_playbook
from crisis_cli.files.templates.render import Given, GivenFact, render_statement
from crisis_cli.proof.standing import before_it_begins
from crisis_cli.proof.worst import Verdict, worst_moments

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "playbooks").glob("*.yaml"))
PLANS = sorted((ROOT / "tests/playbooks/plans").glob("*.yaml"))
TEMPLATES = sorted((ROOT / "templates/en").rglob("*.j2"))
SEEN = datetime(2026, 11, 22, 1, 55, tzinfo=UTC)
CANNED = re.compile(
    r"serious(ly)?\b|priority|committed|thoughts and prayers|abundance of caution|inconvenience|valued|regret|"
    r"working hard|lessons learned|rest assured|isolated incident|small number|any(one|body) who|mistakes were|"
    r"occurred|cannot comment|alleged|cooperat|sorry (if|but|that you feel)|not who we are|our values|"
    r"trust in us|transparen|misunderst",
    re.IGNORECASE,
)


def _names(paths: list[Path]) -> list[str]:
    return [path.stem for path in paths]


def _read(path: Path) -> Playbook:
    playbook = load_playbook(path).playbook
    assert playbook is not None
    return playbook


@cache
def _render(path: Path, template: str, status: str) -> str:
    values = {FactType.INTEGER: 3, FactType.BOOLEAN: True}
    facts = {
        name: GivenFact(
            fact.ask, status, None if status == "unknown" else values.get(fact.type, "Berry Oat, 500 g, blue lid")
        )
        for name, fact in _read(path).facts.items()
    }
    given = Given(facts, "02:55", "03:20", "03:45 CEST (01:45 UTC)", "Chief executive", "Walrus Burger")
    return render_statement(template, given, folders=[ROOT / "templates"]).text


@pytest.mark.parametrize("path", [*SHIPPED, *PLANS], ids=_names([*SHIPPED, *PLANS]))
def test_a_shipped_playbook_or_a_transcribed_plan_reads_without_a_finding(path: Path) -> None:
    assert [str(finding) for finding in load_playbook(path).findings] == []


@pytest.mark.parametrize("path", SHIPPED, ids=_names(SHIPPED))
def test_the_name_of_the_file_is_the_name_of_the_playbook(path: Path) -> None:
    assert _read(path).id == path.stem


@pytest.mark.parametrize("path", PLANS, ids=_names(PLANS))
def test_a_transcribed_plan_names_its_source_and_licence(path: Path) -> None:
    top = path.read_text(encoding="utf-8").split("playbook:")[0]
    assert "# Structure of: " in top
    assert "# Licence of the source: " in top


@pytest.mark.parametrize("path", [*SHIPPED, *PLANS], ids=_names([*SHIPPED, *PLANS]))
def test_every_promise_is_kept_if_everybody_uses_all_their_time(path: Path) -> None:
    playbook = _read(path)
    worst = worst_moments(playbook, before_it_begins(playbook, SEEN))
    assert worst.keys() == playbook.promises.keys()
    for found in worst.values():
        assert found.verdict is Verdict.BOUNDED
        assert not found.late


def test_the_full_playbooks_promise_a_word_in_half_an_hour_and_the_ceo_within_the_hour() -> None:
    for path in SHIPPED:
        playbook = _read(path)
        promised = {name: promise.within.total_seconds() / 60 for name, promise in playbook.promises.items()}
        if not playbook.per_item:
            assert (promised["first_statement"], promised["ceo_in_person"]) == (30, 60)


@pytest.mark.parametrize("path", SHIPPED, ids=_names(SHIPPED))
def test_every_role_has_a_deputy_and_every_approver_who_stays_silent_is_passed_by(path: Path) -> None:
    playbook = _read(path)
    for role in playbook.roles.values():
        assert role.deputy
    for step in playbook.steps.values():
        if step.kind in (Kind.APPROVE, Kind.PUBLISH, Kind.DRAFT):
            assert step.ladder, step.id
        assert all(rung.page != step.role for rung in step.ladder), step.id


@pytest.mark.parametrize("path", SHIPPED, ids=_names(SHIPPED))
def test_scheduled_posts_are_paused_and_nobody_may_skip_it(path: Path) -> None:
    playbook = _read(path)
    assert playbook.per_item or playbook.steps["pause-posts"].required


@pytest.mark.parametrize("path", SHIPPED, ids=_names(SHIPPED))
def test_every_statement_has_a_template_that_asks_its_writer_for_what_nobody_knows(path: Path) -> None:
    for statement in _read(path).statements.values():
        assert "[?" in _render(path, statement.template, "unknown")


@pytest.mark.parametrize("path", SHIPPED, ids=_names(SHIPPED))
def test_a_holding_statement_leaves_no_gap_fits_one_post_and_says_when_we_speak_again(path: Path) -> None:
    playbook = _read(path)
    if holding := playbook.statements.get("holding"):
        text = _render(path, holding.template, "unconfirmed")
        assert gaps(text) == []
        assert len(text.strip()) <= 280
        assert next_word(text, at=SEEN, zone=UTC) is not None


@pytest.mark.parametrize("path", SHIPPED, ids=_names(SHIPPED))
def test_what_the_ceo_signs_cannot_go_out_as_it_comes_from_the_drawer(path: Path) -> None:
    playbook = _read(path)
    for name in playbook.statements.keys() & {"ceo-word", "all-clear", "outcome"}:
        text = _render(path, playbook.statements[name].template, "confirmed")
        assert len(gaps(text)) >= 3
        assert "[?" not in text


@pytest.mark.parametrize("path", SHIPPED, ids=_names(SHIPPED))
def test_the_last_word_names_no_further_time_so_that_the_run_can_end(path: Path) -> None:
    playbook = _read(path)
    for name in playbook.statements.keys() & {"all-clear", "outcome"}:
        assert next_word(_render(path, playbook.statements[name].template, "confirmed"), at=SEEN, zone=UTC) is None


def test_every_template_is_used_by_some_playbook() -> None:
    used = {statement.template for path in SHIPPED for statement in _read(path).statements.values()}
    assert {path.name.removesuffix(".txt.j2") for path in TEMPLATES if path.parent.name == "en"} == used


@pytest.mark.parametrize("path", TEMPLATES, ids=_names(TEMPLATES))
def test_no_template_says_what_everybody_says(path: Path) -> None:
    assert CANNED.findall(path.read_text(encoding="utf-8")) == []
