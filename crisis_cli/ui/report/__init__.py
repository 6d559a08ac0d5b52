"""The report of a run in three formats: Markdown, JSON, and one HTML page with the timeline drawn in it."""

from __future__ import annotations

from datetime import tzinfo

from crisis_cli.review.rows import Review
from crisis_cli.ui.report.blocks import DRILL, Document, Timeline, Trend
from crisis_cli.ui.report.first_page import first_page
from crisis_cli.ui.report.html_format import as_page
from crisis_cli.ui.report.json_format import as_json
from crisis_cli.ui.report.markdown import as_text
from crisis_cli.ui.report.sections import sections
from crisis_cli.ui.report.timeline import picture
from crisis_cli.ui.report.times import Times
from crisis_cli.ui.report.trend import trend_picture

__all__ = ["as_html", "as_json", "as_markdown", "document"]


def as_markdown(review: Review, zone: tzinfo) -> str:
    """The report as GitHub-flavoured Markdown, times local in `zone`."""
    return as_text(document(review, zone))


def as_html(review: Review, zone: tzinfo) -> str:
    """The report as one self-contained HTML page, times local in `zone`, UTC beside them in the picture."""
    times = Times(zone, review.summary.seen_at)
    pictures = {Timeline: picture(review, zone), Trend: trend_picture(review, times)}
    return as_page(document(review, zone), pictures)


def document(review: Review, zone: tzinfo) -> Document:
    """What both of them lay out."""
    times = Times(zone, review.summary.seen_at)
    kind = "DRILL" if review.drill else "REAL"
    banner = DRILL if review.drill else ""
    state = "so far" if review.open else "closed"
    local = review.summary.seen_at.astimezone(zone).tzname() or "local"
    title = review.title if len(review.title) <= 200 else f"{review.title[:199]}…"
    return Document(
        title=f"DRILL: {title}" if review.drill else title,
        subtitle=f"{kind}, {state}: {review.incident}",
        banner=banner,
        first=first_page(review, times),
        rest=sections(review, times),
        foot=f"{kind}: {review.incident}. Times are {local}. As of {times.dated(review.as_of)}.",
    )
