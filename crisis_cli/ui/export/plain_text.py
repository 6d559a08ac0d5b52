"""A statement to hand on as plain text: each wording between two rules, each post of a thread between its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from crisis_cli.ui.export import DRILL, Exported, Wording
from crisis_cli.ui.export.words import out
from crisis_cli.ui.safe import safe, safe_line

RULE = "-" * 72


def as_text(shown: Exported, zone: tzinfo) -> str:
    """The whole, ending with a newline; times local in `zone`."""
    lines = [DRILL] if shown.drill else []
    lines += [safe_line(shown.title), *map(safe_line, shown.lines)]
    lines += [safe_line(f"Out on {post.channel}, {out(post, zone)}") for post in shown.posts]
    for wording in shown.wordings:
        lines += _wording(wording)
    return "\n".join(lines) + "\n"


def _wording(wording: Wording) -> Iterator[str]:
    for number, text in enumerate(wording.posts or (wording.text,), start=1):
        of = f", {number} of {len(wording.posts)}" if wording.posts else ""
        yield from ("", f"{wording.title}{of}:", RULE, safe(text).rstrip("\n"), RULE)
