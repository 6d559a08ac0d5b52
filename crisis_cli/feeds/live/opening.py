"""From a source of a watch file, its secrets filled in, to the stream that it is."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from crisis_cli.clocks import Clock
from crisis_cli.domain.watch import SCHEMES, Source
from crisis_cli.errors import UsageError
from crisis_cli.feeds.live.stream import Stream

_OPEN = ("http", "ws")
_HERE = ("localhost", "127.0.0.1", "::1")


def open_stream(source: Source, tags: Sequence[str], clock: Clock) -> Stream:
    """The stream, not connected yet. `tags`: the hashtags that are listened for, without their sign. Raises
    UsageError; no address and no key is ever in its words."""
    if source.kind in SCHEMES:
        _check(source)
    try:
        return _opened(source, tags, clock)
    except ImportError as missing:
        message = f"Source {source.id} needs {missing.name}, which is not installed."
        raise UsageError(message, "pip install 'crisis-cli[watch]'") from None


def _opened(source: Source, tags: Sequence[str], clock: Clock) -> Stream:
    if source.kind == "jetstream":
        from crisis_cli.feeds.live.bluesky import Bluesky

        return Bluesky(source.where)
    if source.kind == "mastodon":
        from crisis_cli.feeds.live.fediverse import HASHTAG, Fediverse

        if source.stream == HASHTAG and not tags:
            message = f"Source {source.id} is to follow hashtags, and this watch has none."
            raise UsageError(message, 'Add hashtags: ["#..."] to the watch, or delete stream: hashtag.')
        return Fediverse(source.where, source.token, source.stream, tags, clock)
    if source.kind == "x":
        from crisis_cli.feeds.live.x_live import X

        return X(source.where, source.token, clock)
    if source.kind == "rss":
        from crisis_cli.feeds.live.press import Press

        return Press(source.where, source.every, clock)
    from crisis_cli.feeds.live.growing import Growing

    return Growing(source.where, clock)


def _check(source: Source) -> None:
    try:
        parts = urlsplit(source.where)
        scheme, host, _ = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError:
        scheme, host = "", ""
    if scheme not in SCHEMES[source.kind] or not host:
        wanted = " or ".join(f"{name}://" for name in SCHEMES[source.kind][:2])
        raise UsageError(
            f"The address of source {source.id} cannot be one of {source.kind}.", f"It begins with {wanted}."
        )
    if source.token and scheme in _OPEN and host not in _HERE:
        raise UsageError(
            f"Source {source.id} would send its key over an open line.", f"Write {scheme}s:// in its address."
        )
    if source.kind == "x" and not source.token:
        raise UsageError(f"Source {source.id} has no key.", 'X wants one: token: "${X_BEARER_TOKEN}"')
