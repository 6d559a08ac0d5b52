"""Rules of the outbox: a page is attempted under a lease, then sent, or failed and tried again, in another way, or
with another person; and whoever was paged answers it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.delivery import MAY_PASS, NO_TEAM
from crisis_cli.domain.incident import Page, Status
from crisis_cli.engine import pages
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.decide_people import accept
from crisis_cli.engine.decide_steps import acknowledge, find, fire_next_rung, must_be_open
from crisis_cli.errors import Refused, UsageError

LEASE = timedelta(seconds=30)
"""How long a keeper has to say how sending went before another takes over (research: one-page engine design)."""

WAITS = (5, 15, 45, 120)
"""Seconds before the second to fifth try on one channel; then another is tried (research: Delivery)."""

LONGEST_WAIT = 300
"""Seconds that a service may ask us to wait: a page that comes later is of no use."""

MENDED_WITHIN = timedelta(seconds=30)
"""Until a team file that cannot be read is looked at again, for as long as the page asks for something."""

TAKES_A_STEP = ("rung", "turn", "unheld")
"""Pages whose answer is "mine"."""


def _attempt(batch: Batch, intent: i.AttemptPage) -> None:
    page = batch.incident.pages.get(intent.page)
    if page is None or page.id not in batch.incident.waiting_pages:
        return
    if page.retry_at is not None and page.retry_at > batch.at:
        return
    if not pages.still_asks(batch.incident, page):
        batch.follow(e.PageDropped(page.id, "settled before it was sent"))
    elif page.tries > len(WAITS):
        _give_up(batch, page, f"{page.tries} tries, and no word of how the last one went", "silent")
    else:
        batch.follow(e.PageAttempted(page.id, page.attempts + 1, intent.keeper, intent.lease_at))


def _settle(batch: Batch, intent: i.SettlePage) -> None:
    page = batch.incident.pages.get(intent.page)
    if page is None or page.state != "attempted":
        return
    if not intent.failure:
        batch.follow(e.PageSent(page.id, intent.channel))
    elif intent.failed_as == NO_TEAM:
        batch.follow(e.PageFailed(page.id, intent.failure, batch.at + MENDED_WITHIN, NO_TEAM))
    elif intent.failed_as in MAY_PASS and page.tries <= len(WAITS):
        wait = max(WAITS[page.tries - 1], min(intent.again_after, LONGEST_WAIT))
        retry_at = batch.at + timedelta(seconds=wait)
        batch.follow(e.PageFailed(page.id, intent.failure, retry_at, intent.failed_as))
    elif intent.another:
        batch.follow(e.PageFailed(page.id, intent.failure, batch.at, intent.failed_as, next_channel=True))
    else:
        _give_up(batch, page, intent.failure, intent.failed_as)


def _give_up(batch: Batch, page: Page, why: str, failed_as: str) -> None:
    """The person cannot be reached: the next rung is paged at once; where there is none, whoever is in charge is
    told."""
    batch.follow(e.PageFailed(page.id, why, None, failed_as))
    if not pages.still_asks(batch.incident, page):
        return
    step = batch.incident.step(page.step)
    if step is not None and page.about in ("rung", "turn"):
        if batch.incident.status(step.id, batch.at) is not Status.OPEN:
            return  # somebody else said that they have it
        rungs = batch.incident.state(step.id).rungs
        asked = rungs[-1].person if rungs else batch.incident.owner(step.id, batch.at)
        before = len(batch.bodies)
        if asked == page.person:
            fire_next_rung(batch, step, "unreached")
        if any(isinstance(body, e.RungFired) for body, _ in batch.bodies[before:]):
            return
    pages.tell_unreached(batch, page)


def _acknowledge(batch: Batch, intent: i.AcknowledgePage) -> None:
    page = batch.incident.pages.get(intent.page)
    if page is None:
        raise UsageError(f"{batch.incident.id} has no page {intent.page}.", "Read its number once more.")
    person = intent.person or page.person
    if page.about in TAKES_A_STEP:
        step = find(batch.incident, page.step)
        must_be_open(batch, step)
        acknowledge(batch, step, person)
    elif page.about == "handover":
        offered = tuple(what for what, to in batch.incident.offers.items() if to == page.person)
        if not offered:
            raise Refused(f"Nothing is offered to {page.person} any more.", "crisis status shows who holds what.")
        accept(batch, i.Accept(offered, page.person, "page"))
    elif not page.read_by:
        batch.act(e.PageAcknowledged(page.id, person))


RULES: dict[type[i.Intent], Callable[..., None]] = {
    i.AttemptPage: _attempt,
    i.SettlePage: _settle,
    i.AcknowledgePage: _acknowledge,
}
