"""Rules of the outbox: a page is attempted under a lease, then sent, or failed and tried again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.pages import still_asks

LEASE = timedelta(seconds=30)
"""How long a keeper has to say how sending went before another takes over (research: one-page engine design)."""

WAITS = (5, 15, 45, 120)
"""Seconds before the second to fifth try; after the fifth the page has failed (research: Delivery)."""


def _attempt(batch: Batch, intent: i.AttemptPage) -> None:
    page = batch.incident.pages.get(intent.page)
    if page is None or page.id not in batch.incident.waiting_pages:
        return
    if page.retry_at is not None and page.retry_at > batch.at:
        return
    if not still_asks(batch.incident, page):
        batch.follow(e.PageDropped(page.id, "settled before it was sent"))
    elif page.attempts > len(WAITS):
        batch.follow(e.PageFailed(page.id, f"{page.attempts} tries, and no word of how the last one went"))
    else:
        batch.follow(e.PageAttempted(page.id, page.attempts + 1, intent.keeper, intent.lease_at))


def _settle(batch: Batch, intent: i.SettlePage) -> None:
    page = batch.incident.pages.get(intent.page)
    if page is None or page.state != "attempted":
        return
    if not intent.failure:
        batch.follow(e.PageSent(page.id, intent.channel))
        return
    tries_left = page.attempts <= len(WAITS)
    retry = batch.at + timedelta(seconds=WAITS[page.attempts - 1]) if tries_left else None
    batch.follow(e.PageFailed(page.id, intent.failure, retry))


RULES: dict[type[i.Intent], Callable[..., None]] = {
    i.AttemptPage: _attempt,
    i.SettlePage: _settle,
}
