"""The report as JSON, version 1, for scripts.

`{"version": 1, "kind": "report", "notice": "", "incident": …}`: the fields of `review/rows.py` by their names.
Moments are UTC text (`2026-11-22T01:55:00.000000Z`), lengths are seconds, what nobody knows is null. Texts are as
they were typed, every character beyond ASCII escaped. Within a version names are added, never renamed or removed.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta

from crisis_cli.domain.timing import iso
from crisis_cli.review.rows import Review
from crisis_cli.ui.report.blocks import DRILL

VERSION = 1


def as_json(review: Review) -> str:
    """The whole review as indented JSON, ending with a newline."""
    found = _plain(review)
    assert isinstance(found, dict)
    notice = DRILL if review.drill else ""
    return json.dumps({"version": VERSION, "kind": "report", "notice": notice, **found}, indent=2) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
