"""`crisis watch --start` and `--incident`: what is opened, joined and told is the real run, and what was heard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crisis_cli.commands import wiring
from crisis_cli.commands.watching.start import start
from crisis_cli.domain.alert import Alert
from tests.commands.conftest import Crisis


def red_alert() -> Alert:
    now = wiring.clock().now().timestamp()
    return Alert("Walrus", "brands", "red", now, 300, 80, 4, 40.0, now - 300, 9, suggests="product-contamination")


def test_a_red_alert_does_not_join_a_drill_and_says_that_one_is_open(
    crisis: Crisis, capsys: pytest.CaptureFixture[str]
) -> None:
    drill = crisis.begin("product-contamination", "--drill")
    real = start(red_alert(), "pat", keeper=False)
    assert f"A DRILL is open too: {drill}." in capsys.readouterr().err
    heads = {head.incident: head.drill for head in wiring.journal().heads(open_only=True)}
    assert heads == {drill: True, real: False}
    assert "expected" not in crisis("log", "-i", drill).out
    assert start(red_alert(), "pat", keeper=False) == real


@pytest.mark.usefixtures("crisis")
def test_that_no_incident_was_opened_is_a_sentence_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert start(replace(red_alert(), suggests="no-such-one"), "pat", keeper=False) == ""
    assert '"no-such-one". No incident was opened.' in capsys.readouterr().err
