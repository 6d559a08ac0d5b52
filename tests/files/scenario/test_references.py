"""Scenario, watch and team files held against the playbooks that they name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import FactSpec, FactType, Playbook
from crisis_cli.files.documents import Document, read_document
from crisis_cli.files.playbook.reader import load_playbook
from crisis_cli.files.scenario.references import (
    fact_value,
    scenario_against_playbook,
    unknown_playbook,
    where_it_stands,
)
from crisis_cli.files.team.checks import team_against_playbooks
from crisis_cli.files.watch.checks import watch_against_playbooks

ROOT = Path(__file__).parents[3]
DOCUMENTS = ROOT / "tests/playbooks/good_documents"


def _playbook() -> Playbook:
    playbook = load_playbook(ROOT / "playbooks/product-contamination.yaml").playbook
    assert playbook is not None
    return playbook


def _document(name: str, *changes: tuple[str, str]) -> Document:
    text = (DOCUMENTS / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_document(text, f"{name}.yaml")


def _shown(document: Document, found: list[Finding]) -> list[str]:
    located = [document.places.located(one) for one in found]
    lines = document.text.splitlines()
    places = [one.place for one in located if one.place]
    words = [lines[place.line - 1][place.column - 1 : place.end_column - 1] for place in places]
    return [f"{one.rule}: {one.message} | {one.hint} | {word}" for one, word in zip(located, words, strict=True)]


def test_a_scenario_that_fits_its_playbook_is_clean() -> None:
    document = _document("night")
    assert list(scenario_against_playbook(document.values, _playbook())) == []
    assert list(unknown_playbook(document.values, {"product-contamination"})) == []


def test_whatever_the_playbook_lacks_is_named_at_its_place() -> None:
    document = _document(
        "night",
        ("promise: first_statement", "promise: first_word"),
        ("approved: holding, by: [ceo, coo]", "approved: holdin, by: [ceo, cfo]"),
        ("done: pause-posts", "done: pause-post"),
        ("legal: {absent", "counsel: {absent"),
        ("size-up: crisis, recall: recall", "size-up: crises, warn-ceo: done"),
        ("texts:\n  holding:", "texts:\n  hold:"),
        ("people_ill: {value: 2,", "people_ill: {value: two,"),
        ("journalist_asks: true", "journalist_asks: yesterday"),
        ('batch: "0422"', 'bach: "0422"'),
        ("off: ceo", "off: chief"),
        ("{publish-holding: not done}", "{publish-hold: not done}"),
        ("owner: coo", "owner: boss"),
        ("about: people_ill", "about: people"),
    )
    assert document.findings == ()
    found = _shown(document, list(scenario_against_playbook(document.values, _playbook())))
    named = [line.split(" | ")[-1] for line in found]
    assert " ".join(named) == (
        'first_word holdin cfo pause-post counsel hold crises done people_ill "0422" yesterday people chief '
        "not done boss"
    )
    assert 'unknown-choice: "crises" is not a choice of "size-up" | did you mean "crisis"? | crises' in found
    assert (
        'unknown-name: the playbook "product-contamination" has no step "pause-post" '
        '| did you mean "pause-posts"? | pause-post'
    ) in found


def test_a_playbook_that_is_not_there_is_said_with_the_nearest_name() -> None:
    document = _document("night", ("playbook: product-contamination", "playbook: product-contaminated"))
    found = _shown(document, list(unknown_playbook(document.values, ["product-contamination", "blank"])))
    assert found == [
        'unknown-playbook: there is no playbook "product-contaminated" '
        '| did you mean "product-contamination"? | product-contaminated'
    ]


def test_a_watch_suggests_only_playbooks_that_are_there() -> None:
    document = _document("watch")
    there = ["product-contamination", "refused-service", "mass-delays"]
    assert list(watch_against_playbooks(document.values, there)) == []
    found = _shown(document, list(watch_against_playbooks(document.values, there[1:])))
    assert [line.split(" | ")[-1] for line in found] == ["product-contamination", "product-contamination"]


def test_a_role_that_no_playbook_has_is_a_slip() -> None:
    document = _document("team", ("duty-manager:", "duty-manger:"))
    assert document.team is not None
    found = _shown(document, list(team_against_playbooks(document.team, _playbook().roles)))
    assert found == [
        'unknown-name: no playbook has a role "duty-manger" | did you mean "duty-manager"? | duty-manger'
    ]


def test_a_fact_is_typed_by_its_playbook() -> None:
    def value(type_: FactType, written: str) -> object:
        return fact_value(FactSpec("x", "X?", type_, choices={"a": "A"}), written)

    assert value(FactType.BOOLEAN, "true") is True
    assert value(FactType.BOOLEAN, "yes") is None
    assert value(FactType.INTEGER, "-3") == -3
    assert value(FactType.INTEGER, "3.5") is None
    assert value(FactType.CHOICE, "a") == "a"
    assert value(FactType.CHOICE, "b") is None
    assert value(FactType.TIME, "2026-11-22T02:55+01:00") == "2026-11-22T01:55:00.000000Z"
    assert value(FactType.TIME, "2026-11-22T02:55") is None
    assert value(FactType.TIME, "soon") is None
    assert value(FactType.TEXT, "0422") == "0422"


def test_the_answer_to_a_talk_is_one_of_its_options() -> None:
    clean = _document("night", ("recall: recall}", "recall: recall, recall-talk: morning}"))
    assert list(scenario_against_playbook(clean.values, _playbook())) == []
    wrong = _document("night", ("recall: recall}", "recall: recall, recall-talk: mornin}"))
    assert _shown(wrong, list(scenario_against_playbook(wrong.values, _playbook()))) == [
        'unknown-choice: "mornin" is not a choice of "recall-talk" | did you mean "morning"? | mornin'
    ]


def test_a_state_in_which_a_step_never_is_is_refused() -> None:
    document = _document("night", ("warn-ceo: skipped", "pause-posts: skipped, recall: late, run-recall: late"))
    assert _shown(document, list(scenario_against_playbook(document.values, _playbook()))) == [
        'never-happens: step "pause-posts" is never skipped: it is required, so nobody can skip it '
        "| take another state or another step, or play this by hand | skipped"
    ]
    loose = _playbook()
    step = loose.steps["recall"]._replace(within=None)
    loose = replace(loose, steps={**loose.steps, "recall": step})
    late = _document("night", ("warn-ceo: skipped", "recall: late"))
    assert [one.message for one in scenario_against_playbook(late.values, loose)] == [
        'step "recall" is never late: it has no time by which it is due'
    ]


def test_a_promise_that_is_due_after_the_drill_is_no_objective() -> None:
    document = _document(
        "night", ("length: 60m", "length: 41m"), ("promise: first_statement", "promise: ceo_in_person")
    )
    found = _shown(document, list(scenario_against_playbook(document.values, _playbook())))
    assert found == [
        "objective-after-end: nobody can tell: the scenario is over after 41m "
        "| its time is 1h; make length longer, or take another promise | ceo_in_person"
    ]


def _beside_errors(*changes: tuple[str, str]) -> list[str]:
    """What is said of the playbook's names in a file that has errors of its own."""
    document = _document("night", *changes)
    assert not document.sound
    found = list(scenario_against_playbook(document.values, _playbook(), sound=False))
    return _shown(document, [where_it_stands(one, document.places, document.text) for one in found])


