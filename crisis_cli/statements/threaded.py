"""A statement's text with a thread in place of the wordings that are too long for one post on a channel."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from crisis_cli.domain.legal_marks import legal_lines, marked_as_legal, without_legal_marks
from crisis_cli.domain.variants import Variant, joined, joined_posts, meant_for, variants, with_variant
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
        words = without_legal_marks(part.text)
        if part.thread or count(channel, words, limits).fits:
            continue
        posts = as_thread(words, channel, limits)
        if not posts:
            return None
        required = legal_lines(part.text)
        body = joined_posts(marked_as_legal(post, required) for post in posts)
        own = Variant((channel,), part.language, body, thread=True)
        whole = with_variant(joined(_without(variants(whole), part, channel)), own)
        if not part.channels and not any(_is_for(whole, part, one) for one in channels):
            whole = joined([one for one in variants(whole) if one.title != part.title])
    return whole


def _without(parts: Iterable[Variant], shared: Variant, channel: str) -> list[Variant]:
    """The parts, of which the one that the channel shared with others is for those others alone."""
    others = tuple(one for one in shared.channels if one != channel)
    return [part._replace(channels=others) if others and part.title == shared.title else part for part in parts]


def _is_for(whole: str, part: Variant, channel: str) -> bool:
    return any(one.title == part.title for one in meant_for(whole, channel))
