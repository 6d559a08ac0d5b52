"""`crisis explain`: a rule's page, or all rules in a list."""

from __future__ import annotations

import re
import sys

import pytest

from crisis_cli.files.lexicon import lexicon
from crisis_cli.files.rule_pages import all_pages
from tests.commands.conftest import Crisis


def _names() -> list[str]:
    return [page.rule for page in all_pages()]


def test_a_page_is_printed_as_it_is_written_where_no_terminal_is(crisis: Crisis) -> None:
    out = crisis("explain", "alias").out
    assert out.startswith("# alias\n\nerror · Text: ")
    assert "\n## Bad\n\n```yaml\n" in out
    assert crisis("explain", "alias", "--plain").out == out


def test_a_terminal_gets_the_page_drawn_without_marks_of_markdown(
    crisis: Crisis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "40")
    drawn = crisis("explain", "alias").out
    assert "approvals" in drawn
    assert "```" not in drawn
    assert "##" not in drawn
    assert max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in drawn.splitlines()) <= 40
    assert crisis("explain", "alias", "--plain").out.startswith("# alias\n")
    monkeypatch.setenv("TERM", "dumb")
    assert crisis("explain", "alias").out.startswith("# alias\n")


def test_without_a_name_every_rule_is_listed_under_its_family(
    crisis: Crisis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = crisis("explain").out
    assert re.search(r"^Text\n  alias +error +a \* or & ", out, re.MULTILINE)
    assert re.search(r"^  comment +warning +", out, re.MULTILINE)
    assert all(re.search(rf"^  {rule} +(?:error|warning|hint)  ", out, re.MULTILINE) for rule in _names())
    assert max(map(len, out.splitlines())) <= 80


def test_the_list_of_rules_fits_a_phone(crisis: Crisis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, crisis("explain").out.splitlines())) <= 40


def test_a_script_gets_the_same_as_json(crisis: Crisis) -> None:
    listed = crisis("explain", "--json").json["rules"]
    assert [row["rule"] for row in listed] == _names()
    one = crisis("explain", "comment", "--json").json
    assert set(one) == {"rule", "severity", "family", "summary", "text"}
    assert (one["rule"], one["severity"], one["family"]) == ("comment", "warning", "Text")
    assert one["text"] == crisis("explain", "comment").out


def test_an_unknown_rule_names_the_nearest(crisis: Crisis) -> None:
    err = crisis("explain", "bad-durations", code=2).err
    assert 'there is no rule and no family "bad-durations"' in err
    assert 'did you mean "bad-duration"?' in err
    assert "\x1b" not in crisis("explain", "\x1b[2Jalias", code=2).err


def test_a_family_is_listed_alone_however_it_is_written(crisis: Crisis) -> None:
    out = crisis("explain", "safety").out
    assert out.startswith("Safety\n  ")
    assert crisis("explain", "Safety").out == out
    assert "unapproved-publish" in out
    assert "late-promise" not in out
    rows = crisis("explain", "safety", "--json").json["rules"]
    assert {row["family"] for row in rows} == {"Safety"}
    assert 'did you mean "promises"?' in crisis("explain", "promise", code=2).err


def test_a_phrase_of_the_lexicon_is_explained_in_each_of_its_languages(crisis: Crisis) -> None:
    out = crisis("explain", "conditional-apology").out
    assert out.startswith("# conditional-apology\n\nerror · Apology: an apology with a condition.\n\n## English: ")
    assert "\n## French: des excuses sous condition\n" in out
    assert "Source: SorryWatch" in out
    assert "- If you were charged twice, write to me.\n" in out


def test_every_phrase_is_explained_and_listed_under_its_family(crisis: Crisis) -> None:
    listed = {row["rule"]: row["family"] for row in crisis("explain", "--json").json["rules"]}
    for language in ("en", "fr"):
        for phrase in lexicon(language):
            assert listed[phrase.id] == phrase.family
            assert phrase.instead in crisis("explain", phrase.id).out
    assert crisis("explain", "canned").out.startswith("Canned\n  ")
    assert 'did you mean "taken-seriously"?' in crisis("explain", "take-seriously", code=2).err


def test_what_shows_an_element_says_that_it_is_no_finding(crisis: Crisis) -> None:
    assert "No finding: it shows that a text has the element `apology`." in crisis("explain", "says-sorry-i").out
