"""What a page says, and what no service may read into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crisis_cli.domain import intents as i
from crisis_cli.domain.records import Page
from crisis_cli.reach.words import harmless, message, trial
from tests.engine.builder import Night, do, playbook, promise

CAST = {"ceo": "carla", "coo": "oona"}
BERLIN = ZoneInfo("Europe/Berlin")


def said(night: Night, page: Page, at: datetime | None = None) -> list[str]:
    title, body = message(page, night.run, number=7, code="7012", at=at or night.now, zone=BERLIN)
    return [title, *body.splitlines()]


def test_a_page_says_what_why_you_until_when_and_how_to_answer() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo", within="5m", title="Warn the plant")), CAST).done(
        "one"
    )
    (page,) = night.pages("turn")
    due = night.t("5m").astimezone(BERLIN)
    assert said(night, page) == [
        "Your turn: Warn the plant (Spilled paint)",
        "Your turn: Warn the plant",
        "Why you: you are Ceo",
        f"Until when: {due:%H:%M} ({night.t('5m'):%H:%M} UTC), 5 min left",
        "I have it: crisis ack 7012",
        "No keyboard? Tell whoever is at the board: code 7 0 1 2",
        "REAL #7 Spilled paint",
    ]


def test_a_late_page_says_how_late_and_why() -> None:
    night = Night(playbook(do("one", within="5m", ladder=["2m coo"])), CAST).wait("2h")
    night.act(i.Tick("this machine slept, or its clock was set"), by="keeper")
    (page,) = night.pages("rung")
    title, *lines = said(night, page)
    assert title.startswith("PAGE 1 h 53 LATE: one")
    assert "This page comes 1 h 53 late: this machine slept, or its clock was set." in lines
    assert "Why you: nobody has finished it in time, and you are the next to be asked" in lines
    (until,) = (line for line in lines if line.startswith("Until when"))
    assert "late" not in until, "which of two lengths was it late?"


def test_a_page_that_waited_to_be_sent_says_so_too() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo")), CAST).done("one")
    (page,) = night.pages("turn")
    later = page.queued_at + timedelta(minutes=12)
    assert "This page comes 12 min late: no keeper was running." in said(night, page, later)
    tried = replace(page, attempts=3)
    assert "This page comes 12 min late: it could not be sent sooner." in said(night, tried, later)
    assert not [line for line in said(night, page) if "late" in line]


@pytest.mark.parametrize(
    ("about", "why", "answer"),
    [
        ("handover", "it is offered to you", "I take it"),
        ("promise", "you are in charge", "I have read it"),
        ("notify", "the plan says that you are told", "I have read it"),
        ("heads_up", "it was given to you", "I have read it"),
        ("unheld", "you are in charge", "I have it"),
    ],
)
def test_each_kind_of_page_says_why_it_comes_to_you(about: str, why: str, answer: str) -> None:
    night = Night(playbook(do("one")))
    page = Page("1", about, "one", "zoe", "x", None, 0, night.now)
    lines = said(night, page)
    assert f"Why you: {why}" in lines
    assert f"{answer}: crisis ack 7012" in lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!channel> <@U1> <http://x|y>", "‹!channel› ‹＠U1› ‹http://x|y›"),
        ("@everyone @here", "＠everyone ＠here"),
        ("one\r\nBcc: all\x00\x1b[2J\u202e\u2028two", "one Bcc: all [2J two"),
        ("family 👨\u200d👩\u200d👧 `code`", "family 👨\u200d👩\u200d👧 'code'"),
        ("x" * 50, "x" * 19 + "…"),
    ],
)
def test_no_service_reads_a_mention_or_a_header_into_it(text: str, shown: str) -> None:
    assert harmless(text, 60 if len(text) < 50 else 20) == shown


def test_a_test_says_that_it_is_one() -> None:
    title, body = trial("Ana <!here>", "4711")
    assert title.startswith("TEST")
    assert body.startswith("TEST.")
    assert "4 7 1 1" in body
    assert "<" not in body


def test_whoever_is_in_charge_is_told_before_a_promise_is_missed_and_once() -> None:
    night = Night(playbook(do("one", within="1h"), promises=[promise("one", "30m")]), {"lead": "lena"})
    night.watch("24m", 60)
    assert night.pages("promise") == []
    night.watch("16m", 60)
    (page,) = night.pages("promise", "lena")
    assert (page.text, page.late_seconds) == ("First word is promised and not out yet.", 0)
    assert page.due_at is not None
    assert page.queued_at - page.due_at <= timedelta(minutes=-4)
    night = Night(playbook(do("one", within="1h"), promises=[promise("one", "30m")])).wait("10m").done("one")
    night.watch("30m", 60)
    assert night.pages("promise") == []
    night = Night(playbook(do("one", within="1h"), promises=[promise("one", "30m")])).wait("40m")
    night.tick()
    (page,) = night.pages("promise")
    assert page.text == "First word was promised and is not out."
