"""Whatever was typed stays text in every form of an export: no markup, no HTML, no control character."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from crisis_cli.domain.statement import Post
from crisis_cli.ui.export import Exported, Wording
from crisis_cli.ui.export.html_format import as_html
from crisis_cli.ui.export.json_format import as_json
from crisis_cli.ui.export.markdown import as_markdown
from crisis_cli.ui.export.plain_text import as_text
from tests.ui.report.hostile import TEXTS

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u206f\ud800-\udfff]")
AT = datetime(2026, 11, 22, 1, 55, tzinfo=UTC)

every_text = pytest.mark.parametrize("words", TEXTS, ids=[ascii(text)[:24] for text in TEXTS])


def everywhere(words: str) -> Exported:
    """An export in which every field that anybody can fill says the same words."""
    post = Post(1, words, "0" * 64, words, words, AT, withdrawn=words)
    wordings = (Wording((words,), words, words, ()), Wording((words,), "en", words, (words, words)))
    return Exported("i", True, words, 1, "0" * 64, words, (words,), 1, wordings, (post,))


def tags(page: str) -> list[str]:
    found: list[str] = []

    class Page(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(" ".join((tag, *(name for name, _ in attrs))))

    Page().feed(page)
    return found


def blocks(text: str) -> list[str]:
    return [token.type for token in MarkdownIt("gfm-like").parse(text)]


@every_text
def test_a_page_has_the_same_elements_whatever_was_typed(words: str) -> None:
    assert tags(as_html(everywhere(words), UTC)) == tags(as_html(everywhere("harmless"), UTC))


@every_text
def test_markdown_has_the_same_blocks_whatever_was_typed(words: str) -> None:
    made = as_markdown(everywhere(words), UTC)
    assert blocks(made) == blocks(as_markdown(everywhere("harmless"), UTC))
    kinds = {child.type for token in MarkdownIt("gfm-like").parse(made) for child in token.children or ()}
    assert kinds <= {"text", "code_inline", "strong_open", "strong_close", "softbreak", "text_special"}


@every_text
def test_nothing_steers_a_terminal(words: str) -> None:
    shown = everywhere(words)
    for made in (as_text(shown, UTC), as_markdown(shown, UTC), as_html(shown, UTC), as_json(shown)):
        assert not STEERING.search(made)


@every_text
def test_json_gives_back_the_words_to_the_letter(words: str) -> None:
    found = json.loads(as_json(everywhere(words)))
    assert found["wordings"][0]["text"] == words
