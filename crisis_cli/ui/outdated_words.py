"""Where published words no longer hold, for a person and for a script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from crisis_cli.domain.corrections import Change
from crisis_cli.domain.timing import clock_time, iso
from crisis_cli.ui.knowledge import fact_words
from crisis_cli.ui.safe import safe_line

Json = dict[str, object]


def lines(changes: Sequence[Change], zone: tzinfo) -> list[str]:
    """A line an address, its old value and the one of now; one line where everything holds."""
    return [_line(change, zone) for change in changes] or ["Everything that was published still holds."]


def _line(change: Change, zone: tzinfo) -> str:
    where = " ".join(safe_line(part) for part in (change.post.channel, change.post.url) if part)
    now = "now not known any more" if change.now is None else f"now {fact_words(change.now)}"
    now = "no longer confirmed" if change.only_doubted else now
    what = f"{change.fact.replace('_', ' ')} {fact_words(change.before)}, {now}"
    return f"{change.statement} {clock_time(change.post.moment, zone)} on {where}: {what}"


def as_json(changes: Sequence[Change]) -> Json:
    """`{outdated: [{statement, round, channel, url, posted_at, fact, before, now, changed_at}]}`, times in UTC."""
    return {
        "outdated": [
            {
                "statement": change.statement,
                "round": change.post.round,
                "channel": change.post.channel,
                "url": change.post.url,
                "posted_at": iso(change.post.moment),
                "fact": change.fact,
                "before": change.before,
                "now": change.now,
                "changed_at": iso(change.changed_at),
            }
            for change in changes
        ]
    }
