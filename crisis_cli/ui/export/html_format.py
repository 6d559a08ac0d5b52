"""A statement to hand on as one HTML page, every wording in its own language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo

from crisis_cli.ui.export import DRILL, Exported, Wording
from crisis_cli.ui.export.words import out
from crisis_cli.ui.html_page import page, text
from crisis_cli.ui.report.style import STYLE

_LANGUAGE = re.compile("[a-z]{2,3}")


def as_html(shown: Exported, zone: tzinfo) -> str:
    """The whole page; times local in `zone`."""
    return page(shown.title, STYLE, _body(shown, zone), banner=DRILL if shown.drill else "")


def _body(shown: Exported, zone: tzinfo) -> Iterator[str]:
    yield '<main class="page">'
    yield f"<h1>{text(shown.title)}</h1>"
    first, *rest = shown.lines
    yield f'<p class="lead{" bad" if shown.missing else ""}">{text(first)}</p>'
    yield from (f"<p>{text(line)}</p>" for line in rest)
    if shown.posts:
        posts = "".join(f"<dt>{text(post.channel)}</dt><dd>{text(out(post, zone))}</dd>" for post in shown.posts)
        yield f"<dl>{posts}</dl>"
    for wording in shown.wordings:
        yield from _wording(wording)
    yield "</main>"


def _wording(wording: Wording) -> Iterator[str]:
    spoken = f' lang="{wording.language}"' if _LANGUAGE.fullmatch(wording.language) else ""
    yield f"<section><h2>{text(wording.title)}</h2>"
    for number, words in enumerate(wording.posts or (wording.text,), start=1):
        if wording.posts:
            yield f"<h3>{number} of {len(wording.posts)}</h3>"
        yield f'<pre{spoken} dir="auto">{text(words)}</pre>'
    yield "</section>"
