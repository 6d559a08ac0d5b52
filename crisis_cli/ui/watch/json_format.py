"""An alert as one line of JSON: the documented shape for scripts and listening pipelines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, tzinfo
from typing import Any

from crisis_cli.domain.alert import Alert
from crisis_cli.domain.mention import Mention
from crisis_cli.domain.timing import iso
from crisis_cli.ui.safe import json_text
from crisis_cli.ui.watch.words import alert_lines

LONGEST_TEXT = 20_000
"""Characters of a post that are printed; whoever sends more is no customer."""


def alert_json(alert: Alert, zone: tzinfo) -> str:
    """`{"kind": "alert", "tier": ..., "term": ..., "observed": ..., "expected": ..., "once_in_days": ...}`."""
    crowd = asdict(alert.crowd) if alert.crowd else {}
    for counted in ("hashtags", "words", "languages"):
        if counted in crowd:
            crowd[counted] = dict(crowd[counted])
    found: dict[str, Any] = {
        "kind": "alert",
        "tier": alert.tier,
        "term": alert.term,
        "about": alert.kind,
        "at": _iso(alert.at),
        "since": _iso(alert.since),
        "window_seconds": alert.window,
        "observed": alert.observed,
        "expected": round(alert.expected, 2),
        "ratio": round(alert.observed / max(alert.expected, 0.01), 2),
        "once_in_days": round(alert.days, 1),
        "similar_moments": alert.moments,
        "jumped_so_high": alert.times,
        "slow_burn": alert.slow,
        "worse_than_before": alert.again,
        "clears_at_or_below_per_hour": alert.clears,
        "last_hour": crowd or None,
        "possible_bots": bool(alert.crowd and alert.crowd.bots),
        "held_at_amber": alert.held,
        "suggests": alert.suggests,
        "samples": list(alert.samples),
        "why": " ".join(line.strip() for line in alert_lines(alert, zone)[1:3]),
    }
    return json_text(found)


def _iso(seconds: float) -> str:
    return iso(datetime.fromtimestamp(seconds, UTC))


def mention_json(mention: Mention, terms: Sequence[str], author: str, *, text: bool) -> str:
    """`{"kind": "mention", ...}`: the same shape whichever platform it came from; `author` is a hash."""
    found = {
        "kind": "mention",
        "id": mention.id,
        "at": _iso(mention.at),
        "terms": list(terms),
        "text": mention.text[:LONGEST_TEXT] if text else "",
        "author": author,
        "language": mention.language,
        "hashtags": list(mention.hashtags),
        "repost_of": mention.repost_of,
        "reply_to": mention.reply_to,
        "source": mention.source,
    }
    return json_text(found)
