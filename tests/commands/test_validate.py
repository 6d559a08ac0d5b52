"""`crisis validate`, called as a user and as CI call it."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crisis_cli.domain.findings import Finding
from crisis_cli.rules import catalogue
from crisis_cli.rules.rule import Subject
from tests.commands.conftest import Crisis
from tests.rules.checked import FRAME

LATE = FRAME.replace(
    "    within: 3m\n    ladder: [{after: 1m, page: coo, within: 3m}]",
    "    within: 20m\n    ladder: [{after: 15m, page: coo, within: 5m}]",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A team's folder: one playbook, and the template that it needs."""
    playbooks = tmp_path / "playbooks"
    playbooks.mkdir()
    (playbooks / "frame.yaml").write_text(FRAME)
    templates = tmp_path / "templates/en"
    templates.mkdir(parents=True)
    for name in ("holding_general", "update", "all_clear"):
        (templates / f"{name}.txt.j2").write_text("What we know: {{ fact.situation }}\n[[ yours ]]\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rules(ran: object) -> list[str]:
    return [finding["rule"] for finding in ran.json["findings"]]  # type: ignore[attr-defined]


def test_a_folder_of_good_playbooks_passes_and_says_what_it_could_not_look_at(
    crisis: Crisis, folder: Path
) -> None:
    assert (folder / "team.yaml").exists() is False
    ran = crisis("validate", "--strict")
    assert ran.out == "1 file: nothing found. Not checked: who holds which role (no team file).\n"


def test_a_promise_that_cannot_be_kept_is_refused_with_its_path_and_slack(crisis: Crisis, folder: Path) -> None:
    (folder / "playbooks/frame.yaml").write_text(LATE)
    ran = crisis("validate", code=1)
    assert "error[late-promise]" in ran.out
    assert "yes-to-holding" in ran.out


def test_every_finding_of_every_file_comes_in_one_go(crisis: Crisis, folder: Path) -> None:
    (folder / "playbooks/frame.yaml").write_text(LATE)
    (folder / "playbooks/other.yaml").write_text(FRAME.replace("playbook: frame", "playbook: other\non: x"))
    found = crisis("validate", "--format", "json", code=1).json
    assert {finding["file"] for finding in found["findings"]} == {"playbooks/frame.yaml", "playbooks/other.yaml"}
    assert found["version"] == 1
    assert found["checked"] == 2
    assert set(found["findings"][0]) >= {
        *("rule", "severity", "file", "line", "column", "end_line", "end_column", "message", "hint", "related"),
    }


def test_nothing_to_look_at_is_no_green_run(
    crisis: Crisis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "playbooks" in crisis("validate", code=2).err
    (tmp_path / "playbooks").mkdir()
    assert "nothing was looked at" in crisis("validate", code=2).err
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    assert "nothing was looked at" in crisis("validate", ".", code=2).err


def test_somebody_elses_yaml_in_a_folder_is_left_alone_and_named(crisis: Crisis, folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("site_name: x\n")
    assert "a YAML file of no kind that crisis knows (mkdocs.yml)" in crisis("validate", ".").out


def test_a_playbook_whose_first_field_is_misspelt_is_not_passed_over(crisis: Crisis, folder: Path) -> None:
    (folder / "playbooks/frame.yaml").write_text(FRAME.replace("playbook: frame", "playbok: frame"))
    assert 'did you mean "playbook"?' in crisis("validate", code=1).out


@pytest.mark.usefixtures("folder")
def test_standard_input_is_checked_like_a_file(crisis: Crisis) -> None:
    ran = crisis("validate", "-", typed=LATE, code=1)
    assert "--> <stdin>:" in ran.out
    assert "first_statement: {within: 30m" in ran.out


def test_a_warning_fails_only_when_strict_and_the_calendar_only_when_asked_for(
    crisis: Crisis, folder: Path
) -> None:
    (folder / "playbooks/frame.yaml").write_text(FRAME.replace("2027-05-01", "2026-01-01"))
    assert rules(crisis("validate", "--format", "json")) == ["review-past"]
    crisis("validate", "--strict")
    crisis("validate", "--calendar", code=1)
    (folder / "playbooks/frame.yaml").write_text(
        FRAME.replace("owner: Head of communications\nreview_by: 2027-05-01\n", "")
    )
    crisis("validate")
    crisis("validate", "--strict", code=1)


def test_rules_and_families_are_selected_and_ignored(crisis: Crisis, folder: Path) -> None:
    (folder / "playbooks/frame.yaml").write_text(LATE.replace("2027-05-01", "2026-01-01"))
    assert rules(crisis("validate", "--format", "json", "--select", "care")) == ["review-past"]
    assert rules(crisis("validate", "--format", "json", "--ignore", "late-promise,review-past")) == []
    assert 'did you mean "late-promise"?' in crisis("validate", "--select", "late-promis", code=2).err


def test_the_output_goes_to_a_file_whole(crisis: Crisis, folder: Path) -> None:
    assert crisis("validate", "--format", "sarif", "--output", "out.sarif").out == ""
    assert json.loads((folder / "out.sarif").read_text())["version"] == "2.1.0"
    assert stat.S_IMODE((folder / "out.sarif").stat().st_mode) == 0o666 & ~_umask()
    assert "could not be written" in crisis("validate", "--output", "nowhere/out.txt", code=4).err


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_two_playbooks_of_one_name_are_both_named(crisis: Crisis, folder: Path) -> None:
    (folder / "playbooks/copy.yaml").write_text(FRAME)
    found = crisis("validate", "--format", "json", code=1).json["findings"]
    twin = next(finding for finding in found if finding["rule"] == "duplicate-playbook")
    assert {twin["file"], twin["related"][0]["file"]} == {"playbooks/copy.yaml", "playbooks/frame.yaml"}


def test_a_pipe_a_loop_and_a_file_that_is_gone_are_findings(crisis: Crisis, folder: Path) -> None:
    os.mkfifo(folder / "playbooks/pipe.yaml")
    os.symlink("loop.yaml", folder / "playbooks/loop.yaml")
    os.symlink("gone.yaml", folder / "playbooks/link.yaml")
    found = crisis("validate", "--format", "json", code=1).json["findings"]
    assert [(Path(one["file"]).name, one["rule"]) for one in found] == [
        ("link.yaml", "unreadable"),
        ("loop.yaml", "unreadable"),
        ("pipe.yaml", "unreadable"),
    ]


def test_a_team_file_beside_the_playbooks_is_checked_and_used(crisis: Crisis, folder: Path) -> None:
    (folder / "team.yaml").write_text(
        'team: night\npeople:\n  anna: {name: Anna, loud: ["tel:anna"]}\nroles: {lead: anna}\n'
    )
    ran = crisis("validate", code=1)
    assert "role-without-holder" in ran.out
    assert "Not checked" not in ran.out


def test_a_template_that_names_a_fact_nobody_asks_for_is_refused_at_its_own_line(
    crisis: Crisis, folder: Path
) -> None:
    (folder / "templates/en/update.txt.j2").write_text("Hello\n{{ fact.situatoin }}\n")
    ran = crisis("validate", code=1)
    assert "templates/en/update.txt.j2:2:" in ran.out
    assert "situation" in ran.out


def test_the_wording_of_a_template_for_one_channel_is_checked_like_the_template(
    crisis: Crisis, folder: Path
) -> None:
    (folder / "templates/en/update.x.txt.j2").write_text("Hello\n{{ fact.situatoin }}\n")
    assert "templates/en/update.x.txt.j2:2:" in crisis("validate", code=1).out


def test_many_files_are_checked_by_several_processes_with_the_same_findings(crisis: Crisis, folder: Path) -> None:
    for number in range(520):
        text = FRAME.replace("playbook: frame", f"playbook: plan-{number}")
        (folder / f"playbooks/plan-{number}.yaml").write_text(text if number % 100 else text + "oops: 1\n")
    found = crisis("validate", "--format", "json", code=1).json
    assert found["checked"] == 521
    assert [finding["rule"] for finding in found["findings"]] == ["unknown-key"] * 6


def test_a_finding_is_lived_with_for_a_reason_in_the_file(crisis: Crisis, folder: Path) -> None:
    late = LATE.replace("within: 30m, kept_by", "within: 30m, kept_by")
    line = "  first_statement: {within: 30m, kept_by: publish-holding}"
    playbook = folder / "playbooks/frame.yaml"
    playbook.write_text(
        late.replace(line, line + "  # crisis: ignore[late-promise] because the drill needs it late")
    )
    assert "late-promise" not in crisis("validate", "--strict", code=None).out
    playbook.write_text(late.replace(line, line + "  # crisis: ignore[late-promise]"))
    assert "ignore-without-reason" in crisis("validate", code=1).out
    playbook.write_text(FRAME.replace(line, line + "  # crisis: ignore[late-promise] because it was late once"))
    assert "ignore-unused" in crisis("validate").out
    crisis("validate", "--fix")
    assert playbook.read_text() == FRAME


def test_what_was_there_before_is_left_out_by_its_place_in_the_document(crisis: Crisis, folder: Path) -> None:
    playbook = folder / "playbooks/frame.yaml"
    playbook.write_text(LATE)
    crisis("validate", "--format", "json", "--output", "known.json", code=1)
    playbook.write_text("# a line more\n\n" + LATE.replace("2027-05-01", "2026-01-01"))
    ran = crisis("validate", "--baseline", "known.json")
    assert ran.out.startswith("warning[review-past]")
    assert "1 finding of the baseline left out." in ran.err
    playbook.write_text(FRAME)
    assert "1 in it are mended" in crisis("validate", "--baseline", "known.json").err


def test_what_has_one_right_answer_is_put_right_and_the_rest_told(crisis: Crisis, folder: Path) -> None:
    playbook = folder / "playbooks/frame.yaml"
    playbook.write_text(LATE.replace("deputy: lead", "deputy: Lead").replace("handled in person", "012"))
    ran = crisis("validate", "--fix", code=1)
    assert ran.err == (
        "playbooks/frame.yaml:10: duty-manager: {title: Duty manager, deputy: lead}\n"
        'playbooks/frame.yaml:32: ends: "012"\n'
        "2 lines put right.\n"
    )
    assert "late-promise" in ran.out
    assert playbook.read_text() == LATE.replace("handled in person", '"012"')


def test_a_fault_in_one_of_several_processes_ends_the_run_and_is_told(
    crisis: Crisis, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(520):
        (folder / f"playbooks/plan-{number}.yaml").write_text(FRAME)

    def broken(_: Subject) -> Iterator[Finding]:
        raise ZeroDivisionError

    monkeypatch.setattr(catalogue, "EVERY", (broken,))
    assert "A fault in crisis-cli itself: ZeroDivisionError." in crisis("validate", code=4).err


def test_a_team_or_watch_file_that_names_what_no_playbook_has_is_refused(crisis: Crisis, folder: Path) -> None:
    (folder / "team.yaml").write_text(
        "team: night\nzone: UTC\npeople:\n  anna: {name: Anna}\nroles: {leed: anna}\n"
    )
    (folder / "watch.yaml").write_text(
        "watch: night\nbrands: [Walrus]\nsources: [{id: all, lines: '-'}]\nsuggests: {otherwise: nowhere}\n"
    )
    found = crisis("validate", "--format", "json", "--select", "references", code=1).json["findings"]
    assert ("team.yaml", "unknown-name") in {(one["file"], one["rule"]) for one in found}
    assert ("watch.yaml", "unknown-playbook") in {(one["file"], one["rule"]) for one in found}


def test_a_channels_file_is_checked_and_its_accounts_are_held_against_the_playbooks(
    crisis: Crisis, folder: Path
) -> None:
    account = "{service: file, account: the page, path: page.txt}"
    accounts = f"channels: night\naccounts:\n  website: {account}\n  bilboard: {account}\n"
    (folder / "channels.yaml").write_text(accounts)
    found = crisis("validate", "--format", "json", "--select", "accounts").json["findings"]
    assert [(one["file"], one["rule"], one["path"]) for one in found] == [
        ("channels.yaml", "unused-account", "accounts.bilboard")
    ]
    key = "{service: bluesky, account: walrus.example, password: hunter2-geheim}"
    (folder / "channels.yaml").write_text(f"{accounts}  bluesky: {key}\n")
    ran = crisis("validate", "channels.yaml", code=1)
    assert "error[secret-in-file]" in ran.out
    assert "geheim" not in ran.out + ran.err


def test_a_template_in_another_language_is_not_taken_for_the_one_that_a_run_would_draft(
    crisis: Crisis, folder: Path
) -> None:
    (folder / "templates/fr").mkdir()
    (folder / "templates/en/holding_general.txt.j2").rename(folder / "templates/fr/attente.txt.j2")
    playbook = folder / "playbooks/frame.yaml"
    playbook.write_text(FRAME.replace("template: holding_general", "template: attente"))
    assert 'the template "attente" is there in fr only' in crisis("validate", code=1).out
    (folder / "templates/fr/update.txt.j2").write_text("{{ fact.situation }}\n")
    (folder / "templates/fr/all_clear.txt.j2").write_text("{{ fact.situation }}\n")
    playbook.write_text(playbook.read_text().replace("owner:", "language: fr\nowner:"))
    crisis("validate", "--strict")


def test_a_broken_template_is_not_called_a_missing_one(crisis: Crisis, folder: Path) -> None:
    (folder / "templates/en/update.txt.j2").write_text("{% if fact.situation.known %}\n")
    for path in ("playbooks", "playbooks/frame.yaml"):
        found = crisis("validate", path, "--format", "json", code=1).json["findings"]
        assert [finding["rule"] for finding in found] == ["template-syntax"]


def test_a_file_alone_is_told_what_its_folder_is_told(crisis: Crisis, folder: Path) -> None:
    playbook = folder / "playbooks/frame.yaml"
    (folder / "templates/en/nobody.txt.j2").write_text("{{ fact.situation }}")
    (folder / "templates/fr").mkdir()
    (folder / "templates/fr/update.txt.j2").write_text("{{ fact.situation.value + 1 }}")
    for name in ("nobdy", "update.x", '"updat\\x65"'):
        playbook.write_text(FRAME.replace("template: update", f"template: {name}"))
        ran = [
            crisis("validate", path, "--format", "json", code=1) for path in ("playbooks/frame.yaml", "playbooks")
        ]
        assert ran[0].json["findings"] == ran[1].json["findings"]


def test_what_errors_kept_from_being_looked_at_is_said(crisis: Crisis, folder: Path) -> None:
    (folder / "playbooks/frame.yaml").write_text(LATE.replace("speaker: ceo", "speaker: coe", 1))
    out = crisis("validate", code=1).out
    assert "late-promise" not in out
    assert "paths, promises and approvals of a playbook, until the errors above are mended" in out


def test_a_team_file_counts_however_it_is_called(crisis: Crisis, folder: Path) -> None:
    (folder / "people.yaml").write_text(
        "team: night\nzone: UTC\npeople:\n  anna: {name: Anna}\nroles: {lead: anna}\n"
    )
    assert "no team file" not in crisis("validate", code=1).out
    (folder / "elsewhere").mkdir()
    (folder / "people.yaml").rename(folder / "elsewhere/equipe.yaml")
    assert "no team file" in crisis("validate").out
    assert "role-without-holder" in crisis("validate", "playbooks", "elsewhere/equipe.yaml", code=1).out


def test_no_choice_of_rules_and_no_baseline_hides_that_a_file_cannot_be_read(crisis: Crisis, folder: Path) -> None:
    (folder / "playbooks/frame.yaml").write_text("playbook: [\n")
    crisis("validate", "--format", "json", "--output", "known.json", code=1)
    for words in (("--select", "promises"), ("--ignore", "text,shape"), ("--baseline", "known.json")):
        assert "error[syntax]" in crisis("validate", *words, code=1).out


def test_a_baseline_counts_from_wherever_it_is_read(
    crisis: Crisis, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "playbooks/frame.yaml").write_text(LATE)
    crisis("validate", "--format", "json", "--output", "known.json", code=1)
    crisis("validate", str(folder / "playbooks"), "--baseline", "known.json")
    monkeypatch.chdir(folder / "playbooks")
    crisis("validate", ".", "--baseline", "../known.json")


def test_the_report_is_never_written_over_a_playbook(crisis: Crisis, folder: Path) -> None:
    assert "would replace it" in crisis("validate", "--output", "playbooks/frame.yaml", code=2).err
    assert (folder / "playbooks/frame.yaml").read_text() == FRAME
    crisis("validate", "--output", "", code=2)
    crisis("validate", "", code=2)
    assert "nothing found" in crisis("validate", "--output", "-").out


def test_facts_that_a_shipped_template_prints_are_missed_in_the_playbook_itself(
    crisis: Crisis, folder: Path
) -> None:
    (folder / "templates/en/update.txt.j2").unlink()
    (found,) = crisis("validate", "--format", "json", code=1).json["findings"]
    assert (found["file"], found["rule"], found["path"]) == (
        *("playbooks/frame.yaml", "template-fact", "statements.update.template"),
    )


def test_on_a_terminal_no_line_is_wider_than_it_and_into_a_pipe_a_sentence_is_one_line(
    crisis: Crisis, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "playbooks/frame.yaml").write_text(LATE)
    piped = crisis("validate", code=1).out
    assert "too late on the worst path (size-up: crisis)\n" in piped
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    assert crisis("validate", code=1).out == piped
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    drawn = crisis("validate", code=1).out
    assert max(map(len, drawn.splitlines())) <= 60
    assert re.search(r"^ +14m-54m  yes-to-holding   40m \(line \d+\)$", drawn, re.MULTILINE)


def test_addresses_that_nobody_has_checked_for_long_are_a_warning_and_an_error_by_the_calendar(
    crisis: Crisis, folder: Path
) -> None:
    people = "".join(
        f'  {name}: {{name: {name.title()}, phone: "+49 30 5550101", reviewed: 2020-01-01}}\n'
        for name in ("ana", "ben", "clara", "dan")
    )
    held = "roles: {lead: ana, duty-manager: ben, ceo: clara, coo: dan}\n"
    (folder / "team.yaml").write_text(f"team: oats\nzone: UTC\nreview_every: 180d\npeople:\n{people}{held}")
    found = crisis("validate", "playbooks", "team.yaml", "--format", "json").json["findings"]
    assert {(one["rule"], one["severity"], one["path"]) for one in found} == {
        ("contact-review-past", "warning", f"people.{name}.reviewed") for name in ("ana", "ben", "clara", "dan")
    }
    crisis("validate", "playbooks", "team.yaml", "--calendar", code=1)


def test_a_scenario_names_its_own_errors_and_what_its_playbook_lacks_in_one_go(
    crisis: Crisis, folder: Path
) -> None:
    (folder / "scenarios").mkdir()
    text = """scenario: night
title: Night
playbook: frame
languages: [en]
starts: 2026-11-22T01:55Z
length: 60x
objectives:
  - {id: done, title: It is done, done: no-such-step}
injects:
  - {id: first, at: 5m, post: Ill!, from: "@lena", nonsense: 1}
"""
    (folder / "scenarios/night.yaml").write_text(text)
    ran = crisis("validate", "scenarios/night.yaml", "--format", "json", code=1)
    assert rules(ran) == ["bad-duration", "unknown-name", "unknown-key"]
