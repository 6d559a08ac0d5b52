"""A page in French: every sentence of ours, and nothing of what others wrote."""

from __future__ import annotations

import ast
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import crisis_cli
from crisis_cli.domain import intents as i
from crisis_cli.domain.playbook import Role
from crisis_cli.domain.records import Page
from crisis_cli.reach.french import asked_in_french, in_french
from crisis_cli.reach.words import language_of, message, trial
from tests.engine.builder import Night, approve, do, draft, playbook

CAST = {"ceo": "carla", "coo": "oona"}
PARIS = ZoneInfo("Europe/Paris")
ENGLISH = re.compile(r"\b(the|you|your|is|was|nobody|until|late|left|tell|have|this|it)\b", re.IGNORECASE)


def said(night: Night, page: Page, at: datetime | None = None) -> list[str]:
    moment = at or night.now
    title, body = message(page, night.run, number=7, code="7012", at=moment, zone=PARIS, language="fr")
    return [title, *body.splitlines()]


def test_a_page_says_what_why_you_until_when_and_how_to_answer() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo", within="5m", title="Prévenir l'usine")), CAST)
    night.done("one")
    (page,) = night.pages("turn")
    due = night.t("5m").astimezone(PARIS)
    assert said(night, page) == [
        "À vous : Prévenir l'usine (Spilled paint)",
        "À vous : Prévenir l'usine",
        "Pourquoi vous : vous êtes Ceo",
        f"Jusqu'à quand : {due:%H:%M} ({night.t('5m'):%H:%M} UTC), il reste 5 min",
        "Je m'en charge : crisis ack 7012",
        "Pas de clavier ? Dites à la personne au tableau : code 7 0 1 2",
        "REAL #7 Spilled paint",
    ]


def test_a_late_one_says_how_late_and_why() -> None:
    night = Night(playbook(do("one", within="5m", ladder=["2m coo"])), CAST).wait("2h")
    night.act(i.Tick("this machine slept, or its clock was set"), by="keeper")
    (page,) = night.pages("rung")
    title, *lines = said(night, page)
    assert title.startswith("MESSAGE EN RETARD DE 1 h 53: one : personne ne l'a terminé.")
    assert (
        "Ce message arrive avec 1 h 53 de retard : cette machine dormait, ou son horloge a été changée." in lines
    )


def test_days_are_french_days() -> None:
    assert in_french("Until when: Wed 25 Nov 03:05 (02:05 UTC), 3 d 4 h left") == (
        "Jusqu'à quand : mer. 25 nov. 03:05 (02:05 UTC), il reste 3 j 4 h"
    )


def test_what_was_quoted_is_french_too_and_what_is_not_ours_stays() -> None:
    assert asked_in_french(
        "ana could not be reached: ring them, or give it to somebody else. It was: Your turn: Call {all}"
    ).endswith("C'était : À vous : Call {all}")
    for theirs in ("Reuters wants word by 03:40", "Ten people left", "you are late"):
        assert asked_in_french(theirs) == theirs
    assert in_french("Ten people left") == "Ten people left"


def test_a_role_is_called_as_the_playbook_calls_it_in_french() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo")), CAST).done("one")
    role = night.run.playbook.roles["ceo"]
    night.run.playbook.roles["ceo"] = Role(role.id, role.title, role.deputy, {"fr": "Directrice"})  # type: ignore[index]
    assert "Pourquoi vous : vous êtes Directrice" in said(night, night.pages("turn")[0])


def test_a_trial_is_french_for_who_reads_french() -> None:
    title, body = trial("Ana", "4711", "fr")
    assert title.startswith("TEST")
    assert "4 7 1 1" in body
    assert not ENGLISH.search(title + body)


@pytest.mark.parametrize(
    ("languages", "chosen"),
    [((), "en"), (("fr-CA", "en"), "fr"), (("de", "fr"), "fr"), (("de",), "en"), (("en", "fr"), "en")],
)
def test_it_is_the_first_of_a_person_s_languages_that_there_is(languages: tuple[str, ...], chosen: str) -> None:
    assert language_of(languages) == chosen


def test_every_sentence_that_the_engine_puts_into_a_page_is_known() -> None:
    night = Night(
        playbook(
            draft("holding"), approve("holding", within="3m", ladder=["1m coo"]), do("call", role="ceo", after="")
        ),
        CAST,
    )
    night.act(i.NoticeShift("ceo", "dora"), by="keeper")
    night.act(i.NoticeShift("lead", "dora"), by="keeper")
    night.act(i.Offer(("ceo",), "dora"), by="carla")
    night.act(i.MarkAway("carla", None))
    night.act(i.MarkAway("oona", None))
    night.wait("10m").tick()
    texts = {page.text for page in night.run.pages.values()}
    assert len(texts) > 4
    for text in texts:
        assert not ENGLISH.search(asked_in_french(text)), text


def test_every_fixed_text_of_a_page_is_known() -> None:
    """What `_why`, `_ANSWERS` and the keeper's reasons say, read off the source."""
    words = (Path(crisis_cli.__file__).parent / "reach/words.py").read_text(encoding="utf-8")
    why = next(node for node in ast.walk(ast.parse(words)) if getattr(node, "name", "") == "_why")
    returned = [node.value for node in ast.walk(why) if isinstance(node, ast.Return)]
    fixed = [node.value for node in returned if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert len(fixed) == 5
    keeper = (Path(crisis_cli.__file__).parent / "engine/keeper.py").read_text(encoding="utf-8")
    fixed += re.findall(r'_late_because = "(.+)"', keeper)
    for text in fixed:
        assert in_french(text) != text, text
