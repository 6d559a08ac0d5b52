"""What happened, in the past tense: one frozen class a kind of event, and the envelope that a journal keeps.

Conventions that the journal's codec relies on: a field named `*_at` is an aware UTC datetime (or None); every
other field is a string, an integer, a boolean, None, a tuple of strings or a mapping of strings to strings.
Fields named in `PROSE` are free text that a person typed: they are chained by a salted digest, so that they
can be blanked later. Kinds and fields are for ever: add, never rename.
"""

from __future__ import annotations

from collections.abc import Mapping

from crisis_cli.domain.events.body import VERSION as VERSION
from crisis_cli.domain.events.body import Body as Body
from crisis_cli.domain.events.body import Event as Event
from crisis_cli.domain.events.body import NewEvent as NewEvent
from crisis_cli.domain.events.body import UnknownEvent as UnknownEvent
from crisis_cli.domain.events.drill import DecisionMade as DecisionMade
from crisis_cli.domain.events.drill import DrillBegan as DrillBegan
from crisis_cli.domain.events.drill import DrillJumped as DrillJumped
from crisis_cli.domain.events.drill import DrillPaused as DrillPaused
from crisis_cli.domain.events.drill import DrillResumed as DrillResumed
from crisis_cli.domain.events.drill import DrillTicked as DrillTicked
from crisis_cli.domain.events.drill import InjectDropped as InjectDropped
from crisis_cli.domain.events.drill import InjectMoved as InjectMoved
from crisis_cli.domain.events.drill import InjectPlayed as InjectPlayed
from crisis_cli.domain.events.drill import LessonLearned as LessonLearned
from crisis_cli.domain.events.drill import ObjectiveRated as ObjectiveRated
from crisis_cli.domain.events.drill import PlayerNoted as PlayerNoted
from crisis_cli.domain.events.drill import SpeedSet as SpeedSet
from crisis_cli.domain.events.freezing import FreezeBegun as FreezeBegun
from crisis_cli.domain.events.freezing import FreezeFailed as FreezeFailed
from crisis_cli.domain.events.freezing import Frozen as Frozen
from crisis_cli.domain.events.freezing import LeftFrozen as LeftFrozen
from crisis_cli.domain.events.freezing import Unfrozen as Unfrozen
from crisis_cli.domain.events.people import HandedOver as HandedOver
from crisis_cli.domain.events.people import HandoverDeclined as HandoverDeclined
from crisis_cli.domain.events.people import HandoverOffered as HandoverOffered
from crisis_cli.domain.events.people import PersonCameBack as PersonCameBack
from crisis_cli.domain.events.people import PersonTried as PersonTried
from crisis_cli.domain.events.people import PersonWentAway as PersonWentAway
from crisis_cli.domain.events.people import ShiftChanged as ShiftChanged
from crisis_cli.domain.events.run import ActUndone as ActUndone
from crisis_cli.domain.events.run import FactRecorded as FactRecorded
from crisis_cli.domain.events.run import IncidentClosed as IncidentClosed
from crisis_cli.domain.events.run import IncidentOpened as IncidentOpened
from crisis_cli.domain.events.run import IncidentReopened as IncidentReopened
from crisis_cli.domain.events.run import ItemHandled as ItemHandled
from crisis_cli.domain.events.run import NoteStruck as NoteStruck
from crisis_cli.domain.events.run import NoteTaken as NoteTaken
from crisis_cli.domain.events.run import PlaybookSwitched as PlaybookSwitched
from crisis_cli.domain.events.run import SightingCorrected as SightingCorrected
from crisis_cli.domain.events.run import TextRedacted as TextRedacted
from crisis_cli.domain.events.sending import PartPosted as PartPosted
from crisis_cli.domain.events.sending import PostAttempted as PostAttempted
from crisis_cli.domain.events.sending import PostFailed as PostFailed
from crisis_cli.domain.events.sending import PostLookedFor as PostLookedFor
from crisis_cli.domain.events.statements import ApprovalWithdrawn as ApprovalWithdrawn
from crisis_cli.domain.events.statements import ChannelSkipped as ChannelSkipped
from crisis_cli.domain.events.statements import FindingWaived as FindingWaived
from crisis_cli.domain.events.statements import NextWordPromised as NextWordPromised
from crisis_cli.domain.events.statements import PostRestored as PostRestored
from crisis_cli.domain.events.statements import PostStruck as PostStruck
from crisis_cli.domain.events.statements import PostWithdrawn as PostWithdrawn
from crisis_cli.domain.events.statements import StatementApproved as StatementApproved
from crisis_cli.domain.events.statements import StatementDrafted as StatementDrafted
from crisis_cli.domain.events.statements import StatementEdited as StatementEdited
from crisis_cli.domain.events.statements import StatementPosted as StatementPosted
from crisis_cli.domain.events.statements import StatementRejected as StatementRejected
from crisis_cli.domain.events.statements import WaiverWithdrawn as WaiverWithdrawn
from crisis_cli.domain.events.steps import AckWithdrawn as AckWithdrawn
from crisis_cli.domain.events.steps import DueMoved as DueMoved
from crisis_cli.domain.events.steps import ItemChecked as ItemChecked
from crisis_cli.domain.events.steps import RepetitionEnded as RepetitionEnded
from crisis_cli.domain.events.steps import StepAcknowledged as StepAcknowledged
from crisis_cli.domain.events.steps import StepAdded as StepAdded
from crisis_cli.domain.events.steps import StepAnswered as StepAnswered
from crisis_cli.domain.events.steps import StepDone as StepDone
from crisis_cli.domain.events.steps import StepNotNeeded as StepNotNeeded
from crisis_cli.domain.events.steps import StepOpened as StepOpened
from crisis_cli.domain.events.steps import StepReopened as StepReopened
from crisis_cli.domain.events.steps import StepReworded as StepReworded
from crisis_cli.domain.events.steps import StepSetBack as StepSetBack
from crisis_cli.domain.events.steps import StepSkipped as StepSkipped
from crisis_cli.domain.events.timers import ClockJumped as ClockJumped
from crisis_cli.domain.events.timers import ConsultLapsed as ConsultLapsed
from crisis_cli.domain.events.timers import PageAcknowledged as PageAcknowledged
from crisis_cli.domain.events.timers import PageAttempted as PageAttempted
from crisis_cli.domain.events.timers import PageDropped as PageDropped
from crisis_cli.domain.events.timers import PageFailed as PageFailed
from crisis_cli.domain.events.timers import PageQueued as PageQueued
from crisis_cli.domain.events.timers import PageSent as PageSent
from crisis_cli.domain.events.timers import PromiseMissed as PromiseMissed
from crisis_cli.domain.events.timers import RungFired as RungFired
from crisis_cli.domain.events.timers import RungPassed as RungPassed
from crisis_cli.domain.events.timers import StepFellOverdue as StepFellOverdue

KINDS: Mapping[str, type[Body]] = {
    body.kind: body for body in Body.__subclasses__() if body.kind != UnknownEvent.kind
}
"""Every kind of event by its name."""
