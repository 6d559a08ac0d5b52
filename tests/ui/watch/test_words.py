"""An alert in words: who reads them is tired."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

from crisis_cli.domain.alert import Alert
from crisis_cli.ui.watch.words import alert_lines

ALERT = Alert(
    "Walrus", "brands", "red", at=1e9, window=300, observed=90, expected=2.0, days=40, since=1e9, clears=9
)


@pytest.mark.parametrize(
    ("times", "moments", "said"),
    [
        (0, 37, "It has never jumped this high from where it stood (0 of 37 times)."),
        (0, 1, "It has never jumped this high from where it stood (0 of 1 time)."),
        (2, 1_037, "It has jumped this high from where it stood (2 of 1,037 times)."),
    ],
)
def test_how_often_it_jumped_so_high_is_said_plainly(times: int, moments: int, said: str) -> None:
    assert f"   {said}" in alert_lines(replace(ALERT, times=times, moments=moments), UTC)
