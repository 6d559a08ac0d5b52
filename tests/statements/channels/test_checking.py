"""What is wrong with a text on its channel, with its place, and what the pages show of it."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from crisis_cli.domain.findings import Finding
from crisis_cli.files.rule_pages import page, pages
from crisis_cli.statements.channels.checking import check_channel
from crisis_cli.statements.channels.invisible import INVISIBLE
from crisis_cli.statements.written import Written
from tests.rules.page_blocks import PAGES, Block, blocks

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
ON = {
    "over-the-limit": "x",
    "near-the-limit": "x",
    "bare-domain": "x",
    "glued-link": "x",
    "unicode-sms": "sms",
    "too-many-parts": "sms",
    "too-many-links": "threads",
    "subject-break": "email-subject",
    "long-subject": "email-subject",
    "invisible-character": "press",
}
"""The channel that the example of each rule's page is meant for."""


def found(channel: str, text: str, **limits: int) -> list[Finding]:
    return list(check_channel(Written("text.txt", text, "en"), channel, limits))


def rules(channel: str, text: str, **limits: int) -> list[str]:
    return [one.rule for one in found(channel, text, **limits)]


def only(channel: str, text: str) -> Finding:
    (one,) = found(channel, text)
    return one


def marked(text: str, one: Finding) -> str:
    """What stands at the place of the finding, in a text of one line."""
    assert one.place is not None
    assert (one.place.line, one.place.end_line) == (1, 1)
    return text[one.place.column - 1 : one.place.end_column - 1]


CHANNEL = [path for path in PAGES if page(path.stem).family == "Channel"]


def test_every_rule_of_a_channel_has_its_page() -> None:
    assert {one.rule for one in pages() if one.family == "Channel"} == set(ON)


@pytest.mark.parametrize("block", [block for path in CHANNEL for block in blocks(path)], ids=str)
def test_the_bad_example_of_a_page_is_found_and_the_good_one_is_clean(block: Block) -> None:
    text = re.sub(r"<U\+(\w+)>", lambda code: chr(int(code[1], 16)), block.text.rstrip("\n"))
    severities = {one.rule: one.severity for one in found(ON[block.rule], text)}
    if block.bad:
        assert severities[block.rule] == page(block.rule).severity
    else:
        assert severities == {}


def test_a_text_within_its_limits_has_no_finding() -> None:
    text = "We found plastic in Berry Oat 500 g. I am sorry. More: https://example.com/oat."
    for channel in ("x", "bluesky", "mastodon", "threads", "linkedin", "sms", "email", "slack", "press", "forum"):
        assert rules(channel, text) == []


def test_the_place_is_where_the_limit_is_passed_and_the_hint_offers_a_thread() -> None:
    text = "I am sorry. " * 25
    one = only("x", text)
    assert one.rule == "over-the-limit"
    assert marked(text, one) == text[280:].rstrip()
    assert "X counts 299 characters, 19 too many" in one.message
    assert "a thread of 2" in one.hint


def test_the_place_is_that_of_the_typed_text_however_it_is_coded() -> None:
    text = "e\u0301" * 290
    one = only("x", text)
    assert marked(text, one) == "e\u0301" * 10
    windows = "a\r\n" * 150
    place = only("x", windows).place
    assert place is not None
    assert (place.line, place.column) == (141, 1)


def test_bytes_are_limited_beside_characters() -> None:
    text = FAMILY * 150
    assert "750 too many" in only("bluesky", text).message
    assert marked(text, only("bluesky", text)) == text[len(FAMILY) * 120 :]


@pytest.mark.parametrize(
    ("channel", "text", "near"),
    [
        ("x", "a" * 278, False),
        ("x", "a" * 276 + "😀", True),
        ("x", "a" * 250 + " https://example.com/a", False),
        ("x", "a" * 252 + " https://example.com/a", True),
        ("x", "a" * 272 + "©", False),
        ("x", "a" * 273 + "©", True),
        ("linkedin", "a" * 2_995, True),
        ("linkedin", "a" * 2_994, False),
    ],
)
def test_only_what_counters_dispute_is_near_its_limit(channel: str, text: str, near: bool) -> None:
    assert rules(channel, text) == ["near-the-limit"] * near


@pytest.mark.parametrize(
    ("text", "named", "column", "plain"),
    [
        ("Chers clients, ça va.", '"ç"', 16, "write c for it"),
        ("Il faut être là.", '"ê"', 9, "write e for it"),
        ("Il faut e\u0302tre là.", '"ê"', 9, "write e for it"),
        ("N’en mangez pas.", '"’"', 2, "write ' for it"),
        ("Lisez « ici ».", '"«"', 7, 'write " for it; then also » as "'),
        ("Attention\u202f!", "narrow no-break space (U+202F)", 10, "write a plain space for it"),
        ("À vous…", '"À"', 1, "write A for it; then also … as ..."),
        (f"Merci {FAMILY}", f'"{FAMILY}"', 7, "leave it out"),
    ],
)
def test_the_first_letter_that_halves_an_sms_is_named_with_its_place(
    text: str, named: str, column: int, plain: str
) -> None:
    one = only("sms", text)
    assert one.rule == "unicode-sms"
    assert f"{named} at line 1, column {column} is no letter of a plain SMS" in one.message
    assert one.hint == plain
    assert one.place is not None
    assert one.place.column == column


