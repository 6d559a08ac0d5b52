"""Why something of a scenario did not come about, in words for whoever wrote it."""

from __future__ import annotations

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.scenario import Inject, Scenario
from crisis_cli.engine.drilling.acts import PlayerAct


def could_not_go_on(incident: Incident, scenario: Scenario, act: PlayerAct, why: str) -> str:
    """What stopped a player of the tool; and where to write the words, if it is a statement for which the scenario
    has none."""
    words = f"{act.person}, played by the tool, could not go on: {why}"
    step = incident.playbook.steps.get(getattr(act.intent, "step", ""))
    name = getattr(act.intent, "statement", "") or (step.target if step is not None else "")
    if name not in incident.playbook.statements or name in scenario.texts:
        return words
    return (
        f"{words.rstrip('.')}. The scenario has no text for the {name} statement, so its template was filled with "
        f"plain sentences. Write what they would say into the scenario's file, under texts: as {name}: TEXT"
    )


def never_came(inject: Inject) -> str:
    """What an inject looked for, once, and did not find."""
    wanted = " and ".join(f"{step} is {word}" for step, word in inject.when.items())
    return f"it was to come only if {wanted}, and that was not so"
