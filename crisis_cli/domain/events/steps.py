"""What became of each step."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain.events.body import Body, said


@said
class StepOpened(Body):
    """Its turn has come. `round` counts a repeated step's openings from 1; `due_at` None: no time was set."""

    step: str
    round: int
    due_at: datetime | None


@said
class DueMoved(Body):
    """A due time changed: the sighting was corrected, a fact asked for the next round, a word was promised."""

    step: str
    due_at: datetime | None
    why: str


@said
class StepSetBack(Body):
    """It waits again: what it followed is no longer settled."""

    step: str
    why: str


@said
class StepNotNeeded(Body):
    """Its condition does not hold, now; it may come back."""

    step: str
    why: str


@said
class StepAcknowledged(Body):
    """A person said "mine"; the ladder is held until `until_at` if it was that person's first word."""

    step: str
    person: str
    until_at: datetime


@said
class AckWithdrawn(Body):
    """A person's last "mine" was taken back."""

    step: str
    person: str


@said
class StepDone(Body):
    """It was done."""

    step: str
    round: int


@said
class StepAnswered(Body):
    """An ask was answered, for the first time or anew."""

    step: str
    choice: str


@said
class StepSkipped(Body):
    """Somebody decided to leave it out."""

    PROSE = ("reason",)
    step: str
    reason: str


@said
class StepReopened(Body):
    """It was settled and is open again."""

    step: str
    due_at: datetime | None
    why: str


@said
class RepetitionEnded(Body):
    """No further round: what the step repeats until has come true."""

    step: str
    why: str


@said
class ItemChecked(Body):
    """One line of a checklist was ticked (or unticked); `item` counts from 0."""

    step: str
    item: int
    checked: bool = True


@said
class StepAdded(Body):
    """Something came in that the playbook did not know. `owner` is a role, a person or empty (nobody yet);
    `corrects`: the statement that no longer says what is so, empty where it is about something else."""

    PROSE = ("text",)
    step: str
    text: str
    due_at: datetime | None
    owner: str = ""
    corrects: str = ""


@said
class StepReworded(Body):
    """What is to be done is said anew, because more has changed since; its clock stays."""

    PROSE = ("text",)
    step: str
    text: str