def test_french_that_a_plain_sms_can_spell_is_left_alone() -> None:
    assert rules("sms", "Désolé : à où ? 12 €, ÇA, la mère.") == []


def test_the_third_part_of_an_sms_is_marked() -> None:
    text = "a" * 400
    one = only("sms", text)
    assert (one.rule, len(marked(text, one))) == ("too-many-parts", 400 - 306)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Voir:https://example.com", "https://example.com"),
        ("xhttps://example.com", "https://"),
        ("https://example.com»x", "https://example.com"),
        ("https://example.com/中文", "https://example.com/"),
    ],
)
def test_a_link_without_space_beside_it_is_glued(text: str, link: str) -> None:
    assert marked(text, next(one for one in found("x", text) if one.rule == "glued-link")) == link
    assert rules("press", text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("(https://example.com).", "« https://example.com »", '"https://example.com/a"!', "https://example.com…"),
        *("https://example.com/?to=https://example.org/", "a\nhttps://example.com\nb"),
    ],
)
def test_punctuation_beside_a_link_is_none_of_it(text: str) -> None:
    assert rules("mastodon", text) == []


def test_a_bare_domain_is_told_on_x_alone() -> None:
    text = "I am sorry.It will not happen again."
    assert marked(text, only("x", text)) == "sorry.It"
    assert rules("mastodon", text) == []
    assert rules("x", "write to press@example.com, at 5.30 p.m., e.g. now") == []


def test_the_sixth_different_link_is_too_many_for_threads() -> None:
    text = " ".join(f"www.example{number}.com https://example.org" for number in range(5))
    assert marked(text, only("threads", text)) == "www.example4.com"
    assert rules("threads", "https://example.org " * 9) == []


@pytest.mark.parametrize(
    ("channel", "text", "expected"),
    [
        ("subject", "Plastic in Berry Oat\n", []),
        ("subject", "Plastic\r\nBcc: a@example.com", ["subject-break"]),
        ("subject", "a" * 61, ["long-subject"]),
        ("mail", "Subject: Plastic\n\nDear customer", []),
        ("mail", "Subject: Plastic\nDear customer", []),
        ("mail", "Subject: Plastic\nBcc: a@example.com\n\nDear customer", ["subject-break"]),
        ("mail", f"Objet : {'a' * 61}\n\nBonjour", ["long-subject"]),
        ("mail", "a" * 100, []),
        ("email-customers", f"Subject: {'a' * 61}\n\nDear customer", ["long-subject"]),
    ],
)
def test_a_subject_is_one_short_line(channel: str, text: str, expected: list[str]) -> None:
    assert rules(channel, text) == expected


@pytest.mark.parametrize(
    "character", ["\u200b", "\u00ad", "\ufeff", "\u202e", "\u2066", "\x07", "\u3164", "\u2028"]
)
def test_an_invisible_character_is_found_where_it_was_typed(character: str) -> None:
    text = f"We are so{character}{character}rry"
    one = only("press", text)
    assert (one.rule, marked(text, one)) == ("invisible-character", character * 2)
    assert f"U+{ord(character):04X}" in one.message


@pytest.mark.parametrize(
    "text",
    [
        FAMILY,
        "❤\ufe0f",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم",
        "क्\u200dष",
        "a\tb\r\nc",
        "a\u00a0b\u202f!",
    ],
)
def test_what_belongs_to_an_emoji_a_word_or_a_line_is_no_invisible_character(text: str) -> None:
    assert rules("press", text) == []


def test_a_joiner_that_joins_nothing_is_one() -> None:
    assert rules("press", "so\u200drry") == ["invisible-character"]


def test_all_that_unicode_calls_a_format_character_is_known() -> None:
    seen = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2}  # Arabic and Syriac number signs are drawn
    formats = [code for code in range(sys.maxunicode) if unicodedata.category(chr(code)) == "Cf"]
    assert [hex(code) for code in formats if code not in seen and not INVISIBLE.match(chr(code))] == []


def test_a_hostile_text_ends_in_bounded_words() -> None:
    for text in ("\u200b" * 9_000, "https://" + "a" * 9_000 + ".com/x", "ç\u0301" * 9_000, "a.com" * 3_000):
        for channel in ("x", "sms", "threads", "email-subject"):
            assert all(len(one.message) + len(one.hint) < 700 for one in found(channel, text))
