"""`crisis check` and what is structure in a text: gaps, `[legal]`, headings, the posts of a thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Crisis, Ran

LAW = "[legal] Recall under Article 14: mistakes were made in batch 7."


def found(ran: Ran, rule: str) -> list[dict[str, Any]]:
    every = ran.json.get("wordings", [ran.json])
    return [one for wording in every for one in wording["findings"] if one["rule"] == rule]


def test_what_stands_in_a_gap_is_nobodys_words(crisis: Crisis) -> None:
    text = (
        "I was there. [[ Mistakes were made: 300 people, see example.com. ]] [? Are 12 Jars of Berry Oat back? ?]"
    )
    ran = crisis("check", "-", "--channel", "x", "--kind", "reply", "--json", typed=text, code=1)
    rules = [finding["rule"] for finding in ran.json["findings"]]
    assert rules == ["missing-action", "missing-contact", "unfilled-gap", "unfilled-gap"]


def test_what_a_gap_asks_for_does_not_count_as_said(crisis: Crisis) -> None:
    ran = crisis("check", "-", "--kind", "apology", "--json", typed="[[ We are sorry that you waited. ]]", code=1)
    assert found(ran, "missing-apology")


def test_a_line_that_the_law_asks_for_is_counted_without_its_mark_and_placed_with_it(crisis: Crisis) -> None:
    text = f"I am sorry.\n{LAW}\n"
    ran = crisis("check", "-", "--channel", "x", "--json", typed=text, code=1)
    assert ran.json["length"] == len(text.strip()) - len("[legal] ")
    (finding,) = found(ran, "mistakes-were-made")
    assert (finding["line"], finding["column"], finding["text"]) == (
        2,
        LAW.index("mistakes") + 1,
        "mistakes were made",
    )


def test_whoever_approves_sees_the_mark(crisis: Crisis) -> None:
    crisis.begin()
    crisis("edit", "holding", "--from", "-", typed=LAW)
    assert LAW in crisis("approve", "holding", "--show", code=None).out


def test_the_mark_shows_in_the_line_that_a_finding_quotes(crisis: Crisis) -> None:
    out = crisis("check", "-", typed=LAW, code=1).out
    line, marks = out.splitlines()[3:5]
    assert line[marks.index("^") : marks.rindex("^") + 1] == "mistakes were made"


def test_a_place_in_a_part_that_is_indented_is_right(crisis: Crisis) -> None:
    text = "=== x · en ===\n\n   Mistakes were made.\n"
    (finding,) = found(crisis("check", "-", "--json", typed=text, code=1), "mistakes-were-made")
    assert (finding["line"], finding["column"]) == (3, 4)


def test_a_difference_of_two_languages_is_told_where_it_stands_with_its_other_end(crisis: Crisis) -> None:
    text = "=== x · en ===\nWe speak at 14:30.\n12 jars.\n\n=== x · fr ===\n[legal] Nous parlerons à 15 h 30.\n"
    ran = crisis("check", "-", "--json", typed=text, code=1)
    at = {one["text"]: (one["line"], one["column"]) for one in found(ran, "languages-differ")}
    assert at == {"15 h 30": (6, 26), "12": (3, 1)}
    (other,) = next(one["related"] for one in found(ran, "languages-differ") if one["text"] == "15 h 30")
    assert (other["line"], other["column"]) == (2, 13)


def test_each_post_of_a_thread_is_counted_and_named(crisis: Crisis) -> None:
    text = f"=== x · en · thread ===\nWe stopped the line. (1/2)\n---\n{'We check. ' * 30}(2/2)\n"
    ran = crisis("check", "-", "--json", typed=text, code=1)
    assert ran.json["posts"] == [{"length": 26, "limit": 280}, {"length": 305, "limit": 280}]
    assert ran.json["length"] == 305
    assert "thread" not in ran.json
    (finding,) = found(ran, "over-the-limit")
    assert finding["message"].startswith("post 2 of 2: X counts 305 characters, 25 too many")
    assert finding["line"] == 4
    assert "another post" in finding["hint"]
    assert "x, post 1 of 2: 26 of 280 weighted characters" in crisis("check", "-", typed=text, code=1).err


def test_a_sentence_does_not_run_from_one_post_into_the_next(crisis: Crisis) -> None:
    text = "=== x · en · thread ===\nWe are sorry\n---\nif anyone was hurt.\n"
    assert not found(crisis("check", "-", "--json", typed=text, code=None), "conditional-apology")


def test_a_text_too_long_for_x_is_offered_as_a_thread_by_name_of_the_command(
    crisis: Crisis, tmp_path: Path
) -> None:
    file = tmp_path / "long word.txt"
    file.write_text("We stopped the line this morning. " * 12)
    ran = crisis("check", str(file), "--channel", "x", "--json", code=1)
    posts = ran.json["thread"]
    assert len(posts) == 2
    assert posts[0].endswith("(1/2)")
    (finding,) = found(ran, "over-the-limit")
    assert f"crisis thread '{file}' --channel x" in finding["hint"]
    piped = crisis("check", "-", "--channel", "x", typed=file.read_text(), code=1)
    assert "crisis thread - --channel x" in piped.out
    assert "thread" not in crisis("check", str(file), "--channel", "sms", "--json", code=None).json


@pytest.mark.parametrize("said", ["action", "what-happened", "what_happened"])
def test_an_author_says_that_an_element_is_there_in_other_words(crisis: Crisis, said: str) -> None:
    rule = f"missing-{said.replace('_', '-')}"
    words = ("check", "-", "--kind", "press", "--json")
    (finding,) = found(crisis(*words, typed="We know.", code=None), rule)
    assert f"--has {said.replace('-', '_')}" in finding["hint"]
    assert not found(crisis(*words, "--has", said, typed="We know.", code=None), rule)


def test_an_element_that_there_is_not_is_named(crisis: Crisis) -> None:
    assert 'Did you mean "action"' in crisis("check", "-", "--has", "acton", typed="x", code=2).err


def test_in_a_run_the_way_to_say_so_is_a_waiver(crisis: Crisis) -> None:
    crisis.begin()
    crisis("edit", "ceo-word", "--from", "-", typed="I am sorry.")
    (finding,) = found(crisis("check", "ceo-word", "--json", code=1), "missing-action")
    assert "crisis waive ceo-word missing-action --reason TEXT" in finding["hint"]


def test_a_server_with_another_limit_is_counted_as_it_counts(crisis: Crisis) -> None:
    text = "We stopped the line. " * 30
    words = ("check", "-", "--channel", "mastodon", "--json")
    assert found(crisis(*words, typed=text, code=1), "over-the-limit")
    ran = crisis(*words, "--limit", "mastodon=1000", typed=text)
    assert (ran.json["length"], ran.json["limit"]) == (629, 1000)
    for wrong in ("mastodon", "mastodon=", "=5", "mastodon=0", "mastodon=five"):
        assert "--limit mastodon=1000" in crisis("check", "-", "--limit", wrong, typed=text, code=2).err


def test_the_share_of_a_draft_is_told_without_a_run(crisis: Crisis, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("We know how much you rely on us, and we are doing all we can for each of you.\n" + LAW)
    own = "I was at the plant at dawn, and I saw for myself what had gone wrong there.\n"
    text = f"We know how much you rely on us, and we are doing all we can. {own}{LAW}"
    words = ("check", "-", "--template", str(draft), "--json")
    ran = crisis(*words, typed=text, code=1)
    assert 0.3 < ran.json["template_share"] < 0.6
    assert [one["severity"] for one in found(ran, "template-share")] == ["warning"]
    (run,) = found(ran, "template-share")[0]["related"]
    assert (run["line"], run["column"]) == (1, 1)
    assert (
        found(crisis(*words, "--share-block", "0.3", typed=text, code=1), "template-share")[0]["severity"]
        == "error"
    )
    assert not found(crisis(*words, "--share-warn", "0.9", typed=text, code=1), "template-share")
    assert "--template FILE" in crisis("check", "-", "--share-warn", "0.5", typed=text, code=2).err


def test_the_wording_for_all_is_not_counted_where_a_channel_has_its_own(crisis: Crisis) -> None:
    crisis.begin()
    text = f"=== all · en ===\n{'We stopped the line. ' * 30}\n\n=== x · en ===\nWe stopped the line.\n"
    crisis("edit", "holding", "--from", "-", typed=text)
    ran = crisis("check", "holding", "--json", code=None)
    assert [one["channel"] for one in ran.json["wordings"]] == ["website", "x"]
    assert not found(ran, "over-the-limit")


def test_several_texts_are_checked_at_once(crisis: Crisis, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("We stopped the line at noon.\n")
    bad.write_text("Mistakes were made.\n")
    ran = crisis("check", str(good), str(bad), "--channel", "press", "--json", code=1)
    assert ran.json["version"] == 1
    assert [(one["file"], len(one["findings"])) for one in ran.json["texts"]] == [(str(good), 0), (str(bad), 1)]
    shown = crisis("check", str(good), str(bad), "--channel", "press", code=1)
    assert "1 error in 1 of 2 files" in shown.out
    assert f"{good}: press: 28 characters" in shown.err
    assert "no file" in crisis("check", str(good), str(tmp_path / "gone.txt"), code=2).err
    assert "nothing to check" in crisis("check", code=2).err.lower()


TEAM = """\
playbook: site-down
title: The shop is down
roles:
  lead: {title: Comms lead, deputy: ceo}
  ceo: {title: Chief executive, deputy: lead}
