"""`crisis triage`: one post, walked through in under a minute of keys."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import moment
from crisis_cli.commands.looking import view_of
from crisis_cli.commands.playbooks import runnable
from crisis_cli.commands.triage_reply import go_on, typed
from crisis_cli.domain import intents as i
from crisis_cli.domain.bounds import bounded_text
from crisis_cli.domain.journal import Head
from crisis_cli.domain.playbook import Playbook
from crisis_cli.engine.session import Session
from crisis_cli.errors import CrisisError, UsageError
from crisis_cli.ui.my_turn import Turn
from crisis_cli.ui.plain import turn_lines

PLAYBOOK = "angry-posts"


def triage(
    url: Annotated[str, typer.Argument(metavar="URL", help="The post or letter: its address, or a few words.")],
    playbook: Annotated[
        str, typer.Option("--playbook", metavar="NAME", help="Another per-item playbook.")
    ] = PLAYBOOK,
    seen: Annotated[str, typer.Option("--seen", metavar="TIME", help="When it was posted. Default: now.")] = "now",
    plain: Annotated[
        bool, typer.Option("--plain", help="Lines instead of a board, if it becomes a crisis.")
    ] = False,
    incident: options.Incident = "",
    as_: options.As = "",
) -> int:
    """Walk one post: unhappy customer, troll, rant, mistake, or the start of a crisis? And write the answer.

    It is linked to the run that is open (or the one of --incident), and knows what that one tells people to do.
    """
    from crisis_cli.engine.opening import Opening
    from crisis_cli.engine.session import open_run

    chosen = runnable(playbook)
    if not chosen.per_item:
        raise UsageError(f"{playbook} is not a playbook for one item.", f"crisis run {playbook}")
    parent = _parent(incident)
    opening = Opening(
        chosen,
        moment(seen, wiring.journal().now()),
        bounded_text(wiring.me(as_), "name"),
        drill=parent.drill if parent else False,
        facts=_known_there(parent.incident, chosen) if parent else (),
        item=bounded_text(url, "address"),
        linked=parent.incident if parent else "",
    )
    session = open_run(
        wiring.journal(), opening, read_playbook=wiring.read_playbook, new_id=wiring.new_id, checks=wiring.checks()
    )
    _walk(session, opening.starter)
    return _after(session, parent, opening.starter, plain=plain)


def _parent(given: str) -> Head | None:
    """The run that the post belongs to: the one named, else the only open one that is not a post itself."""
    heads = [head for head in wiring.journal().heads(open_only=True) if head.playbook != PLAYBOOK]
    if not given:
        return heads[0] if len(heads) == 1 else None
    from crisis_cli.commands.picking import pick

    return pick(given)


def _known_there(incident: str, playbook: Playbook) -> list[i.RecordFact]:
    """The facts of the run that the post belongs to, those that this playbook asks for too and that fit."""
    run = wiring.run(incident).incident
    found: list[i.RecordFact] = []
    for name, spec in playbook.facts.items():
        record, theirs = run.fact(name), run.playbook.facts.get(name)
        if record is not None and record.value is not None and theirs is not None and theirs.type is spec.type:
            found.append(
                i.RecordFact(name, record.value, record.status, f"{incident}, {record.source}".rstrip(", "))
            )
    return found


def _walk(session: Session, me: str) -> None:
    """One key a question, Enter for what is done; without a terminal a line each, until the input ends."""
    while session.incident.closed is None:
        turn = view_of(session, 0, me).turn
        if turn.act == "wait":
            return
        for line in turn_lines(view_of(session, 0, me))[:-1]:
            print(line, file=sys.stderr)
        try:
            if turn.statement:
                if not go_on(session, turn, me):
                    return
                continue
            key = _key(turn)
            if key is None:
                return
            if intent := _intent(turn, key):
                session.act(intent, actor=me)
        except CrisisError as refused:
            print(f"crisis: {refused.message} {refused.hint}", file=sys.stderr)
            if turn.act == "write":  # a template that cannot be rendered will not be better the second time
                return


def _key(turn: Turn) -> str | None:
    keys = "/".join(str(number) for number, _ in enumerate(turn.choices, start=1))
    return typed(f"{keys or 'Enter = done, s = skip'}:")


def _intent(turn: Turn, key: str) -> i.Intent | None:
    if turn.act == "answer":
        choices = [choice for choice, _ in turn.choices]
        if key.isdecimal() and 0 < int(key) <= len(choices):
            return i.Answer(turn.step, choices[int(key) - 1])
        return i.Answer(turn.step, key) if key else None
    if key == "s":
        return i.Skip(turn.step, "not needed for this post")
    return i.Complete(turn.step)


def _after(session: Session, parent: Head | None, me: str, *, plain: bool) -> int:
    """Say how it ended, link it, and lead on to a crisis when it is one: clock and facts are kept."""
    session.refresh()
    run = session.incident
    if run.closed is None:
        print(f"Still open: crisis status --incident {run.id}")
        return 0
    print(f"{'DRILL ' if run.drill else ''}{run.closed.outcome}  {run.id}")
    if parent is not None:
        link = i.LinkItem(run.id, run.item, run.closed.outcome)
        wiring.session(parent.incident).act(link, actor=me)
    ends = [step for step in run.steps() if step.ends == run.closed.outcome and step.leads_to]
    if not ends or parent is not None:
        return 0
    return _lead_on(session, str(ends[0].leads_to), plain=plain, me=me)


def _lead_on(session: Session, leads_to: str, *, plain: bool, me: str) -> int:
    from crisis_cli.commands.run import run as begin
    from crisis_cli.domain.timing import iso

    seen = iso(session.incident.seen_at)
    if leads_to == "choose" and not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(f"This may be a crisis. Begin: crisis run PLAYBOOK --seen {seen}")
        return 0
    known = [f"{name}={records[-1].value}" for name, records in session.incident.facts.items()]
    playbook = "" if leads_to == "choose" else leads_to
    return begin(playbook, seen=seen, fact=known, drill=session.incident.drill, plain=plain, as_=me)
