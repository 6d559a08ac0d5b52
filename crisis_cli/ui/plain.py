"""The board as lines that are only ever added: for a screen reader, a pipe, a dumb terminal, a log."""

from __future__ import annotations

from datetime import datetime, timedelta

from crisis_cli.ui.safe import shortened
from crisis_cli.ui.step_rows import Row
from crisis_cli.ui.view import Clock, View

MARKS = (timedelta(minutes=10), timedelta(minutes=5), timedelta(minutes=1), timedelta())
"""Time left at which a clock is said again (issue: countdown marks at 10, 5, 1 and 0 minutes)."""

HELP = (
    "Type a command without the word crisis: answer size-up crisis · done STEP · ack STEP · fact NAME VALUE · "
    "draft, edit, approve, publish STATEMENT · note TEXT · status · help. End of input detaches."
)


def status_lines(view: View) -> list[str]:
    """The whole board, once; of a drill every line says so."""
    state = shortened(view.closed) or f"T+{view.since_seen.removeprefix('T+')} min since first seen {view.seen}"
    lines = [f"#{view.number} {view.title}  {view.kind}  {view.local}{view.utc}  {view.keeper}", f"   {state}"]
    lines += [f"   {clock_line(clock)}" for clock in view.clocks]
    lines += [f"   {line}" for line in view.forecast]
    lines += turn_lines(view)
    lines += [row_line(row) for row in view.rows if row.mark in ("LATE", "NOW")]
    coming = [row for row in view.rows if row.mark == "next"]
    lines += [row_line(row) for row in coming[:4]]
    lines += [f"         … and {len(coming) - 4} more to come"] if len(coming) > 4 else []
    done = [row for row in view.rows if row.mark == "done" and not row.time.startswith("not needed")]
    lines += [row_line(row) for row in done[:5]]
    lines += [f"         … and {len(done) - 5} more done"] if len(done) > 5 else []
    lines.append(f"KNOWN    {'; '.join(view.known) or 'nothing'}")
    lines.append(f"UNKNOWN  {', '.join(view.unknown) or 'nothing'}")
    lines.append(f"SAID     {'; '.join(view.said) or 'nothing'}")
    lines += map(shortened, view.frozen)
    lines += [f"! SENDING  {line}" for line in view.sends]
    return lines[:1] + marked(lines[1:], view)


def marked(lines: list[str], view: View) -> list[str]:
    """The lines, each of which says that this is a drill, if it is one."""
    return [f"DRILL {line}" for line in lines] if view.kind == "DRILL" else lines


def turn_lines(view: View) -> list[str]:
    """What I should do now, with the words to type."""
    turn = view.turn
    if turn.act == "wait":
        return [f"WAIT     {shortened(turn.title)} {turn.time}".rstrip()]
    lines = [f"YOUR TURN  {shortened(turn.title)}  {turn.time}  [{turn.step}]".replace("  [", " [")]
    lines += [f"           {key}: {text}" for key, text in turn.choices]
    lines += [f"           [{'x' if ticked else ' '}] {text}" for ticked, text in turn.checklist]
    lines.append(f"           type: {_typed(view)}")
    return lines


def _typed(view: View) -> str:
    turn = view.turn
    return {
        "answer": f"answer {turn.step} {'|'.join(key for key, _ in turn.choices)}",
        "write": f"draft {turn.statement}, then edit {turn.statement} --from FILE, then done {turn.step}",
        "correct": f"correct {turn.statement}, then edit, approve and publish it",
        "approve": f"approve {turn.statement}, or reject {turn.statement} --reason TEXT",
        "record_yes": f"approve {turn.statement} --for ROLE --via phone",
        "publish": f"publish {turn.statement}, then publish {turn.statement} --send, or --posted URL",
    }.get(turn.act, f"done {turn.step}")


def clock_line(clock: Clock) -> str:
    """`FIRST STATEMENT 19 min left`."""
    return f"{clock.title.upper()}: {clock.left}"


def row_line(row: Row) -> str:
    """One step on one line: mark, id, what, who, how long."""
    mark = {"LATE": "! LATE", "NOW": "> NOW ", "next": "- next", "done": "x done"}[row.mark]
    note = f"  ({row.note})" if row.note else ""
    return f"{mark}   {row.step}: {shortened(row.title)}  [{row.who}]  {row.time}{note}"


def countdown(view: View, since: datetime) -> list[str]:
    """The marks that clocks and open steps with a due time passed between `since` and now."""
    passed: list[str] = []
    for clock in view.clocks:
        if clock.due_at is not None and clock.status in ("open", "missed"):
            passed += [f"CLOCK    {clock_line(clock)}"] * _crossed(clock.due_at, since, view.at)
    return marked(passed, view)


def _crossed(due: datetime, since: datetime, now: datetime) -> int:
    return int(any(since < due - mark <= now for mark in MARKS))
