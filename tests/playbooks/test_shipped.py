"""The playbooks and plans of this repository: they read, and their promises can be kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crisis_cli.domain.playbook import Kind, Playbook, Promise
from crisis_cli.files.drafting import CORRECTION, TALKING_POINTS
from crisis_cli.files.playbook.reader import load_playbook
from crisis_cli.proof.standing import before_it_begins
from crisis_cli.proof.worst import Verdict, worst

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "playbooks").glob("*.yaml"))
PLANS = sorted((ROOT / "tests/playbooks/plans").glob("*.yaml"))
SEEN = datetime(2026, 11, 22, 1, 55, tzinfo=UTC)


def _names(paths: list[Path]) -> list[str]:
    return [path.stem for path in paths]


def _read(path: Path) -> Playbook:
    playbook = load_playbook(path).playbook
    assert playbook is not None
    return playbook


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
    standing = before_it_begins(playbook, SEEN)
    for promise in playbook.promises.values():
        if promise.counts_from == "change":
            continue
        found = worst(playbook, standing, promise)
        assert found.verdict is Verdict.BOUNDED
        assert not found.late


def test_the_full_playbooks_promise_a_word_in_half_an_hour_and_the_ceo_within_the_hour() -> None:
    for path in SHIPPED:
        playbook = _read(path)
        promised = {name: promise.within.total_seconds() / 60 for name, promise in playbook.promises.items()}
        if not playbook.per_item:
            assert (promised["first_statement"], promised["ceo_in_person"]) == (30, 60)
            assert playbook.promises["correction"] == Promise("correction", timedelta(minutes=15), "", "change")


def test_contaminated_food_is_asked_about_in_french_as_well_with_the_signs_of_french() -> None:
    playbook = _read(ROOT / "playbooks/product-contamination.yaml")
    titles = [role.titles["fr"] for role in playbook.roles.values()]
    asks = [fact.asks["fr"] for fact in playbook.facts.values()]
    assert all(ask.endswith("\u00a0?") for ask in asks)
    assert not re.search(r"'| [?!;:]", " ".join([*titles, *asks]))
    assert all(fact.ask.endswith("?") and fact.ask not in asks for fact in playbook.facts.values())


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
def test_the_first_hour_says_how_to_freeze_and_the_end_how_to_unfreeze(path: Path) -> None:
    playbook = _read(path)
    if not playbook.per_item:
        pause, end = playbook.steps["pause-posts"], playbook.steps["stand-down"]
        assert pause.phase == "first hour"
        assert "crisis freeze --all" in " ".join((pause.guidance, *pause.checklist))
        assert "crisis unfreeze" in " ".join(end.checklist)


@pytest.mark.parametrize("path", SHIPPED, ids=_names(SHIPPED))
def test_every_statement_has_a_template_in_each_language(path: Path) -> None:
    for statement in _read(path).statements.values():
        for language in ("en", "fr"):
            assert (ROOT / "templates" / language / f"{statement.template}.txt.j2").is_file()


def test_every_shipped_template_is_written_in_some_shipped_playbook() -> None:
    playbooks = [_read(path) for path in SHIPPED]
    written = {
        playbook.statements[step.target].template
        for playbook in playbooks
        for step in playbook.steps.values()
        if step.kind is Kind.DRAFT
    }
    shipped = {path.name.partition(".")[0] for path in (ROOT / "templates" / "en").glob("*.txt.j2")}
    assert shipped - written == {CORRECTION, TALKING_POINTS}
