"""A statement's text with a thread in place of the wordings that are too long for one post on a channel."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from crisis_cli.domain.canonical import canonical
from crisis_cli.domain.legal_marks import legal_lines, marked_as_legal, without_legal_marks
from crisis_cli.domain.variants import Variant, joined, joined_posts, meant_for, posts_in, variants, with_variant
from crisis_cli.statements.channels.counting import count
from crisis_cli.statements.thread import as_thread


def threaded(
    text: str, channel: str, channels: Collection[str], limits: Mapping[str, int] | None = None
) -> str | None:
    """The whole text, in which the channel has a thread of its own wherever its wording was too long; the others
    keep theirs. The same text where all fits, None where no thread can be made. `channels`: all that the statement
    has; what none of them needs any more is left out."""
    whole = text
    for part in meant_for(text, channel):
        words = without_legal_marks(_in_one(part))
        if all(count(channel, without_legal_marks(post), limits).fits for post in _posts(part)):
            continue
        posts = as_thread(words, channel, limits)
        if not posts:
            return None
        required = legal_lines(_in_one(part))
        body = joined_posts(marked_as_legal(post, required) for post in posts)
        own = Variant((channel,), part.language, body, thread=True)
        whole = with_variant(joined(_without(variants(whole), part, channel)), own)
        if not part.channels and not any(_is_for(whole, part, one) for one in channels):
            whole = joined([one for one in variants(whole) if one.title != part.title])
    return whole


_NUMBER = re.compile(r"[ \t]*\(\d{1,5}/\d{1,5}\)$")


def _posts(part: Variant) -> tuple[str, ...]:
    return tuple(post for _, post in posts_in(part.text)) if part.thread else (part.text,)


def _in_one(part: Variant) -> str:
    """The text that a thread was made of, without the numbers of its posts; a line that is marked stays one."""
    if not part.thread:
        return part.text
    whole = ""
    for post in _posts(part):
        words = _NUMBER.sub("", post)
        ends = whole.endswith((".", "!", "?", ":", "\u2026", "\u00bb", '"')) or "[legal]" in words + whole
        whole += f"{chr(10) if ends else ' '}{words}" if whole else words
    return canonical(whole)


def _without(parts: Iterable[Variant], shared: Variant, channel: str) -> list[Variant]:
    """The parts, of which the one that the channel shared with others is for those others alone."""
    others = tuple(one for one in shared.channels if one != channel)
    return [part._replace(channels=others) if others and part.title == shared.title else part for part in parts]


def _is_for(whole: str, part: Variant, channel: str) -> bool:
    return any(one.title == part.title for one in meant_for(whole, channel))
