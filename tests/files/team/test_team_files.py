"""Team files: who holds what, addresses and their secrets, zones."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.team import Duty, Rotation, StandIn, Team
from crisis_cli.files.documents import read_document
from crisis_cli.files.shapes.times import is_zone
from crisis_cli.files.team.checks import contacts_to_review

GOOD = Path(__file__).parents[2] / "playbooks/good_documents/team.yaml"


def _team() -> Team:
    team = read_document(GOOD.read_bytes(), "team.yaml").team
    assert team is not None
    return team


def test_a_team_file_becomes_people_and_duties() -> None:
    team = _team()
    assert (team.id, team.zone, team.review_every) == ("walrus-burger", "Europe/Berlin", timedelta(days=180))
    ana = team.people["ana"]
    assert ana.loud == ("pover://${PUSHOVER_USER}@${PUSHOVER_TOKEN}", "tel:+49305550101")
    assert (ana.quiet, ana.phone, ana.zone) == (("mailto://ana@walrus.example",), "+49 30 5550101", "Europe/Paris")
    assert team.people["noor"].zone == "Europe/Berlin"
    assert team.people["chris"].languages == ("no", "en")
    assert team.duties["ceo"] == Duty("noor", zone="Europe/Berlin")
    assert team.duties["lead"].rotation == Rotation(
        ("ana", "ben", "chris"), timedelta(days=7), datetime.fromisoformat("2026-11-23T09")
    )


def test_a_stand_in_lasts_to_the_end_of_its_last_day() -> None:
    first, second = _team().duties["lead"].dates
    assert first == StandIn(
        "ben", datetime.fromisoformat("2026-12-24T00"), datetime.fromisoformat("2026-12-28T00")
    )
    assert second == StandIn(
        "chris", datetime.fromisoformat("2026-12-28T18"), datetime.fromisoformat("2026-12-29T09")
    )


def test_whoever_holds_a_role_now_and_then_is_among_its_holders() -> None:
    holders = _team().holders
    assert holders["ceo"] == ("noor",)
    assert holders["lead"] == ("ana", "ben", "chris")
    assert holders["duty-manager"] == ("chris", "ana", "ben", "noor")  # its calendar could name anybody


def test_a_role_whose_holder_cannot_be_read_is_there_and_nobody_is_called_idle_for_it() -> None:
    found = read_document(
        "team: small\nzone: UTC\npeople: {ana: {name: Ana, phone: '112'}, ben: {name: Ben, phone: '113'}}\n"
        "roles: {lead: ana, ceo: bon, coo: {rotation: {people: [ana], every: 1x, starts: 2026-11-23}}}\n",
        "team.yaml",
    )
    assert [one.rule for one in found.findings] == ["unknown-name", "bad-duration"]
    assert found.team is not None
    assert found.team.holders == {"lead": ("ana",), "ceo": (), "coo": ()}
    assert set(found.team.duties) == {"lead", "ceo", "coo"}


def test_no_message_repeats_what_may_be_secret() -> None:
    bad = GOOD.with_name("team.yaml").parent.parent / "bad_documents/team-secrets.out"
    said = bad.read_text(encoding="utf-8")
    assert "correct-horse" not in said
    assert "TIiajkdnlazk" not in said


@pytest.mark.parametrize("name", ["UTC", "Europe/Paris", "America/Argentina/Buenos_Aires"])
def test_a_zone_of_this_machine_is_known(name: str) -> None:
    assert is_zone(name)


@pytest.mark.parametrize("name", ["Europe", "Europe/Berlni", "../etc/passwd", "/etc/localtime", "", "a" * 300])
def test_no_other_name_is_a_zone(name: str) -> None:
    assert not is_zone(name)


def test_addresses_last_checked_too_long_ago_are_to_be_looked_at_again() -> None:
    team = _team()

    def past(today: date) -> list[Finding]:
        return [one for one in contacts_to_review(team, today) if one.route[-1] == "reviewed"]

    assert past(date(2027, 4, 10)) == []  # ben: 180 days ago, which still counts
    (found,) = past(date(2027, 4, 11))
    assert (found.rule, found.severity.value) == ("contact-review-past", "warning")
    assert found.route == ("people", "ben", "reviewed")
    assert found.message.startswith('the addresses of "ben" were last checked 181 days ago, on 2026-10-12;')
    assert {one.route[1] for one in past(date(2027, 6, 1))} == {"ana", "ben"}
    assert list(contacts_to_review(team._replace(review_every=None), date(2037, 1, 1))) == []


def test_addresses_that_nobody_ever_checked_are_to_be_looked_at_too() -> None:
    team = _team()
    unsaid = [name for name, person in team.people.items() if person.reviewed is None]
    never = [one for one in contacts_to_review(team, date(2026, 10, 13)) if one.route == ("people", one.route[1])]
    assert unsaid
    assert [one.route[1] for one in never] == unsaid
    assert {(one.rule, one.severity.value) for one in never} == {("contact-review-past", "warning")}
    assert never[0].message == f'nothing says when the addresses of "{unsaid[0]}" were last checked'
