"""A playbook beside the team file: somebody holds every role, and not one person everything."""

from __future__ import annotations

from datetime import datetime, timedelta

from crisis_cli.domain.team import Duty, Person, Rotation, StandIn, Team
from tests.rules.checked import FRAME, changed, checked, rules


def team(**held: str) -> Team:
    """Who holds what; `duty_manager="ben anna"` is a rotation of two."""
    holders = {role.replace("_", "-"): tuple(people.split()) for role, people in held.items()}
    return Team({name: Person(name, name) for people in holders.values() for name in people}, holders)


FOUR = {"lead": "anna", "duty_manager": "ben", "ceo": "clara", "coo": "dan"}


def test_four_people_in_four_roles_are_fine_and_no_team_file_is_not_asked_about() -> None:
    assert rules(FRAME, team=team(**FOUR)) == []
    assert rules(FRAME, team=None) == []


def test_a_role_that_nobody_holds_is_found_with_the_name_that_was_meant() -> None:
    (found,) = checked(FRAME, team=team(**{**FOUR, "coo": ""}, cooo="dan"))
    assert found.rule == "role-without-holder"
    assert "cooo" in found.hint


def test_two_who_take_turns_in_a_role_and_its_deputy_are_two_people() -> None:
    assert rules(FRAME, team=team(**{**FOUR, "duty_manager": "anna"})) == ["deputy-is-same-person"]
    assert rules(FRAME, team=team(**{**FOUR, "lead": "anna ben", "duty_manager": "ben anna"})) == []


def test_who_stands_in_for_four_days_does_not_hide_that_it_is_one_person_on_all_others() -> None:
    days = StandIn("marc", datetime.fromisoformat("2026-12-24"), datetime.fromisoformat("2026-12-28"))
    held = team(**{**FOUR, "ceo": "jean marc", "coo": "jean"})
    swap = held._replace(duties={"ceo": Duty("jean", dates=(days,)), "coo": Duty("jean")})
    (found,) = checked(FRAME, team=swap)
    assert (found.rule, '"jean" holds' in found.message) == ("deputy-is-same-person", True)
    turns = Rotation(("jean", "marc"), timedelta(days=7), datetime.fromisoformat("2026-01-05"))
    for other in (Duty(rotation=turns), Duty("jean", calendar="duty.ics"), Duty("marc", dates=(days,))):
        assert rules(FRAME, team=swap._replace(duties={**swap.duties, "ceo": other})) == []
    only = Duty(dates=(days._replace(person="jean"),))
    assert held._replace(duties={"ceo": only}).usual_holders("ceo") == ("jean", "marc")


def test_a_writer_is_not_the_only_approver_under_another_name() -> None:
    one = changed(
        FRAME,
        (
            "holding_general, speaker: ceo, approvals: [{any: [ceo, coo]}]",
            "holding_general, speaker: ceo, approvals: [ceo]",
        ),
    )
    assert "writer-is-approver" not in rules(one, team=team(**FOUR))
    found = checked(one, team=team(**{**FOUR, "lead": "clara"}))
    assert [finding.rule for finding in found] == ["writer-is-approver"]
    assert '"clara"' in found[0].message
