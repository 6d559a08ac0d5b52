"""What happened, in one sentence: a step that is due on another day says which."""

from __future__ import annotations

from datetime import UTC

from crisis_cli.domain.events import StepOpened
from crisis_cli.ui.my_turn import turn_for
from crisis_cli.ui.sentences import sentence
from tests.engine.builder import SEEN, Night, do, playbook


def test_a_step_that_is_due_in_three_days_is_opened_with_the_day() -> None:
    night = Night(playbook(do("report", by="72h", after=""), do("call", within="10m", after="")))
    said = [
        sentence(event, night.session.incident, UTC)
        for event in night.session.history
        if isinstance(event.data, StepOpened)
    ]
    turn = turn_for(night.session.incident, night.session.incident.playbook.steps["report"], "anna", SEEN, UTC)
    assert turn.time == "3 d 0 h left (by Wed 25 Nov 02:00)"
    assert said == ["open: report, by Wed 25 Nov 02:00", "open: call, by 02:10"]
