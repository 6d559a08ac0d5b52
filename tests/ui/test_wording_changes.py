"""The diff of two texts: only what changed, and in which wording."""

from __future__ import annotations

from crisis_cli.ui.wording_changes import changes

BOTH = "=== x · en ===\nThree people are ill.\n\n=== x · fr ===\nTrois personnes sont malades.\n"


def test_a_text_of_one_wording_shows_its_changed_line_alone() -> None:
    assert changes("One.\nThree are ill.\n", "One.\nFour are ill.\n") == "[-Three-] {+Four+} are ill."


def test_the_wording_that_changed_is_named_and_the_others_are_left_out() -> None:
    after = BOTH.replace("Trois", "Quatre")
    assert changes(BOTH, after) == "x · fr:\n[-Trois-] {+Quatre+} personnes sont malades."


def test_a_wording_that_was_added_or_taken_out_is_shown_whole() -> None:
    english = "=== x · en ===\nThree people are ill.\n"
    assert changes(english, BOTH) == "x · fr (a new wording):\n{+Trois personnes sont malades.+}"
    assert changes(BOTH, english) == "x · fr (taken out):\n[-Trois personnes sont malades.-]"


def test_a_text_for_all_that_becomes_one_of_two_wordings_is_still_compared() -> None:
    before = "Three are ill.\n"
    after = "=== all · en ===\nFour are ill.\n\n=== all · fr ===\nQuatre malades.\n"
    assert changes(before, after) == (
        "all · en (was: all):\n[-Three-] {+Four+} are ill.\n\nall · fr (a new wording):\n{+Quatre malades.+}"
    )


def test_a_wording_that_goes_elsewhere_is_another_one() -> None:
    moved = BOTH.replace("x · fr", "website · fr")
    assert changes(BOTH, moved) == (
        "website · fr (a new wording):\n{+Trois personnes sont malades.+}\n\n"
        "x · fr (taken out):\n[-Trois personnes sont malades.-]"
    )


def test_a_change_without_a_word_is_said_to_be_one() -> None:
    assert "only spaces" in changes("One.  Two.\n", "One. Two.\n")
    assert "only spaces" in changes(BOTH, "\n".join(reversed(BOTH.split("\n\n"))))


def test_what_steers_a_terminal_is_shown_as_its_code() -> None:
    assert "\x1b" not in changes("a\n", "\x1b[2Ja\n")
