"""Where a channel's wording becomes a thread, the others keep theirs."""

from __future__ import annotations

from crisis_cli.domain.variants import variants, wordings_for
from crisis_cli.statements.threaded import threaded

LONG = "We stopped the line this morning. " * 12


def titles(text: str | None) -> list[str]:
    assert text is not None
    return [part.title for part in variants(text)]


def test_a_channel_that_shared_its_wording_gets_its_own() -> None:
    text = threaded(f"=== x, bluesky · en ===\n{LONG}\n", "x", ("x", "bluesky"))
    assert titles(text) == ["bluesky · en", "x · en · thread"]
    assert text is not None
    assert wordings_for(text, "bluesky")[0].text == f"{LONG.strip()}\n"


def test_the_wording_for_all_stays_as_long_as_somebody_needs_it() -> None:
    assert titles(threaded(LONG, "x", ("x", "website"))) == ["all", "x · thread"]
    assert titles(threaded(LONG, "x", ("x",))) == ["x · thread"]
    both = f"=== all · en ===\n{LONG}\n\n=== all · fr ===\nNous vérifions.\n"
    assert titles(threaded(both, "x", ("x",))) == ["all · fr", "x · en · thread"]


def test_a_channel_with_a_limit_of_its_own_needs_no_thread() -> None:
    assert threaded(LONG, "mastodon", ("mastodon",), {"mastodon": 1000}) == LONG


def test_nothing_is_said_where_no_thread_can_be_made() -> None:
    assert threaded("ab" * 300, "x", ("x",)) is None


def test_a_thread_whose_posts_are_too_long_is_split_again() -> None:
    text = f"=== x · en · thread ===\n{LONG[:240].strip()} (1/2)\n---\n[legal] Bring it back to the shop. (2/2)\n"
    assert threaded(text, "x", ("x",)) == text
    shorter = threaded(text, "x", ("x",), {"x": 100})
    assert shorter is not None
    (part,) = wordings_for(shorter, "x")
    assert len(part.posts) > 3
    assert max(map(len, part.posts)) <= 101
    assert "[legal] Bring it back" in shorter
    assert "(1/2)" not in shorter


def test_a_line_that_is_marked_already_gets_no_second_mark() -> None:
    text = threaded(f"[legal] [legal] Bring it back.\n{LONG}", "x", ("x",))
    assert text is not None
    assert "[legal] [legal]" not in text
