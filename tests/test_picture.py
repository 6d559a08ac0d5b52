"""The README's picture is the board as the program draws it, eleven minutes into a bad night."""

from __future__ import annotations

import html
import itertools
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from crisis_cli.domain import intents as i
from crisis_cli.engine.keeper import KEEPER
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.ports import unchecked
from crisis_cli.engine.session import Session, open_run
from crisis_cli.files.playbook.reader import load_playbook, read_playbook
from crisis_cli.journal.memory import MemoryJournal
from crisis_cli.ui.board import BoardParts
from crisis_cli.ui.board.picture import picture
from tests.fakes import FakeClock

ROOT = Path(__file__).parent.parent
SHOWN = ROOT / ".github" / "board.svg"
CEST = timezone(timedelta(hours=2), "CEST")


def playbook_of(text: str):  # type: ignore[no-untyped-def]
    return read_playbook(text, "the pinned playbook").playbook


def new_ids() -> Callable[[], str]:
    count = itertools.count(1)
    return lambda: f"id-{next(count)}"


def a_bad_night(clock: FakeClock) -> Session:
    """Seen at 02:55, noticed four minutes later; the CEO does not answer."""
    playbook = load_playbook(ROOT / "playbooks" / "product-contamination.yaml").playbook
    assert playbook is not None
    journal = MemoryJournal(clock)
    opening = Opening(playbook, clock.now() - timedelta(minutes=4), "you")
    session = open_run(journal, opening, read_playbook=playbook_of, new_id=new_ids(), checks=unchecked)

    def later(minutes: float, intent: i.Intent, actor: str = "you") -> None:
        clock.advance(timedelta(minutes=minutes))
        session.act(i.Tick(), actor=KEEPER)
        session.act(intent, actor=actor)

    roles = {"ceo": "Cleo", "coo": "Cosmo", "quality": "Quinn", "social": "Sol", "care": "Carla", "press": "Pia"}
    for role, person in {**roles, "duty-manager": "Dana", "legal": "Lex"}.items():
        later(0, i.Offer((role,), person))
        later(0, i.Accept((role,), person), person)
    later(1, i.Answer("size-up", "crisis"))
    later(0.5, i.RecordFact("product", "Berry Oat 500 g", "confirmed", "plant"))
    later(0.5, i.RecordFact("people_ill", 3, "unconfirmed", "a post with a photo"))
    later(0.5, i.Complete("pause-posts"), "Sol")
    later(0.5, i.Acknowledge("get-facts"), "Quinn")
    later(1, i.AddTodo("Call the agency back", clock.now() + timedelta(minutes=36)))
    later(1.5, i.RecordTry("ceo", "phone", "none"))
    later(1.2, i.Tick(), KEEPER)
    return session


def drawn(tmp_path: Path) -> str:
    clock = FakeClock(datetime(2026, 7, 4, 0, 59, tzinfo=UTC))
    session = a_bad_night(clock)
    parts = BoardParts(
        session=session,
        clock=clock,
        zone=CEST,
        me="you",
        number=1,
        keeper_seen=clock.now,
        draft=lambda statement: i.Draft(statement, ""),
        correct=lambda statement: i.Draft(statement, ""),
        wording=lambda statement, *_: i.Draft(statement, ""),
        check=lambda *_: (),
        edit_elsewhere=lambda text: text,
        brief=lambda: "",
        scratch=tmp_path,
    )
    return picture(parts, 80, 24)


def words(svg: str) -> list[str]:
    """The text of a picture, without how it is drawn."""
    found = (
        html.unescape(re.sub(r"<[^>]*>", "", line)) for line in re.findall(r"<text.*?</text>", svg, re.DOTALL)
    )
    return [" ".join(line.split()) for line in found if line.strip()]


@pytest.fixture(autouse=True)
def plain_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_the_readmes_picture_is_the_board_as_it_is_drawn(tmp_path: Path) -> None:
    svg = drawn(tmp_path)
    if os.environ.get("CRISIS_REGEN"):
        SHOWN.parent.mkdir(exist_ok=True)
        SHOWN.write_text(svg, encoding="utf-8")
    assert words(SHOWN.read_text(encoding="utf-8")) == words(svg)
