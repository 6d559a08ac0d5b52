"""What a plan leaves out: a date, an owner, a way out, a next word, a pause; and what should not stand in it."""

from __future__ import annotations

from datetime import date

import pytest

from crisis_cli.domain.template_use import TemplateUse
from tests.rules.checked import FRAME, changed, checked, rules
from tests.rules.test_safety import HOLDING, STANDING

SHA = "5d41402a" * 8
SHORT = """playbook: short
title: Short
owner: Head of communications
review_by: 2027-05-01
roles:
  lead: {title: Comms lead, deputy: second}
  second: {title: Second, deputy: lead}
statements:
  word: {template: word, speaker: lead, approvals: [second], channels: [website]}
steps:
  - {id: pause, after: [], role: second, do: Pause all scheduled posts, within: 5m}
"""


def templates(**given: TemplateUse) -> dict[str, TemplateUse]:
    names = ("holding_general", "update", "all_clear")
    return {name: TemplateUse(name, "en", name) for name in names} | given


def test_a_playbook_is_looked_at_again_on_its_day_and_not_after_it() -> None:
    assert rules(FRAME, today=date(2027, 5, 1)) == []
    assert rules(FRAME, today=date(2027, 5, 2)) == ["review-past"]


def test_a_date_or_an_owner_that_cannot_be_read_is_not_missed_as_well() -> None:
    assert "no-review-date" not in rules(changed(FRAME, ("2027-05-01", "next spring")))
    assert "no-owner" not in rules(changed(FRAME, ("owner: Head of communications", "owner: [a, b]")))
    assert rules(changed(FRAME, ("review_by: 2027-05-01\n", ""), ("owner: Head of communications\n", ""))) == [
        "no-review-date",
        "no-owner",
    ]


def test_what_hangs_on_no_other_part_is_said_of_a_playbook_with_errors_too() -> None:
    broken = changed(FRAME, ("deputy: coo", "deputy: nobody"), ("2027-05-01", "2020-05-01"))
    assert rules(broken) == ["review-past", "unknown-name"]


@pytest.mark.parametrize(
    "said",
    [
        "Pause every scheduled post and every ad",
        "Silence all planned posts",
        "Stop planned posts",
        "Freeze the newsletter",
        "Have all campaigns put on hold",
        "Scheduled tweets: cancel them",
        "Turn off automatic replies and ads",
        "Mettre en pause les publications programmées",
        "Suspendre la publicité et les campagnes",
        "Arrêter les annonces",
        "Geler les posts programmés",
        "Mettre en pause les tweets prévus",
        "Freeze the content calendar",
        "Put Hootsuite on hold",
        "Mute the promotions in the app",
        "Take all scheduled tweets down",
        "Suspendez le calendrier éditorial",
        "Retirer les envois automatiques",
    ],
)
def test_a_pause_is_understood_in_english_and_french(said: str) -> None:
    assert rules(changed(FRAME, ("Pause all scheduled posts and advertising", f'"{said}"'))) == []


@pytest.mark.parametrize(
    "said", ["Post a holding line", "Pause and breathe", "Collect the facts", "Read the posts", "Take the ads up"]
)
def test_what_is_no_pause_is_not_taken_for_one(said: str) -> None:
    assert rules(changed(FRAME, ("Pause all scheduled posts and advertising", said))) == ["no-pause"]


def test_a_pause_in_a_language_that_nobody_here_reads_is_not_missed() -> None:
    do, said = "Pause all scheduled posts and advertising", "Geplante Beiträge und Werbung anhalten"
    assert "no-pause" in rules(changed(FRAME, (do, said)))
    assert "no-pause" not in rules(
        changed(FRAME, (do, said), ("noticed_within:", "language: de\nnoticed_within:"))
    )


