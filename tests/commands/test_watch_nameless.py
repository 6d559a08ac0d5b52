"""`crisis watch` on posts that do not say who wrote them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.commands.conftest import Crisis

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)


def x(number: int, author: str) -> str:
    at = (BEGIN + timedelta(minutes=number)).isoformat()
    data = {"id": str(number), "text": f"Walrus Burger {number}", "created_at": at}
    return json.dumps({"data": data | ({"author_id": author} if author else {})})


@pytest.mark.parametrize(
    ("posts", "named", "told", "words"),
    [
        (100, 0, 2, "These posts name no author (100 of 100): people cannot be counted"),
        (100, 40, 2, "Most of these posts name no author (60 of 100)"),
        (5, 0, 1, "(5 of 5)"),
        (100, 60, 0, ""),
    ],
)
def test_it_is_told_once_and_in_the_summary_that_people_cannot_be_counted(
    crisis: Crisis, tmp_path: Path, posts: int, named: int, told: int, words: str
) -> None:
    (tmp_path / "watch.yaml").write_text("watch: walrus\nbrands: [Walrus Burger]\n", encoding="utf-8")
    # Names spread evenly, so that it is the same early and late.
    lines = [x(n, f"a{n}" if (n + 1) * named // posts > n * named // posts else "") for n in range(posts)]
    ran = crisis("watch", "--mentions", "-", "--no-page", typed="\n".join(lines))
    assert ran.err.count("people cannot be counted") == told
    assert words in ran.err