def test_what_the_playbook_lacks_is_told_beside_the_errors_of_the_file() -> None:
    found = _beside_errors(
        ("length: 60m", "length: 60x"),
        ("promise: first_statement", "promise: first_word"),
        ("done: pause-posts", "done: pause-post"),
        ("legal: {absent", "counsel: {absent"),
        ("size-up: crisis", "size-up: crises"),
    )
    assert " ".join(line.split(" | ")[-1] for line in found) == "first_word pause-post counsel crises"


def test_nothing_is_said_that_comes_only_of_a_field_that_could_not_be_read() -> None:
    options = "options: {now: Tonight, morning: {en: In the morning, fr: Demain matin}}"
    talk = ("recall: recall}", "recall: recall, recall-talk: morning}")
    assert _beside_errors(talk, (options, "optoins: {now: Tonight}")) == []
    assert _beside_errors(talk, ("discuss: Do we", "discus: Do we")) == []
    assert _beside_errors(talk, ("id: recall-talk", "di: recall-talk")) == []
    assert _beside_errors(("playbook: product-contamination", "playbok: product-contamination")) == []
    late = (("length: 60m", "length: 41m"), ("promise: first_statement", "promise: ceo_in_person"))
    assert _beside_errors(("seen_before: 5m", "seen_befor: 20m"), *late) == []


def test_an_item_behind_one_that_could_not_be_read_is_not_sought_in_its_place() -> None:
    found = _beside_errors(("by: [ceo, coo]", "by: [c e o, cfoo]"))
    assert found == [
        'unknown-name: the playbook "product-contamination" has no role "cfoo" | did you mean "coo"? | by'
    ]
    found = _beside_errors(("by: [ceo, coo]", "by: [ceo, cfoo]"), ("length: 60m", "length: 60x"))
    assert [line.split(" | ")[-1] for line in found] == ["cfoo"]


def test_a_scenario_that_is_too_large_is_not_called_a_playbook() -> None:
    (found,) = read_document("scenario: night\n" + "#" * (1 << 20), "night.yaml").findings
    assert (found.rule, found.hint) == ("too-large", "it cannot be a scenario: check the name of the file")
