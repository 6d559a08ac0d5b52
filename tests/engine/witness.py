"""What must hold of any run, said a second time and in another way than the engine says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from crisis_cli.domain import events as e
from crisis_cli.domain.conditions import Truth
from crisis_cli.domain.events import Event
from crisis_cli.domain.evolve import evolve
from crisis_cli.domain.incident import SETTLED, Incident, Status, StepState
from crisis_cli.domain.playbook import Kind, Playbook, Step

IN_ROUND = (Kind.APPROVE, Kind.PUBLISH)


# --- how steps stand, once everything has settled -----------------------------------------------------------


def check_standing(incident: Incident, at: datetime) -> None:
    """Every step stands where it must: waiting for something, open for a reason, passed over for a reason."""
    if incident.closed is not None:
        return
    for step in incident.playbook.steps.values():
        state = incident.state(step.id)
        truth = step.when.truth(incident.values())
        said = f"{step.id} {step.kind} {state.status} {truth}"
        if state.status is Status.WAITING:
            assert state.opened_at is None, said
            assert _waits_for_something(incident, step, truth, at), said
        elif state.status is Status.OPEN:
            assert truth is Truth.TRUE, said
            assert state.opened_at is not None, said
            if step.kind in IN_ROUND:
                _check_open_in_round(incident, step, state)
        elif state.status is Status.NOT_NEEDED and step.repeat is None and step.kind not in IN_ROUND:
            assert truth is Truth.FALSE, said
        if state.status in (Status.WAITING, Status.OPEN):
            assert truth is not Truth.FALSE, said
        if step.repeat is not None and state.status is Status.OPEN:
            assert not _over(incident, step), said


def _waits_for_something(incident: Incident, step: Step, truth: Truth, at: datetime) -> bool:
    unsettled = not all(_settled(incident, name) for name in _outside(incident, step))
    too_early = step.not_before is not None and at < incident.seen_at + step.not_before
    return truth is Truth.WAITING or unsettled or too_early or step.kind in IN_ROUND


def _outside(incident: Incident, step: Step) -> list[str]:
    """What it follows, apart from the steps of its own statement."""
    names = incident.playbook.predecessors[step.id]
    own = {other.id for other in incident.playbook.path_of(step)} if step.kind in IN_ROUND else set()
    return [name for name in names if name not in own]


def _settled(incident: Incident, name: str, on_the_way: frozenset[str] = frozenset()) -> bool:
    """Over; and if it was passed over, so is everything that it follows."""
    if name in on_the_way:
        return True
    if incident.state(name).status is Status.NOT_NEEDED and name in incident.playbook.steps:
        way = on_the_way | {name}
        return _over_with(incident, name) and all(
            _settled(incident, before, way) for before in incident.playbook.predecessors[name]
        )
    return _over_with(incident, name)


def _over_with(incident: Incident, name: str) -> bool:
    step, state = incident.step(name), incident.state(name)
    if step is None:
        return False
    if step.repeat is not None:
        return state.ended or state.status is Status.NOT_NEEDED
    draft = incident.playbook.draft_that_repeats(step)
    return state.status in SETTLED and (draft is None or _over_with(incident, draft.id))


def _over(incident: Incident, step: Step) -> bool:
    assert step.repeat is not None
    until = step.repeat.until
    return bool(until.any_of) and until.truth(incident.values()) is Truth.TRUE


def _check_open_in_round(incident: Incident, step: Step, state: StepState) -> None:
    """It asks about the latest text, whose writer has finished; something is still missing."""
    statement = incident.statement(step.target)
    assert state.round == statement.ready == statement.round > 0
    channels = set(incident.playbook.statements[step.target].channels)
    if step.kind is Kind.PUBLISH:
        assert channels - {post.channel for post in statement.posts if post.round == statement.round}


# --- what was allowed to happen, event by event --------------------------------------------------------------


def check_history(history: Iterable[Event], read_playbook: Callable[[str], Playbook]) -> None:
    """Numbers and moments grow, no two events have one identity, nothing fires twice, nothing opens early."""
    incident: Incident | None = None
    ids: set[str] = set()
    fired: set[tuple[object, ...]] = set()
    for seq, event in enumerate(history, 1):
        assert event.seq == seq
        assert event.id not in ids
        ids.add(event.id)
        if incident is not None:
            assert incident.last_at is not None
            assert incident.last_at <= event.at
            _check_event(incident, event, fired)
        incident = evolve(incident, event, read_playbook)


ANY_TIME = ("notify", "handover", "promise")
"""What a page may be about whose step is not open: a promise is warned of before its step has its turn, too."""


def _check_event(before: Incident, event: Event, fired: set[tuple[object, ...]]) -> None:
    match event.data:
        case e.StepOpened(name):
            _check_opening(before, name)
        case e.StepFellOverdue(name, due_at):
            assert due_at <= event.at
            assert before.state(name).status is Status.OPEN
            _new(fired, "overdue", name, before.state(name).opened_seq, due_at)
        case e.RungFired(name, rung, fired_at=moment) | e.RungPassed(name, rung, fired_at=moment):
            assert moment <= event.at
            state = before.state(name)
            assert state.status is Status.OPEN
            assert len(state.rungs) == rung
            assert not state.rungs or state.rungs[-1].fired_at <= moment
            if event.data.why == "due":
                assert not any(ack.at <= moment < ack.until for ack in state.acks)
            _new(fired, "rung", name, state.opened_seq, rung)
        case e.PromiseMissed(promise, due_at):
            assert due_at <= event.at
            _new(fired, "missed", promise, due_at)
        case e.ConsultLapsed(statement, round_, entry):
            _new(fired, "silent", statement, round_, entry)
        case e.PageSent(page) | e.PageDropped(page):
            _new(fired, "page", page)
        case e.PageAttempted(page):
            asks = before.pages[page]
            acted = asks.about not in ANY_TIME and before.state(asks.step).status is not Status.OPEN
            assert not acted, "a page after the act"


def _new(fired: set[tuple[object, ...]], *key: object) -> None:
    assert key not in fired, key
    fired.add(key)


def _check_opening(before: Incident, name: str) -> None:
    step, state = before.step(name), before.state(name)
    assert step is not None
    assert step.when.truth(before.values()) is Truth.TRUE
    again = step.repeat is not None and (state.ended or state.status in (Status.DONE, Status.SKIPPED))
    if not again:
        assert all(_settled(before, other) for other in _outside(before, step)), f"{name} opened early"
    assert state.status is not Status.OPEN or step.kind in IN_ROUND


# --- who said yes --------------------------------------------------------------------------------------------


def check_publications(history: Iterable[Event], read_playbook: Callable[[str], Playbook]) -> None:
    """An account from the events alone: who wrote the text that went out, and who said yes to exactly that."""
    book: Playbook | None = None
    texts: dict[str, tuple[int, str]] = {}
    writers: dict[tuple[str, int, str], str] = {}
    yeses: dict[tuple[str, int, str], list[e.StatementApproved]] = {}
    void: dict[tuple[str, int, str], list[e.StatementApproved]] = {}
    undone_at: datetime | None = None
    for event in history:
        body = event.data
        match body:
            case e.IncidentOpened():
                book = read_playbook(body.playbook_text)
            case e.PlaybookSwitched():
                before, book = book, read_playbook(body.playbook_text)
                assert before is not None
                yeses = {key: _still_asked(before, book, given) for key, given in yeses.items()}
            case e.ActUndone():
                undone_at = event.at
            case e.StatementDrafted() | e.StatementEdited():
                key = (body.statement, body.round, body.sha256)
                writers.setdefault(key, event.actor)
                texts[body.statement] = (body.round, body.sha256)
                for other in [other for other in yeses if other[:2] == key[:2]]:
                    void.setdefault(other, []).extend(yeses.pop(other))
                if event.at == undone_at:  # an edit that is taken back was never made
                    yeses[key] = void.pop(key, [])
            case e.StatementApproved():
                yeses.setdefault((body.statement, body.round, body.sha256), []).append(body)
            case e.ApprovalWithdrawn():
                key = (body.statement, body.round, body.sha256)
                back = (body.entry, body.giver)
                yeses[key] = [yes for yes in yeses.get(key, []) if (yes.entry, yes.giver) != back]
            case e.StatementRejected():
                if not body.objection:
                    yeses.pop((body.statement, body.round, body.sha256), None)
                    for key, given in void.items():
                        void[key] = [yes for yes in given if yes.giver != body.giver or key[0] != body.statement]
            case e.StatementPosted():
                assert book is not None
                assert (body.round, body.sha256) == texts[body.statement]
                key = (body.statement, body.round, body.sha256)
                _check_yeses(book, body.statement, yeses.get(key, []), writers[key])


def _still_asked(before: Playbook, now: Playbook, given: list[e.StatementApproved]) -> list[e.StatementApproved]:
    """The yeses of entries that ask the same people as before; a countersignature hangs on all entries."""
    return [yes for yes in given if _asks(before, yes) == _asks(now, yes)]


def _asks(book: Playbook, yes: e.StatementApproved) -> list[tuple[str, ...]]:
    if yes.statement not in book.statements:
        return []
    roles = [entry.roles for entry in book.statements[yes.statement].approvals]
    return roles if yes.entry < 0 else roles[yes.entry : yes.entry + 1]


def _check_yeses(book: Playbook, statement: str, given: list[e.StatementApproved], writer: str) -> None:
    asked = [
        (number, one.roles) for number, one in enumerate(book.statements[statement].approvals) if not one.consult
    ]
    for number, roles in asked:
        may = set(roles).union(*(book.deputies(role) for role in roles))
        assert any(yes.entry == number and yes.role in may for yes in given), "a yes is missing"
    assert not asked or any(yes.giver != writer for yes in given), "only the writer said yes"
