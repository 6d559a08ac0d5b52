"""The sheets of a drill: the players' one gives nothing away, the facilitator's one has all of it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from crisis_cli.domain.playbook import Playbook
from crisis_cli.domain.scenario import Scenario
from crisis_cli.files.documents import read_document
from crisis_cli.files.playbook.reader import load_playbook
from crisis_cli.ui.sheets import pages, sheets

ROOT = Path(__file__).parents[3]
SHIPPED = sorted((ROOT / "playbooks/scenarios").glob("*.yaml"))
HOSTILE = "</pre><script>x</script> [a](javascript:x) | ``` \\x1b[2J \\u202e"


def _read(path: Path, *changes: tuple[str, str]) -> tuple[Scenario, Playbook]:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    scenario = read_document(text, path.name).scenario
    assert scenario is not None
    playbook = load_playbook(ROOT / "playbooks" / f"{scenario.playbook}.yaml").playbook
    assert playbook is not None
    return scenario, playbook


def _plain(sheet: str) -> str:
    """Its words, without the signs that Markdown wants before some of them."""
    return re.sub(r"\\(\W|_)", r"\1", sheet)


def _flat(text: str) -> str:
    """On one line, however its lines and spaces were."""
    return " ".join(text.split())


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_players_read_nothing_of_what_is_coming(path: Path, language: str) -> None:
    scenario, playbook = _read(path)
    sheet = _flat(_plain(sheets(scenario, playbook, language).players))
    assert _flat(scenario.summary[language]) in sheet
    assert all(role.titles.get(language, role.title) in sheet for role in playbook.roles.values())
    assert [one.id for one in scenario.injects.values() if f"({one.id})" in sheet] == []
    told = [
        words[language]
        for one in scenario.injects.values()
        for words in (one.text, one.subject, one.expected, one.note)
        if words
    ]
    told += [one.titles[language] for one in scenario.objectives]
    assert [words for words in told if _flat(words.split("\n")[0]) in sheet] == []


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_facilitator_has_every_word_of_every_inject_and_objective(path: Path, language: str) -> None:
    scenario, playbook = _read(path)
    sheet = _flat(_plain(sheets(scenario, playbook, language).facilitator))
    for one in scenario.injects.values():
        assert f"({one.id})" in sheet
        read = (one.text, one.subject, one.expected, one.note, *one.echoes, *one.options.values())
        assert [words[language] for words in read if words and _flat(words[language]) not in sheet] == []
    named = [words for one in scenario.objectives for words in (one.titles, one.watch_for) if words]
    assert [words[language] for words in named if _flat(words[language]) not in sheet] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_part_of_a_sheet_says_drill(language: str) -> None:
    scenario, playbook = _read(SHIPPED[0])
    for sheet in sheets(scenario, playbook, language):
        parts = [line for line in sheet.splitlines() if line.startswith(("# ", "## "))]
        assert len(parts) > 4
        assert [part for part in parts[:1] + parts[2:] if "DRILL" not in part] == []
        assert sheet.startswith("**DRILL")
        assert sheet.rstrip().splitlines()[-1].startswith("DRILL")
    for page in pages(scenario, playbook, language):
        assert f'<html lang="{language}">' in page
        assert '<p class="across" aria-hidden="true">DRILL</p>' in page


def test_the_timetable_runs_from_the_start_to_the_end_and_says_what_waits_for_what() -> None:
    scenario, playbook = _read(ROOT / "playbooks/scenarios/first-hour.yaml")
    sheet = _plain(sheets(scenario, playbook, "en").facilitator)
    table = sheet.partition("The timetable")[2].partition("## ")[0]
    times = [int(found) for found in re.findall(r"^\| T\+(\d+)", table, re.MULTILINE)]
    assert times == sorted(times)
    assert 'T+26, only if "Publish the holding statement" is not done' in table
    assert 'as soon as "Publish the holding statement" is done, and 3m later' in table
    assert "| by hand | post (food-blogger) |" in table
    assert "Chief executive cannot be reached for 14m." in sheet


def test_words_from_outside_steer_neither_a_page_nor_a_terminal() -> None:
    path = ROOT / "playbooks/scenarios/first-hour.yaml"
    scenario, playbook = _read(
        path, ('"Request for information, 26-1011-7"', repr("X")), ("Rita Holm\n    to", "ZZZ\n    to")
    )
    hostile = HOSTILE.encode().decode("unicode_escape")
    gazette = scenario.injects["gazette"]._replace(
        senders={"": hostile}, text={"": hostile}, expected={"": hostile}
    )
    scenario = Scenario(**{**vars(scenario), "injects": {"gazette": gazette}, "summary": {"": hostile}})
    for sheet in (*sheets(scenario, playbook, "en"), *pages(scenario, playbook, "en")):
        assert "\x1b" not in sheet
        assert "\u202e" not in sheet
    for page in pages(scenario, playbook, "en"):
        assert "<script" not in page
        assert "script>x</script" in unescape(page)
    text = sheets(scenario, playbook, "en").facilitator
    outside_fences = re.sub(r"(?ms)^(`{3,})text\n.*?^\1$", "", text)
    assert not re.search(r"(?<!\\)\[a\](?<!\\)\(javascript", re.sub(r"(`+).*?\1", "", outside_fences))


def test_a_language_without_headings_of_its_own_gets_english_ones() -> None:
    scenario, playbook = _read(SHIPPED[0])
    assert "## DRILL: How it runs" in sheets(scenario, playbook, "nl").players
