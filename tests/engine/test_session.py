"""A run that several act in at once: read what is new, decide, write, believe (DESIGN: Journal)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Event, NewEvent
from crisis_cli.domain.incident import Status
from crisis_cli.engine.opening import Opening, incident_name
from crisis_cli.engine.ports import unchecked
from crisis_cli.engine.session import KEEPER, Session, open_run
from crisis_cli.errors import JournalTooNew, Refused, SurroundingsFailed, UsageError
from crisis_cli.journal.memory import MemoryJournal
from tests.engine.builder import SEEN, Night, ask, do, fact, playbook

CAST = {"ceo": "carla", "coo": "oona"}


class Crowded(MemoryJournal):
    """A journal in which somebody else acts just before the next events are stored."""

    before: Callable[[], object] | None = None

    def append(
        self, incident: str, events: Sequence[NewEvent], *, after: int, next_due: datetime | None
    ) -> list[Event]:
        if self.before is not None:
            act, self.before = self.before, None
            act()
        return super().append(incident, events, after=after, next_due=next_due)


def crowded(night: Night) -> tuple[Crowded, Session, Session]:
    journal = Crowded(night.clock)
    opening = Opening(night.run.playbook, SEEN, "anna")
    mine = open_run(journal, opening, read_playbook=night.read_playbook, new_id=night.new_id, checks=unchecked)
    other = Session(journal, mine.name, read_playbook=night.read_playbook, new_id=night.new_id, checks=unchecked)
    return journal, mine, other


def test_somebody_elses_act_in_between_is_read_first_and_the_wish_decided_anew() -> None:
    journal, mine, other = crowded(Night(playbook(do("one"), do("two", after=""))))
    journal.before = lambda: other.act(i.Complete("two"), actor="bert")
    mine.act(i.Complete("one"), actor="anna")
    assert {name: state.settled_by for name, state in mine.incident.states.items()} == {
        "one": "anna",
        "two": "bert",
    }


def test_two_people_finish_one_step_and_the_second_is_told_who_was_first() -> None:
    journal, mine, other = crowded(Night(playbook(do("one"))))
    journal.before = lambda: other.act(i.Complete("one"), actor="bert")
    with pytest.raises(Refused, match="bert was first"):
        mine.act(i.Complete("one"), actor="anna")


def test_a_tick_that_lost_the_race_fires_only_what_is_still_due() -> None:
    night = Night(playbook(do("one", within="5m", ladder=["1m coo"])))
    journal, mine, other = crowded(night)
    night.wait("10m")
    journal.before = lambda: other.act(i.Complete("one"), actor="bert")
    assert mine.act(i.Tick(), actor=KEEPER) == []
    journal.before = None


def test_two_ticks_at_once_fire_a_timer_once() -> None:
    night = Night(playbook(do("one", within="5m", ladder=["1m coo"])))
    journal, mine, other = crowded(night)
    night.wait("10m")
    journal.before = lambda: other.act(i.Tick(), actor=KEEPER)
    assert mine.act(i.Tick(), actor=KEEPER) == []
    assert sum(event.kind == "rung_fired" for event in mine.history) == 1


def test_somebody_crowded_out_for_ever_is_told_that_nothing_was_stored() -> None:
    night = Night(playbook(do("one"), do("two")))
    journal, mine, other = crowded(night)

    def again() -> None:
        other.act(i.TakeNote("me first"), actor="bert")
        journal.before = again

    other.journal = MemoryJournal.__new__(MemoryJournal)
    other.journal.__dict__ = journal.__dict__
    journal.before = again
    with pytest.raises(SurroundingsFailed, match="nothing was stored"):
        mine.act(i.Complete("one"), actor="anna")


def test_events_written_are_believed_and_a_restart_believes_the_same() -> None:
    night = Night(playbook(do("one", within="5m", ladder=["1m coo"]), do("two")), CAST)
    night.watch("7m", 5)
    night.done("one")
    again = Session(
        night.journal, night.session.name, read_playbook=night.read_playbook, new_id=night.new_id, checks=unchecked
    )
    assert again.history == night.session.history
    assert vars(again.incident) == vars(night.run)


def test_recorded_time_never_goes_back_and_no_two_commands_share_a_moment() -> None:
    night = Night(playbook(do("one"), do("two"), do("three"))).wait("1h").done("one")
    night.clock.set_wall(SEEN)
    night.done("two").done("three")
    moments = [event.at for event in night.session.history if isinstance(event.data, e.StepDone)]
    assert moments == sorted(set(moments))
    assert moments[-1] - moments[0] < timedelta(seconds=1)


def test_nobody_acts_in_the_future() -> None:
    night = Night(playbook(do("one")))
    with pytest.raises(UsageError, match="in the future"):
        night.session.act(i.Complete("one"), actor="anna", happened_at=night.t("1m"))


def test_what_happens_now_has_happened() -> None:
    night = Night(playbook(do("one"))).wait("1m")
    assert night.session.act(i.Complete("one"), actor="anna", happened_at=night.now)


def test_an_event_says_when_it_was_recorded_and_when_it_happened() -> None:
    night = Night(playbook(do("one"))).wait("10m")
    (event, *_) = night.act(i.Complete("one"), ago="4m")
    assert (event.at, event.happened_at, event.moment) == (night.t("10m"), night.t("6m"), night.t("6m"))


def test_there_is_no_session_of_a_run_that_is_not_there() -> None:
    night = Night(playbook(do("one")))
    session = Session(
        night.journal, "nothing", read_playbook=night.read_playbook, new_id=night.new_id, checks=unchecked
    )
    with pytest.raises(UsageError, match='There is no incident "nothing"'):
        _ = session.incident


def test_a_run_written_by_a_newer_version_is_read_not_written() -> None:
    night = Night(playbook(do("one")))
    newer = replace(night.session.history[-1], data=e.UnknownEvent("moon_rose", "{}"))
    night.session.incident.too_new = newer.data.kind == "unknown_event"
    with pytest.raises(JournalTooNew):
        night.act(i.Complete("one"))


# --- opening -------------------------------------------------------------------------------------------------


def test_a_run_is_named_for_its_playbook_and_minute_and_a_second_one_gets_a_number() -> None:
    night = Night(playbook(do("one")))
    opening = Opening(night.run.playbook, SEEN, "anna")
    again = open_run(
        night.journal, opening, read_playbook=night.read_playbook, new_id=night.new_id, checks=unchecked
    )
    assert night.session.name == "spilled-paint-20261122-0200"
    assert again.name == "spilled-paint-20261122-0200-2"
    assert incident_name("fire", SEEN, drill=True) == "drill-fire-20261122-0200"


def test_a_drill_is_a_drill_from_birth() -> None:
    night = Night(playbook(do("one")))
    opening = Opening(night.run.playbook, SEEN, "anna", drill=True)
    session = open_run(
        night.journal, opening, read_playbook=night.read_playbook, new_id=night.new_id, checks=unchecked
    )
    assert session.incident.drill
    assert session.name.startswith("drill-")


def test_what_is_known_at_the_start_rules_what_opens() -> None:
    from tests.engine.builder import when

    book = playbook(
        do("call", when=when({"ill": {"at_least": 1}})), ask("why", after=""), facts=[fact("ill", "integer")]
    )
    night = Night(book)
    opening = Opening(book, SEEN, "anna", facts=[i.RecordFact("ill", 2)])
    session = open_run(
        night.journal, opening, read_playbook=night.read_playbook, new_id=night.new_id, checks=unchecked
    )
    assert session.incident.state("call").status is Status.OPEN
    wrong = Opening(book, SEEN, "anna", facts=[i.RecordFact("il", 2)])
    with pytest.raises(UsageError, match='no fact "il"'):
        open_run(night.journal, wrong, read_playbook=night.read_playbook, new_id=night.new_id, checks=unchecked)


def test_a_run_cannot_begin_before_it_was_seen() -> None:
    night = Night(playbook(do("one")))
    opening = Opening(night.run.playbook, SEEN + timedelta(minutes=1), "anna")
    with pytest.raises(UsageError, match="seen in the future"):
        open_run(night.journal, opening, read_playbook=night.read_playbook, new_id=night.new_id, checks=unchecked)


def test_the_run_is_pinned_to_the_playbooks_text() -> None:
    night = Night(playbook(do("one")))
    (opened,) = night.history(e.IncidentOpened)
    assert opened.playbook_text == night.run.playbook.text


# --- redacting -----------------------------------------------------------------------------------------------


def test_a_name_typed_at_night_can_be_blanked_and_the_chain_still_holds() -> None:
    night = Night(playbook(do("one")))
    (event,) = night.act(i.TakeNote("Jane Doe called"))
    night.session.redact(event.seq, "a customer's name", actor="anna")
    assert "Jane" not in str(night.session.history)
    assert "Jane" not in str(night.run.notes)
    assert night.journal.verify(night.session.name) is None


def test_only_free_text_can_be_blanked_and_with_a_reason() -> None:
    night = Night(playbook(do("one")))
    night.act(i.TakeNote("Jane Doe called"))
    for seq, reason, said in ((99, "why", "no event 99"), (1, " ", "needs a reason"), (2, "why", "no free text")):
        with pytest.raises(UsageError, match=said):
            night.session.redact(seq, reason, actor="anna")
    assert "Jane" in str(night.run.notes)


def test_blanking_that_lost_the_race_is_run_again() -> None:
    night = Night(playbook(do("one")))
    (event,) = night.act(i.TakeNote("Jane Doe called"))
    other = Session(
        night.journal, night.session.name, read_playbook=night.read_playbook, new_id=night.new_id, checks=unchecked
    )
    real = night.session.refresh
    raced: list[list[Event]] = []

    def refresh() -> list[Event]:
        news = real()
        if not raced:
            raced.append(other.act(i.TakeNote("another"), actor="bert"))
        return news

    night.session.refresh = refresh  # type: ignore[method-assign]
    night.session.redact(event.seq, "a customer's name", actor="anna")
    assert "Jane" not in str(night.run.notes)


def test_words_blanked_by_somebody_else_go_from_a_session_that_has_read_them() -> None:
    _, mine, other = crowded(Night(playbook(do("one"))))
    (note,) = mine.act(i.TakeNote("Karin Muster"), actor="anna")
    other.refresh()
    mine.redact(note.seq, "a name", actor="anna")
    other.refresh()
    assert [event.data.text for event in other.history if isinstance(event.data, e.NoteTaken)] == ["[redacted]"]
    assert "Karin Muster" not in {noted.text for noted in other.incident.notes.values()}


def test_a_name_that_is_no_text_is_refused() -> None:
    _, mine, _ = crowded(Night(playbook(do("one"))))
    with pytest.raises(UsageError, match="65,536"):
        mine.act(i.TakeNote("hello"), actor="x" * 70_000)
