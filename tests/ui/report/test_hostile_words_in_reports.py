"""Whatever was typed stays text in every format: no markup, no link, no HTML, no control character."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC
from functools import cache
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from crisis_cli.review import Review
from crisis_cli.ui.report import as_html, as_json, as_markdown
from crisis_cli.ui.safe import safe_line
from tests.ui.report.hostile import TEXTS, said_everywhere

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u206f\ud800-\udfff]")
HARMLESS = "harmless words"

every_text = pytest.mark.parametrize("words", TEXTS, ids=[ascii(text)[:24] for text in TEXTS])


@cache
def reviewed(words: str) -> Review:
    return said_everywhere(words).review()


class Page(HTMLParser):
    """The elements of a page, with the names of their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: dict[str, set[str]] = {}
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes.setdefault(tag, set()).update(name for name, _ in attrs)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "srcset", "action")]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@cache
def page(words: str) -> Page:
    """The report of a run in which everything is called that, as HTML."""
    return Page(as_html(reviewed(words), UTC))


@cache
def structure(words: str) -> tuple[list[str], Counter[str]]:
    """The blocks that a GitHub-flavoured parser sees in the same report as Markdown, and what within the lines."""
    tokens = MarkdownIt("gfm-like").parse(as_markdown(reviewed(words), UTC))
    return [token.type for token in tokens], Counter(
        child.type for token in tokens for child in token.children or ()
    )


@every_text
def test_in_markdown_it_makes_no_structure_of_its_own(words: str) -> None:
    (blocks, found), (harmless, expected) = structure(words), structure(HARMLESS)
    assert blocks == harmless
    assert set(found) <= {"text", "code_inline", "strong_open", "strong_close", "softbreak"}
    assert found["strong_open"] == expected["strong_open"]


@every_text
def test_in_html_it_makes_no_element_no_attribute_and_no_address(words: str) -> None:
    hostile, harmless = page(words), page(HARMLESS)
    assert set(hostile.tags) == set(harmless.tags)
    for tag in ("h1", "h2", "h3", "h4", "section", "table", "tr", "svg", "pre", "title"):
        if tag != "title":  # a name that was cut has its whole self in a title
            assert hostile.tags[tag] == harmless.tags[tag], tag
    for tag, names in hostile.attributes.items():
        assert names <= harmless.attributes[tag] | {"class"}, tag
    assert all(address.startswith("#s") for address in hostile.addresses)
    assert not {name for names in hostile.attributes.values() for name in names if name.startswith("on")}


@every_text
def test_it_is_shown(words: str) -> None:
    shown = safe_line(words)
    assert shown in " ".join(" ".join(page(words).words).split())


@every_text
def test_nothing_steers_a_terminal_or_turns_text_around(words: str) -> None:
    review = reviewed(words)
    for made in (as_markdown(review, UTC), as_html(review, UTC), as_json(review)):
        assert not STEERING.search(made)


@every_text
def test_json_gives_it_back_as_it_was_typed(words: str) -> None:
    found = json.loads(as_json(reviewed(words)))
    assert found["notes"][0]["text"] == words
    assert found["title"] == words


def test_a_title_of_a_novels_length_is_cut_in_the_heading() -> None:
    page = as_html(reviewed("x" * 5_000), UTC)
    heading = re.search("<h1>(.*?)</h1>", page)
    assert heading is not None
    assert len(heading[1]) <= 210
