"""A statement to hand on as Markdown. Its words stand in fences: no markup, no link, no HTML, to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from crisis_cli.ui.export import DRILL, Exported, Wording
from crisis_cli.ui.export.words import out
from crisis_cli.ui.report.markdown import fenced, inline


def as_markdown(shown: Exported, zone: tzinfo) -> str:
    """The whole, ending with a newline; times local in `zone`."""
    parts = [f"**{inline(DRILL)}**"] if shown.drill else []
    parts += [f"# {inline(shown.title)}", *map(inline, shown.lines)]
    if shown.posts:
        parts.append("\n".join(f"- {inline(post.channel)}: {inline(out(post, zone))}" for post in shown.posts))
    for wording in shown.wordings:
        parts += _wording(wording)
    return "\n\n".join(parts) + "\n"


def _wording(wording: Wording) -> Iterator[str]:
    yield f"## {inline(wording.title)}"
    for number, text in enumerate(wording.posts, start=1):
        yield f"{number} of {len(wording.posts)}:"
        yield fenced(text)
    if not wording.posts:
        yield fenced(wording.text)
