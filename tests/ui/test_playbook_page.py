"""A playbook as Markdown: what its tables say, and what of its language and checks stands above them."""

from __future__ import annotations

from crisis_cli.ui.playbook_page import as_markdown
from tests.review.reviewed_runs import PLAYBOOK, read
from tests.rules.checked import changed

PROMISE = "  first_statement: {within: 30m, kept_by: publish-holding}\n"


def page(*changes: tuple[str, str]) -> list[str]:
    """Its lines."""
    return as_markdown(read(changed(PLAYBOOK, *changes))).splitlines()


def test_a_promise_to_correct_is_kept_by_every_correction() -> None:
    lines = page((PROMISE, f"{PROMISE}  correction: {{within: 15m, from: change}}\n"))
    assert "| first_statement | 30m | seen | publish-holding |" in lines
    assert "| correction | 15m | change | every correction |" in lines


def test_a_second_language_is_named_and_the_tables_stay_in_the_playbooks_own() -> None:
    lines = page(
        ('ask: "Is it over?"', 'ask: {en: "Is it over?", fr: "Est-ce fini\u00a0?"}'),
        ("title: Comms lead", "title: {de: Leitung, en: Comms lead}"),
    )
    assert "Language: en; questions and titles also in de, fr  " in lines
    assert "| resolved | boolean | Is it over? |" in lines
    assert "| lead | Comms lead | ceo |" in lines


def test_what_a_team_sets_for_its_checks_is_said_where_it_is_not_as_usual() -> None:
    assert not any(line.startswith(("Template share", "Limits", "Language")) for line in page())
    set_ = "checks: {template_share: {warn: 20%}, limits: {x: 4000, website: 900}}\npromises:\n"
    lines = page(("promises:\n", set_))
    assert "Template share: a warning above 0.2, blocked above 0.6  " in lines
    assert "Limits: x 4,000, website 900  " in lines
