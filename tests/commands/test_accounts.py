"""Which account a channel of a run is published on."""

from __future__ import annotations

from crisis_cli.commands import wiring
from crisis_cli.commands.accounts import account_for
from crisis_cli.reach.drill import DrillAccount
from tests.commands.conftest import Crisis


def test_a_drill_gets_the_drills_account_always(crisis: Crisis) -> None:
    incident = wiring.session(crisis.begin("blank", "--drill")).incident
    account = account_for(incident, "x")
    assert isinstance(account, DrillAccount)
