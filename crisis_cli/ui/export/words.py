"""How an export says where a text went."""

from __future__ import annotations

from datetime import tzinfo

from crisis_cli.domain.statement import Post


def out(post: Post, zone: tzinfo) -> str:
    """`2026-11-22 03:12 CET: https://example.com/1`, and why it was taken down where it was."""
    local = post.moment.astimezone(zone)
    when = f"{local:%Y-%m-%d %H:%M} {local.tzname() or ''}".rstrip()
    withdrawn = f" (taken down: {post.withdrawn})" if post.withdrawn else ""
    return f"{when}: {post.url or 'no address noted'}{withdrawn}"