statements:
  word: {template: holding_general, speaker: ceo, approvals: [ceo], channels: [mastodon]}
steps:
  - {id: write, role: lead, draft: word, within: 8m}
  - {id: approve, role: ceo, approve: word, within: 3m}
  - {id: publish, role: lead, publish: word, within: 2m, ends: said}
checks:
  limits: {mastodon: 1000}
"""


def test_in_a_run_the_limits_of_the_team_count(crisis: Crisis, write: Callable[[str, str], str]) -> None:
    crisis.begin(write("site-down", TEAM))
    crisis("edit", "word", "--from", "-", typed="We stopped the line. " * 30)
    ran = crisis("check", "word", "--json", code=None)
    assert (ran.json["length"], ran.json["limit"]) == (629, 1000)
    assert not found(ran, "over-the-limit")
    assert "Every post fits" in crisis("thread", "word").out
    assert found(crisis("check", "word", "--limit", "mastodon=500", "--json", code=1), "over-the-limit")


def test_a_wording_that_is_drafted_beside_a_persons_own_makes_no_template_of_theirs(crisis: Crisis) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    own = "Glass got into our oats, and a girl cut her mouth. I am sorry. I run that plant. I speak at 23:59.\n"
    crisis("draft", "ceo-word")
    crisis("edit", "ceo-word", "--from", "-", typed=own)
    crisis("draft", "ceo-word", "--channel", "x")
    found = crisis("check", "ceo-word", "--json", code=None).json["wordings"][0]
    assert found["template_share"] == 0
    assert "template-share" not in [one["rule"] for one in found["findings"]]
