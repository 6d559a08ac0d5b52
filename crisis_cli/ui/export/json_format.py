"""A statement to hand on as JSON, in the one documented shape that scripts may rely on."""

from __future__ import annotations

from crisis_cli.domain.statement import Post
from crisis_cli.domain.timing import iso
from crisis_cli.ui.export import DRILL, Exported, Wording
from crisis_cli.ui.safe import json_text

VERSION = 1


def as_json(shown: Exported) -> str:
    """`{version, notice, incident, drill, statement, round, sha256, approved, needs, yes, corrects, wordings,
    posts}` on one line. `corrects` is a round or null; a wording has `posts` where it is a thread."""
    found = {
        "version": VERSION,
        "notice": DRILL if shown.drill else "",
        "incident": shown.incident,
        "drill": shown.drill,
        "statement": shown.statement,
        "round": shown.round,
        "sha256": shown.sha256,
        "approved": not shown.missing,
        "needs": shown.missing,
        "yes": list(shown.said),
        "corrects": shown.corrects or None,
        "wordings": [_wording(wording) for wording in shown.wordings],
        "posts": [_post(post) for post in shown.posts],
    }
    return f"{json_text(found)}\n"


def _wording(wording: Wording) -> dict[str, object]:
    return {
        "channels": list(wording.channels),
        "language": wording.language,
        "text": wording.text,
        "sha256": wording.sha256,
        "posts": list(wording.posts),
    }


def _post(post: Post) -> dict[str, object]:
    return {
        "channel": post.channel,
        "url": post.url,
        "at": iso(post.moment),
        "withdrawn": post.withdrawn or None,
    }