def test_a_pause_may_stand_behind_a_title_or_in_a_checklist() -> None:
    do = "    do: Pause all scheduled posts and advertising\n"
    assert rules(changed(FRAME, (do, f"    title: Quiet\n{do}"))) == []
    assert rules(changed(FRAME, (do, "    do: Make it quiet\n    checklist: [Newsletters stopped]\n"))) == []


@pytest.mark.parametrize(
    "said",
    [
        "Call +44 20 7946 0000",
        "Call 0049 40 5550 0199",
        "Call (020) 7946-0000",
        "Call 01 99 00 12 34",
        "Call 555-555-0142",
        "Reach her by phone, 0199001234",
        "Write to desk@walrus-burger.example",
    ],
)
def test_addresses_and_numbers_are_found(said: str) -> None:
    assert rules(changed(FRAME, ("Answer the customer by name", said))) == ["contact-data"]


def test_a_telephone_number_is_found_in_every_language_that_a_question_stands_in() -> None:
    asks = 'ask: {en: "Is it over?", fr: "Est-ce fini (0171 5550 1234)?"}, type: boolean}'
    (one,) = checked(changed(FRAME, ('ask: "Is it over?", type: boolean}', asks)))
    assert (one.rule, one.route) == ("contact-data", ("facts", "resolved", "ask", "fr"))


def test_an_address_is_found_wherever_words_are() -> None:
    fact = (
        '  resolved: {ask: "Is it over?", type: boolean}',
        "  who: {ask: Who?, type: choice, choices: {a: a@b.example, b: B}}",
    )
    found = checked(
        changed(FRAME, fact, ("until: {resolved: true}", "until: {who: a}"), ("stood down", "see b@c.example"))
    )
    assert [one.route[-2:] for one in found if one.rule == "contact-data"] == [
        ("choices", "a"),
        ("publish-all-clear", "ends"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Since 01.05.2027 or 05/01/2027 or 2027-05-01",
        "Batch 4711-0815, at 03:20 to 04:10, 24/7",
        "See https://status.example/0123456789",
        "More than 1 000 000 or 300 000 people, 30 %",
        "Ask @walrusburger, version 1.2.3.4",
        "Flights 0123, 0124 and 0125",
        "Batch L 2027 05 01 1234",
        "SHA 0123456789",
        "Lot 05 01 1234",
    ],
)
def test_dates_times_and_counts_are_no_phone_numbers(said: str) -> None:
    assert rules(changed(FRAME, ("Answer the customer by name", f'"{said}"'))) == []


def test_a_plan_that_may_end_before_it_speaks_has_a_way_out() -> None:
    end = "\n    ends: handled in person"
    found = checked(changed(FRAME, (end, "")))
    assert ("no-stand-down", ("steps", "size-up")) in [(one.rule, one.route) for one in found]


def test_who_starts_a_plan_without_a_question_has_decided_if_a_fact_ends_it() -> None:
    text = SHORT + (
        "  - {id: write, after: [], role: lead, draft: word%s}\n"
        "  - {id: agree, role: second, approve: word, within: 5m, ladder: [{after: 1m, page: lead}]}\n"
        "  - {id: out, role: lead, publish: word, within: 5m}\n"
        "  - {id: over, after: [write, pause], role: lead, do: Stand down, within: 5m, ends: over}\n"
    )
    facts = ("statements:", 'facts:\n  over_now: {ask: "Over?", type: boolean}\nstatements:')
    assert "no-stand-down" in rules(text % ", within: 5m")
    again = text % ", repeat: {every: 1h, until: {over_now: true}}"
    assert "no-stand-down" not in rules(changed(again, facts))


def test_an_announcement_for_which_the_hour_is_set_needs_no_way_out() -> None:
    text = SHORT + (
        "  - {id: write, after: [], role: lead, draft: word, within: 5m}\n"
        "  - {id: agree, role: second, approve: word, within: 5m, ladder: [{after: 1m, page: lead}]}\n"
        "  - {id: out, role: lead, publish: word, NOT_BEFOREwithin: 5m}\n"
        '  - {id: how, role: lead, ask: "How was it?", choices: {good: Good, bad: Bad}, ends: over}\n'
    )
    assert "no-stand-down" in rules(text.replace("NOT_BEFORE", ""))
    assert "no-stand-down" not in rules(text.replace("NOT_BEFORE", "not_before: 24h, "))


