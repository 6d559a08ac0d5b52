"""Where a run stands, as far as the proof needs to know; a run that has not begun is a standing too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crisis_cli.domain.conditions import Known
from crisis_cli.domain.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Standing:
    """`settled`: when each settled step ended, with `not_needed` those among them that were passed over;
    `ends`: when each open step ends if everybody uses all their time (absent: not open; None: no bound);
    `values`: answers and facts as they are now, Unknown.UNANSWERED for an ask still open."""

    at: datetime
    seen_at: datetime
    started_at: datetime
    settled: Mapping[str, datetime] = field(default_factory=dict)
    not_needed: frozenset[str] = frozenset()
    ends: Mapping[str, datetime | None] = field(default_factory=dict)
    values: Mapping[str, Known] = field(default_factory=dict)


def before_it_begins(playbook: Playbook, seen_at: datetime) -> Standing:
    """The run starts `noticed_within` after it was seen, and nothing is known or done."""
    started = seen_at + playbook.noticed_within
    return Standing(at=started, seen_at=seen_at, started_at=started)
