"""The scenarios of this repository: whole in each language, and playable to their end without a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crisis_cli.commands.checking.statement import _KINDS, _SHOWN_BY
from crisis_cli.commands.checking.text import About, check_text
from crisis_cli.domain.facts import value_in_words
from crisis_cli.domain.findings import Severity
from crisis_cli.domain.playbook import FactSpec, Kind, Playbook
from crisis_cli.domain.scenario import Inject, InjectKind, ObjectiveKind, Scenario, Told, Words
from crisis_cli.files.documents import Document, read_document
from crisis_cli.files.playbook.reader import load_playbook
from crisis_cli.files.scenario.references import fact_value, scenario_against_playbook
from crisis_cli.statements.elements import Known
from crisis_cli.statements.known import KnownFact

ROOT = Path(__file__).parents[3]
SHIPPED = sorted((ROOT / "playbooks/scenarios").glob("*.yaml"))
NEXT = "18:25"
"""Stands in every text for the time of the next word."""

each = pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])


def _document(path: Path) -> Document:
    return read_document(path.read_bytes(), path.name)


def _scenario(path: Path) -> Scenario:
    scenario = _document(path).scenario
    assert scenario is not None
    return scenario


def _playbook(scenario: Scenario) -> Playbook:
    playbook = load_playbook(ROOT / "playbooks" / f"{scenario.playbook}.yaml").playbook
    assert playbook is not None
    return playbook


def _said(scenario: Scenario) -> Iterator[Words]:
    """Everything that somebody reads."""
    yield from (scenario.titles, scenario.summary)
    for objective in scenario.objectives:
        yield from filter(None, (objective.titles, objective.watch_for))
    for texts in scenario.texts.values():
        yield from texts
    for inject in scenario.injects.values():
        yield from _of_inject(inject)


def _of_inject(inject: Inject) -> Iterator[Words]:
    one_by_one = (inject.text, inject.subject, inject.expected, inject.note)
    yield from filter(None, (*one_by_one, *inject.echoes, *inject.options.values()))


@each
def test_a_shipped_scenario_has_no_finding_at_all(path: Path) -> None:
    document = _document(path)
    assert document.findings == ()
    assert list(scenario_against_playbook(document.values, _playbook(_scenario(path)))) == []
    assert _scenario(path).id == path.stem


@each
def test_it_fills_an_hour_with_what_happens_to_people(path: Path) -> None:
    scenario = _scenario(path)
    happens = [one for one in scenario.injects.values() if one.kind is not InjectKind.OFF]
    assert scenario.length >= timedelta(hours=1)
    assert scenario.starts.tzinfo is UTC
    assert len(happens) >= 12
    assert {one.kind for one in scenario.injects.values()} == set(InjectKind)
    assert any(one.growth and one.echoes for one in happens)
    assert any("not done" in one.when.values() for one in happens)
    assert any("done" in one.when.values() for one in happens)
    assert any(one.by_hand for one in happens)
    assert any(one.facts for one in happens)


@each
def test_everything_in_it_is_there_in_english_and_in_french(path: Path) -> None:
    scenario = _scenario(path)
    assert scenario.languages == ("en", "fr")
    assert [said for said in _said(scenario) if set(said) != {"en", "fr"} or said["en"] == said["fr"]] in (
        [],
        [{"en": "B22", "fr": "B22"}],  # a gate is called the same everywhere
    )
    assert all(one.expected for one in scenario.injects.values())


@each
def test_its_french_never_breaks_a_line_before_a_high_sign(path: Path) -> None:
    plain_space = re.compile(r"\S [?!;»]|« | :(?:\s|$)")
    assert [said["fr"] for said in _said(_scenario(path)) if plain_space.search(said["fr"])] == []
    typed_by_a_firm = [text["fr"] for texts in _scenario(path).texts.values() for text in texts]
    assert [text for text in typed_by_a_firm if "'" in text] == []


def test_every_kind_of_objective_is_tried_somewhere() -> None:
    kinds = {objective.kind for path in SHIPPED for objective in _scenario(path).objectives}
    assert kinds == set(ObjectiveKind)
    for path in SHIPPED:
        assert all(one.capability for one in _scenario(path).objectives)


def test_each_playbook_for_a_crisis_has_its_drill() -> None:
    played = {_scenario(path).playbook for path in SHIPPED}
    there = {path.stem for path in (ROOT / "playbooks").glob("*.yaml")}
    assert there - played == {"angry-posts"}  # walked once a post: angry-posts-evening plays it beside `blank`
    assert "first-hour" in [path.stem for path in SHIPPED]


_REAL = re.compile(
    r"mcdonald|burger king|starbucks|ryanair|lufthansa|air france|united airlines|easyjet|reuters|\bafp\b|\bdpa\b|"
    r"\bbbc\b|\bcnn\b|nestl|danone|lidl|\baldi\b|tesco|walmart|uber|deliveroo|twitter",
    re.IGNORECASE,
)


@each
def test_nobody_in_it_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert _REAL.findall(text) == []
    ends = re.findall(r"[\w-]+\.(com|org|net|fr|de|uk|io|eu|example)\b", text)
    assert set(ends) <= {"example"}


def _facts(scenario: Scenario, playbook: Playbook) -> dict[str, tuple[FactSpec, Told]]:
    """What the team has been told by the end, without what only a facilitator plays."""
    told = {
        name: told
        for inject in scenario.injects.values()
        if not inject.by_hand
        for name, told in inject.facts.items()
    }
    return {name: (playbook.facts[name], one) for name, one in told.items()}


def _about(scenario: Scenario, playbook: Playbook, statement: str, language: str) -> About:
    spec, told = playbook.statements[statement], _facts(scenario, playbook)
    known = [KnownFact(name, status="unknown") for name in playbook.facts if name not in told]
    for name, (fact, one) in told.items():
        value = fact_value(fact, one.value)
        number = value if isinstance(value, int) and not isinstance(value, bool) else None
        known.append(KnownFact(name, (value_in_words(fact, value, UTC) or str(value),), one.status, number))
    named = {element: tuple(told[name][1].value for name in names if name in told) for element, names in _ANCHORS}
    return About(
        language=language,
        channels=spec.channels,
        kind=next((kind for start, kind in _KINDS.items() if spec.template.startswith(start)), None),
        known=Known({element: values for element, values in named.items() if values}, (), True, in_run=True),
        facts=(*known, KnownFact("clocks", (NEXT,))),
        company=playbook.company,
        signed=spec.speaker.startswith("ceo"),
        checks=playbook.checks,
    )


_ANCHORS = tuple(_SHOWN_BY.items())


@each
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_the_tools_players_write_passes_every_check_of_its_kind(path: Path, language: str) -> None:
    scenario = _scenario(path)
    playbook = _playbook(scenario)
    found = [
        f"{name} {round_}: {finding}"
        for name, texts in scenario.texts.items()
        for round_ in range(1, len(texts) + 1)
        for wording in check_text(
            scenario.text_for(name, round_, language, NEXT), name, _about(scenario, playbook, name, language)
        )
        for finding in wording.findings
        if finding.severity is not Severity.HINT
    ]
    assert found == []


@each
def test_its_players_know_what_to_answer_and_to_write(path: Path) -> None:
    scenario = _scenario(path)
    playbook = _playbook(scenario)
    talks = {one.id for one in scenario.injects.values() if one.kind is InjectKind.DISCUSS}
    assert talks <= scenario.answers.keys()
    without = playbook.statements.keys() - scenario.texts.keys()
    held = {name for name in without if playbook.statements[name].template.startswith("holding")}
    assert without - held <= {"all-clear", "outcome"}  # no hour reaches them
    asked = {step.id for step in playbook.steps.values() if step.kind is Kind.ASK}
    assert asked - scenario.answers.keys() <= {"finding"}  # due after two days


def test_the_first_thing_happens_at_once() -> None:
    starts = [min(one.at for one in _scenario(path).injects.values() if one.at is not None) for path in SHIPPED]
    assert set(starts) == {timedelta()}


def test_no_two_begin_at_the_same_moment() -> None:
    moments: list[datetime] = [_scenario(path).starts for path in SHIPPED]
    assert len(set(moments)) == len(moments)
