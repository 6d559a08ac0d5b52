"""`crisis thread`, and how a thread is shown before it goes out."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Crisis

LONG = "We stopped the line this morning. " * 12
LAW = "Recall under Article 14 of the food law."


def write(crisis: Crisis, text: str) -> None:
    crisis.begin()
    crisis("edit", "holding", "--from", "-", "--as", "bert", typed=text)


def text_of(crisis: Crisis) -> str:
    return str(crisis("publish", "holding", "--json", code=3).json["text"])


def test_a_file_is_split_and_printed_as_it_could_stand_in_a_statement(crisis: Crisis, tmp_path: Path) -> None:
    file = tmp_path / "word.txt"
    file.write_text(LONG)
    out = crisis("thread", str(file), "--channel", "x").out
    first, second = out.split("\n---\n")
    assert first.endswith("morning. (1/2)")
    assert second.endswith("morning. (2/2)\n")
    checked = crisis("check", "-", "--json", typed=f"=== x · en · thread ===\n{out}").json
    assert [post["length"] for post in checked["posts"]] == [len(first), len(second.strip())]
    assert crisis("thread", str(file)).out == out
    assert crisis("thread", "-", typed=LONG).out == out
    assert crisis("thread", "-", "--channel", "mastodon", typed=LONG).out == f"{LONG.strip()}\n"
    assert "---" in crisis("thread", "-", "--channel", "mastodon", "--limit", "mastodon=300", typed=LONG).out


def test_a_script_gets_the_posts_with_their_lengths(crisis: Crisis) -> None:
    shown = crisis("thread", "-", "--channel", "bsky", "--json", typed=LONG).json
    assert (shown["version"], shown["channel"]) == (1, "bluesky")
    (wording,) = shown["wordings"]
    assert [(post["length"], post["limit"]) for post in wording["posts"]] == [
        (len(post["text"]), 300) for post in wording["posts"]
    ]


def test_each_language_of_a_file_is_a_thread_of_its_own(crisis: Crisis) -> None:
    out = crisis("thread", "-", typed=f"=== x · en ===\n{LONG}\n=== x · fr ===\nNous vérifions.\n").out
    assert out.startswith("=== x · en · thread ===\n")
    assert out.endswith("=== x · fr ===\nNous vérifions.\n")


def test_where_there_is_no_thread_it_is_said_why(crisis: Crisis) -> None:
    assert "These do: x, bluesky" in crisis("thread", "-", "--channel", "sms", typed=LONG, code=2).err
    assert "one word alone" in crisis("thread", "-", typed="ab" * 300, code=2).err
    assert "no wording for x" in crisis("thread", "-", typed="=== sms ===\nHello.\n", code=2).err


def test_of_a_statement_it_is_an_edit_that_leaves_the_other_channels_alone(crisis: Crisis) -> None:
    write(crisis, LONG)
    assert "of 280" in crisis("check", "holding", code=1).err
    ran = crisis("thread", "holding", "--as", "ina")
    assert "ina" in ran.out.splitlines()[0]
    assert "=== x · thread ===" in ran.out
    assert crisis.kinds()[-1] == "statement_edited"
    shown = crisis("publish", "holding", "--json", code=3).json
    texts = {one["channel"]: one["texts"] for one in shown["channels"]}
    assert len(texts["x"][0]["posts"]) == 2
    assert texts["website"][0]["text"] == f"{LONG.strip()}\n"
    assert "posts" not in texts["website"][0]
    rules = [one["rule"] for one in crisis("check", "holding", "--json", code=None).json["findings"]]
    assert "over-the-limit" not in rules


def test_before_it_goes_out_each_post_stands_between_rules_with_its_count(crisis: Crisis) -> None:
    write(crisis, f"=== website · en ===\nWe stopped.\n\n=== x · en ===\n{LONG}")
    crisis("thread", "holding")
    out = crisis("publish", "holding", code=3).out
    first, second = (post["length"] for post in _posts(crisis))
    assert f"x (en), 1 of 2, {first} of 280:\n{'-' * 72}\nWe stopped the line" in out
    assert f"x (en), 2 of 2, {second} of 280:" in out
    assert "\n---\n" not in out
    assert "a thread of 2" in out


def test_lines_that_the_law_asks_for_stay_marked_and_go_out_without(crisis: Crisis) -> None:
    write(crisis, f"{LONG}\n\n[legal] {LAW}\n")
    crisis("thread", "holding")
    assert text_of(crisis).count(f"[legal] {LAW}") == 2  # for all, and at the end of the thread
    out = crisis("publish", "holding", code=3).out
    assert LAW in out
    assert "[legal]" not in out
    assert all("[legal]" not in post["text"] for post in _posts(crisis))


def test_what_fits_is_left_as_it_is(crisis: Crisis) -> None:
    write(crisis, "We stopped the line.")
    before = text_of(crisis)
    ran = crisis("thread", "holding")
    assert "Every post fits" in ran.out
    assert text_of(crisis) == before
    crisis("edit", "holding", "--from", "-", typed=LONG)
    crisis("thread", "holding")
    before = text_of(crisis)
    crisis("thread", "holding")
    assert text_of(crisis) == before


def test_a_channel_that_the_statement_has_not_is_refused(crisis: Crisis) -> None:
    write(crisis, LONG)
    assert "not a channel" in crisis("thread", "holding", "--channel", "bluesky", code=2).err
    assert "no statement" in crisis("thread", "holdin", code=2).err


def _posts(crisis: Crisis) -> list[dict[str, object]]:
    shown = crisis("publish", "holding", "--json", code=3).json
    (text,) = next(one["texts"] for one in shown["channels"] if one["channel"] == "x")
    return list(text["posts"])
