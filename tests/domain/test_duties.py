"""Who holds a role at a moment: stand-ins over turns and calendars, both over the usual holder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from crisis_cli.domain.duties import Shift, holder, who_holds
from crisis_cli.domain.team import Duty, Rotation, StandIn, Team

BERLIN = "Europe/Berlin"
WEEKS = Rotation(("ana", "ben", "chris"), timedelta(days=7), datetime.fromisoformat("2026-10-19T09:00"))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_turns_change_at_the_same_hour_of_the_local_clock_in_summer_and_winter() -> None:
    duty = Duty(rotation=WEEKS, zone=BERLIN)
    assert holder(duty, utc("2026-10-19T06:59")) == (None, ""), "before the first turn"
    assert holder(duty, utc("2026-10-19T07:00")) == ("ana", "rotation"), "9 o'clock in summer"
    assert holder(duty, utc("2026-10-26T07:59")) == ("ana", "rotation")
    assert holder(duty, utc("2026-10-26T08:00")) == ("ben", "rotation"), "9 o'clock in winter"
    assert holder(duty, utc("2026-11-09T08:00")) == ("ana", "rotation"), "round again"


def test_in_the_night_of_the_hour_that_comes_twice_no_turn_comes_back() -> None:
    hourly = Rotation(("ana", "ben"), timedelta(hours=1), datetime.fromisoformat("2026-10-25T00:00"))
    duty = Duty(rotation=hourly, zone=BERLIN)
    quarters = [utc("2026-10-24T22:00") + timedelta(minutes=15 * count) for count in range(24)]
    held = [holder(duty, at)[0] for at in quarters]
    changes = sum(before != after for before, after in pairwise(held))
    assert changes == 4, "midnight to five by the clock: the hour that comes twice is one turn of two hours"


def test_before_the_first_turn_the_usual_holder_has_it() -> None:
    assert holder(Duty("noor", WEEKS, zone=BERLIN), utc("2026-01-01T00:00")) == ("noor", "person")


def test_a_stand_in_rules_over_all_else_and_says_when_it_ends_and_who_is_next() -> None:
    dates = (StandIn("noor", local("2026-10-21T00:00"), local("2026-10-23T00:00")),)
    team = Team(duties={"lead": Duty("chris", WEEKS, dates=dates, zone=BERLIN)})
    (held,) = who_holds(team, utc("2026-10-21T12:00"), {})
    assert (held.person, held.why, held.until, held.next_person) == (
        *("noor", "dates"),
        *(utc("2026-10-22T22:00"), "ana"),
    )


def test_of_a_calendar_the_entry_that_began_last_counts_and_outside_of_it_the_usual_holder() -> None:
    long = Shift("ana", utc("2026-11-01T00:00"), utc("2026-11-08T00:00"))
    swap = Shift("ben", utc("2026-11-03T00:00"), utc("2026-11-04T00:00"))
    duty = Duty("noor", calendar="duty.ics")
    assert holder(duty, utc("2026-11-02T00:00"), [long, swap]) == ("ana", "calendar")
    assert holder(duty, utc("2026-11-03T12:00"), [long, swap]) == ("ben", "calendar")
    assert holder(duty, utc("2026-11-09T00:00"), [long, swap]) == ("noor", "person")
    (held,) = who_holds(Team(duties={"lead": duty}), utc("2026-11-03T12:00"), {"lead": [long, swap]})
    assert (held.until, held.next_person) == (utc("2026-11-04T00:00"), "ana")


def test_somebody_whose_turn_is_followed_by_their_own_holds_it_on() -> None:
    alone = Rotation(("ana",), timedelta(days=1), datetime.fromisoformat("2026-11-01T09:00"))
    (held,) = who_holds(Team(duties={"lead": Duty(rotation=alone, zone="UTC")}), utc("2026-11-02T00:00"), {})
    assert (held.person, held.until) == ("ana", None)


def test_a_role_that_is_held_on_some_dates_only_is_held_by_nobody_on_the_others() -> None:
    dates = (StandIn("ana", local("2026-11-01T00:00"), local("2026-11-02T00:00")),)
    (held,) = who_holds(Team(duties={"lead": Duty(dates=dates, zone="UTC")}), utc("2026-10-31T00:00"), {})
    assert (held.person, held.until, held.next_person) == (None, utc("2026-11-01T00:00"), "ana")
