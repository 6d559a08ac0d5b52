"""`crisis team`: what is wrong with the team file, and whether a person can be reached."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Crisis
from tests.reach.receivers import Web, status

pytestmark = pytest.mark.usefixtures("warm")

SECRET = "correct-horse-42"

TEAM = """\
team: walrus
zone: Europe/Berlin
review_every: 30d
people:
  ana: {name: Ana, loud: ["json://me:${KEY}@127.0.0.1:PORT/one", "json://127.0.0.1:PORT/${file:key}"]}
  ben: {name: Ben, quiet: "mailto://ben@walrus.example", reviewed: 2020-01-01}
  cy: {name: Cy, phone: "112"}
roles: {lead: ana, duty: {calendar: duty.ics, person: cy}, boss: ben}
"""

PLAYBOOK = """\
playbook: fire
title: Fire
owner: Communications
review_by: 2999-01-01
roles:
  lead: {title: Lead, deputy: boss}
  boss: {title: Boss, deputy: lead}
  duty: {title: Duty, deputy: legal}
  legal: {title: Counsel, deputy: lead}
steps:
  - {id: call, role: lead, do: Call, within: 5m}
  - {id: over, role: boss, do: Stand down, ends: over}
"""


@pytest.fixture(autouse=True)
def team(tmp_path: Path, receiver: Web) -> Path:
    (tmp_path / "team.yaml").write_text(TEAM.replace("PORT", str(receiver.port)), encoding="utf-8")
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks/fire.yaml").write_text(PLAYBOOK, encoding="utf-8")
    key = tmp_path / "key"
    key.write_text(f"{SECRET}-b\n", encoding="utf-8")
    key.chmod(0o600)
    return tmp_path


def rules(ran: Any) -> set[str]:
    return {found["rule"] for found in ran.json["findings"]}


def test_a_check_finds_every_gap_in_validates_shape(crisis: Crisis, team: Path) -> None:
    (team / "key").chmod(0o644)
    ran = crisis("team", "check", "--json", code=1)
    assert rules(ran) == {
        *("role-without-holder", "no-loud-address", "contact-review-past"),
        *("secret-missing", "calendar-unreadable"),
        *({"secret-open"} if os.name != "nt" else set()),
    }
    unchecked = [found["path"] for found in ran.json["findings"] if found["rule"] == "contact-review-past"]
    assert unchecked == ["people.ana", "people.ben.reviewed", "people.cy"], "never, long ago, never"
    held = next(found for found in ran.json["findings"] if found["rule"] == "role-without-holder")
    assert (held["file"], held["path"]) == (os.path.join("playbooks", "fire.yaml"), "roles.legal")
    assert {found["file"] for found in ran.json["findings"]} == {"team.yaml", held["file"]}
    assert SECRET not in ran.out + ran.err
    text = crisis("team", "check", code=1)
    assert "error[role-without-holder]" in text.out
    assert SECRET not in text.out + text.err


def test_a_calendar_that_names_a_stranger_is_found(crisis: Crisis, team: Path) -> None:
    entry = "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20260101\r\n"
    entry += "RRULE:FREQ=DAILY\r\nSUMMARY:Bne\r\nEND:VEVENT\r\n"
    ics = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n{entry}END:VCALENDAR\r\n"
    (team / "duty.ics").write_text(ics, encoding="utf-8")
    assert {"calendar-stranger"} == rules(crisis("team", "check", "--json", code=1)) & {
        *("calendar-stranger", "calendar-unreadable")
    }


def test_nothing_wrong_is_exit_code_0(crisis: Crisis, team: Path) -> None:
    (team / "team.yaml").write_text(
        "team: t\nzone: UTC\npeople: {a: {name: A, phone: '1'}, b: {name: B, phone: '2'}}\n"
        "roles: {lead: a, boss: b, duty: a, legal: b}\n",
        encoding="utf-8",
    )
    crisis("team", "check")


def test_a_test_goes_out_by_every_address_and_says_that_it_is_one(
    crisis: Crisis, receiver: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEY", SECRET)
    ran = crisis("team", "test", "ana")
    first, second = ran.out.splitlines()[:2]
    assert first.startswith("address 1 of 2 (loud, json://me:${KEY}@127.0.0.1:")
    assert first.endswith("/one): sent by json")
    assert second.startswith("address 2 of 2 (loud, json://127.0.0.1:")
    code = re.search(r"code (\d{4})", ran.out)
    assert code is not None
    for said in receiver.said:
        assert said["title"] == "TEST page from crisis-cli: no crisis"
        assert " ".join(code[1]) in said["message"]
    assert SECRET not in ran.out + ran.err


def test_an_address_that_fails_is_said_and_fails_the_test(
    crisis: Crisis, receiver: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver.answer = status(404)
    ran = crisis("team", "test", "ana", "--json", code=1)
    rows = ran.json["addresses"]
    assert [row["failed_as"] for row in rows] == ["not set up", "refused"]
    assert "KEY is not set" in rows[0]["why"]
    monkeypatch.setenv("KEY", SECRET)
    assert SECRET not in crisis("team", "test", "ana", code=1).out


def test_who_is_not_there_or_has_no_address_is_said(crisis: Crisis) -> None:
    assert 'There is no "an"' in crisis("team", "test", "an", code=2).err
    assert "Ring them: 112" in crisis("team", "test", "cy", code=2).err
    crisis("team", "test", code=2)
    crisis("team", "check", "ana", code=2)
