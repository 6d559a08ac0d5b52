"""The wordings of one text for several channels and languages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crisis_cli.domain.variants import Variant, joined, posts_in, variants, with_variant, wordings_for

BOTH = "=== website · en ===\nWe know little.\n\n=== x · en ===\nWe check.\n\n=== x · fr ===\nNous vérifions.\n"


def texts(found: tuple[Variant, ...]) -> list[str]:
    return [part.text for part in found]


def test_a_text_without_a_mark_is_for_every_channel() -> None:
    assert texts(wordings_for("We check.\n", "x")) == ["We check.\n"]
    assert texts(wordings_for("We check.\n", "website")) == ["We check.\n"]


def test_each_channel_gets_its_own_part_in_each_language() -> None:
    assert texts(wordings_for(BOTH, "x")) == ["We check.\n", "Nous vérifions.\n"]
    assert texts(wordings_for(BOTH, "website")) == ["We know little.\n"]
    assert wordings_for(BOTH, "press") == ()


def test_what_stands_above_the_first_mark_is_for_the_other_channels() -> None:
    text = "Long words.\n\n=== x ===\nShort.\n"
    assert texts(wordings_for(text, "x")) == ["Short.\n"]
    assert texts(wordings_for(text, "website")) == ["Long words.\n"]


def test_a_part_for_all_fills_the_languages_that_a_channel_has_no_part_in() -> None:
    text = "=== all · en ===\nLong.\n\n=== all · fr ===\nLongue.\n\n=== x · fr ===\nCourt.\n"
    assert texts(wordings_for(text, "x")) == ["Court.\n", "Long.\n"]


def test_a_new_part_takes_the_place_of_the_one_for_the_same_channel_and_language() -> None:
    text = with_variant(BOTH, Variant(("x",), "fr", "Nous cherchons."))
    assert texts(wordings_for(text, "x")) == ["We check.\n", "Nous cherchons.\n"]
    assert texts(wordings_for(text, "website")) == ["We know little.\n"]


def test_a_part_knows_where_its_words_begin() -> None:
    for part in variants(BOTH):
        assert BOTH[part.start :].startswith(part.text.strip())


def test_a_line_that_is_no_mark_stays_text() -> None:
    for line in ("===", "=== ===", "=== x", "== x ==", "=== x · french ==="):
        assert len(variants(f"One.\n{line}\nTwo.\n")) == 1


THREAD = "=== x · en · thread ===\nWe stopped the line. (1/2)\n---\n\n[legal] Bring it back. (2/2)\n"


def test_a_thread_is_several_posts_with_a_line_between_two() -> None:
    (part,) = wordings_for(THREAD, "x")
    assert (part.language, part.thread, part.title) == ("en", True, "x · en · thread")
    assert part.posts == ("We stopped the line. (1/2)\n", "Bring it back. (2/2)\n")
    assert posts_in(part.text)[1][0] == part.text.index("Bring")
    assert variants(joined(variants(THREAD))) == variants(THREAD)


def test_elsewhere_a_line_of_dashes_is_text_and_a_text_is_one_post() -> None:
    (part,) = variants("One.\n---\nTwo.\n")
    assert (part.thread, part.posts) == (False, (part.text,))


def test_a_post_that_says_nothing_is_none_and_a_thread_needs_no_language() -> None:
    (part,) = variants("=== x · thread ===\n---\nOne.\n-----\n\n---\nTwo.\n")
    assert (part.language, part.posts) == ("", ("One.\n", "Two.\n"))


def test_a_heading_is_known_however_its_spaces_capitals_and_dots_are_typed() -> None:
    typed = (
        "===x · en===",
        "=== x - en ===",
        "=== x . en ===",
        "=== x: en ===",
        "=== X · EN ===",
        "  === x · en ===",
    )
    for line in (*typed, "==== x · en ====", "=== x · en ===\r"):
        assert [part.title for part in variants(f"{line}\nOne.\n")] == ["x · en"], line
    assert [part.title for part in variants("=== x , Website ===\nOne.\n")] == ["x, website"]
    assert [part.title for part in variants("=== email-subject · Thread ===\nOne.\n")] == [
        "email-subject · thread"
    ]


words = st.text("abc é«»\n=·", min_size=1).filter(lambda text: bool(text.strip()) and "==" not in text)


@given(
    st.lists(st.tuples(st.sampled_from(["x", "website", "sms"]), st.sampled_from(["en", "fr"]), words), max_size=4)
)
def test_parts_that_are_joined_come_apart_again(parts: list[tuple[str, str, str]]) -> None:
    made = {(channel, language): text for channel, language, text in parts}
    whole = joined([Variant((channel,), language, text) for (channel, language), text in made.items()])
    assert {(part.channels[0], part.language): part.text.strip() for part in variants(whole)} == {
        key: variants(text)[0].text.strip() for key, text in made.items()
    }