def test_what_publishes_nothing_needs_neither_a_pause_nor_a_way_out() -> None:
    quiet = (
        SHORT.split("statements:")[0] + "steps:\n  - {id: call, role: lead, do: Call, within: 5m, ends: called}\n"
    )
    assert rules(quiet) == []


def test_the_first_word_to_the_staff_is_not_the_one_that_needs_another() -> None:
    end = "  - {id: write-holding, role: lead, draft: holding}\n  - {id: ok, role: ceo, approve: holding}\n"
    end += "  - {id: publish-holding, role: lead, publish: holding}\n"
    text = FRAME[: FRAME.index("steps:")] + "steps:\n" + end
    assert "no-next-word" in rules(text)
    holding = "template: holding_general, speaker: ceo, approvals: [{any: [ceo, coo]}], channels: "
    assert "no-next-word" not in rules(changed(text, (f"{holding}[x, website]", f"{holding}[staff-app, slack]")))
    assert "no-next-word" in rules(changed(text, (f"{holding}[x, website]", f"{holding}[staff-app, x]")))


def test_a_word_to_another_public_is_no_next_word() -> None:
    quiet = ("speaker: ceo, approvals: [{any: [ceo, coo]}], channels: [x, website]}", "")
    assert "no-next-word" not in rules(FRAME)
    text = FRAME
    for name in ("update", "all_clear"):
        said = f"template: {name}, {quiet[0]}"
        text = changed(text, (said, said.replace("[x, website]", "[staff-app]")))
    assert "no-next-word" in rules(text)


@pytest.mark.parametrize(
    ("prints", "found"),
    [
        ({"holding_general", "update"}, []),
        ({"holding_general", "update", "all_clear"}, ["last-word"]),
        ({"all_clear"}, ["last-word"]),
    ],
)
def test_the_last_word_before_an_end_names_no_further_time(prints: set[str], found: list[str]) -> None:
    words = frozenset({"next_update"})
    given = {name: TemplateUse(name, "en", name, frozenset(), words) for name in prints}
    assert rules(FRAME, templates=templates(**given)) == found
    assert rules(FRAME) == []


def test_the_last_of_repeating_updates_is_the_last_word_of_a_plan_that_ends_behind_them() -> None:
    end = "  - {id: rest, after: [keep-talking], when: {size-up: crisis}, role: coo, do: Rest, ends: over}\n"
    words = frozenset({"next_update"})
    given = {name: TemplateUse(name, "en", name, frozenset(), words) for name in ("holding_general", "update")}
    found = [one for one in checked(FRAME + end, templates=templates(**given)) if one.rule == "last-word"]
    assert [one.route for one in found] == [("steps", "publish-update")]


def standing(**use: object) -> dict[str, TemplateUse]:
    given = {"facts": frozenset({"situation"}), "sha256": SHA, **use}
    return templates(holding_general=TemplateUse("holding_general", "en", "holding.txt.j2", **given))  # type: ignore[arg-type]


def test_a_standing_approval_binds_one_finished_text_and_its_slots() -> None:
    text = changed(FRAME, (HOLDING, STANDING))
    assert rules(text) == []
    assert rules(text, templates=standing()) == []
    assert rules(text, templates=standing(gaps=2)) == ["gap-in-standing-text"]
    assert rules(text, templates=standing(sha256="0" * 64)) == ["standing-approval-changed"]
    assert rules(text, templates=standing(facts=frozenset({"situation", "resolved"}))) == ["slot-not-listed"]
    assert rules(text, today=date(2027, 5, 2)) == ["review-past", "standing-approval-lapsed"]
