"""A thread says what the text says, each post within its limit, and nothing is cut that belongs together."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crisis_cli.statements.channels.as_sent import as_sent
from crisis_cli.statements.channels.counting import count
from crisis_cli.statements.channels.graphemes import emoji_spans
from crisis_cli.statements.thread import as_thread

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
SENTENCE = "We found plastic in one bar of Berry Oat, and we stopped both lines at once. "
WORDS = [
    *(
        "sorry",
        "désolé",
        "plastic,",
        "stop.",
        "why?",
        "« oui »",
        "1 200",
        "5 €",
        "lots :",
        "10;",
        "–",
        "Ça",
        "e\u0301te\u0301",
    ),
    *(
        FAMILY,
        "🇫🇷🇫🇷",
        "👍🏽!",
        "https://example.com/a,b.c/d?e=f",
        "example.com",
        "@press@example.com",
        "中文字。",
        "\n\n",
        "I",
    ),
]


def unnumbered(posts: tuple[str, ...]) -> list[str]:
    if len(posts) == 1:
        return list(posts)
    numbers = [re.fullmatch(r"(.*) \((\d+)/(\d+)\)", post, re.DOTALL) for post in posts]
    assert all(numbers)
    assert [(found[2], found[3]) for found in numbers if found] == [
        (str(at), str(len(posts))) for at in range(1, len(posts) + 1)
    ]
    return [found[1] for found in numbers if found]


def test_a_text_that_fits_or_has_no_limit_stays_one_post_without_a_number() -> None:
    assert as_thread("I am sorry.\n", "x") == ("I am sorry.",)
    assert as_thread(SENTENCE * 20, "press") == ((SENTENCE * 20).strip(),)


def test_a_thread_is_split_at_sentences_and_numbered() -> None:
    posts = as_thread(SENTENCE * 5, "x")
    assert posts == (f"{(SENTENCE * 3).strip()} (1/2)", f"{(SENTENCE * 2).strip()} (2/2)")


def test_a_sentence_too_long_for_a_post_is_split_at_its_clauses_then_between_words() -> None:
    clauses = ", ".join(["we stopped the line in the night"] * 12) + "."
    assert all(piece.endswith((",", ".")) for piece in unnumbered(as_thread(clauses, "x")))
    words = "and again " * 60
    assert all(len(piece) > 250 for piece in unnumbered(as_thread(words, "x"))[:-1])


def test_a_short_sentence_before_a_long_one_stands_alone() -> None:
    text = "I am sorry. " + "and again " * 60
    assert unnumbered(as_thread(text, "x"))[0] == "I am sorry."


def test_a_french_mark_stays_with_its_word_and_a_number_whole() -> None:
    text = "Combien de lots ? 1 200 lots « en magasin » ! " * 20
    for piece in unnumbered(as_thread(text, "mastodon", {"mastodon": 60})):
        assert piece[0] not in "?!»"
        assert not piece.startswith("200")
        assert not piece.endswith("«")


def test_a_script_without_spaces_is_split_between_its_characters() -> None:
    assert [len(piece) for piece in unnumbered(as_thread("中" * 300, "x"))] == [137, 137, 26]


def test_a_word_longer_than_a_post_makes_no_thread() -> None:
    assert as_thread("a" * 300, "x") == ()
    assert as_thread(f"I am sorry. https://example.com/{'a' * 400}", "bluesky") == ()
    assert as_thread(f"{SENTENCE * 3} https://example.com/{'a' * 400}", "x") != ()
    assert as_thread("I am sorry", "mastodon", {"mastodon": 5}) == ()


def test_more_than_nine_posts_leave_room_for_longer_numbers() -> None:
    posts = as_thread("word " * 700, "x")
    assert len(posts) > 9
    assert all(count("x", post).fits for post in posts)


@example(["sorry", "sorry", "–", "https://example.com/a,b.c/d?e=f"] * 2, "x", 60)
@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=120),
    channel=st.sampled_from(["x", "bluesky", "mastodon", "threads"]),
    limit=st.integers(60, 200),
)
def test_the_posts_are_the_text_within_the_limit_and_cut_nothing(
    words: list[str], channel: str, limit: int
) -> None:
    text = as_sent(" ".join(words)).text.strip()
    posts = as_thread(text, channel, {channel: limit})
    assert posts
    assert all(count(channel, post, {channel: limit}).length <= limit for post in posts)
    pieces = unnumbered(posts)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)
    whole = {as_sent(word).text for word in " ".join(words).split()}
    for piece in pieces:
        for word in (word for word in piece.split() if not re.search("[中文字。]", word)):
            assert word in whole or only_emoji(word)


def only_emoji(word: str) -> bool:
    """Between two emoji a post may end, as between two words."""
    return sum(end - start for start, end in emoji_spans(word)) == len(word)


@pytest.mark.parametrize("piece", ["a ", "a, ", "a. ", "中", "https://a.com ", "- ", "1 "])
def test_a_long_text_is_threaded_in_linear_time(piece: str) -> None:
    posts = as_thread(piece * (20_000 // len(piece)), "x")
    assert posts


def test_emoji_without_a_space_between_them_are_split_between_two() -> None:
    for text in (FAMILY * 200, "\U0001f1eb\U0001f1f7" * 200):
        posts = as_thread(text, "x")
        assert len(posts) > 1
        assert "".join(re.sub(r" \(\d+/\d+\)$", "", post) for post in posts) == text
