"""What was learned: a run's journal as plain rows to look back at, planned against actual."""

from crisis_cli.review.rows import Review
from crisis_cli.review.summary import review

__all__ = ["Review", "review"]
