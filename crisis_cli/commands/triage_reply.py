"""The answer to one post, typed gap by gap: drafted, checked, said yes to by somebody else, posted by hand."""

from __future__ import annotations

import sys

from crisis_cli.commands import wiring
from crisis_cli.domain import intents as i
from crisis_cli.domain.statement import gaps
from crisis_cli.engine.session import Session
from crisis_cli.ui.approval_text import with_findings
from crisis_cli.ui.found_in_text import errors
from crisis_cli.ui.my_turn import Turn
from crisis_cli.ui.safe import safe, safe_line


def go_on(session: Session, turn: Turn, me: str) -> bool:
    """Take the turn with a text in it; False when it is left for later, or the input has ended."""
    if turn.act == "write":
        return _write(session, turn, me)
    return _ask_for_yes(session, turn, me) if turn.act in ("approve", "record_yes") else _post(session, turn, me)


def typed(prompt: str) -> str | None:
    """One line; None at the end of input."""
    print(f"{prompt} ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    return line.strip() if line else None


def _write(session: Session, turn: Turn, me: str) -> bool:
    """Ask for the words of each gap, show the whole with what a check finds, and say done when it is sound."""
    made = wiring.draft(session, turn.statement)
    session.act(made, actor=me)
    print("A line for each; Enter alone leaves that part out.", file=sys.stderr)
    text = made.text
    for gap in gaps(text):
        words = typed(f"  {safe_line(' '.join(gap[2:-2].split()))}\n  >")
        if words is None:
            return False
        text = filled(text, gap, words)
    if not text.strip():
        return _later(session, turn, "Nothing was written")
    session.act(i.Edit(turn.statement, text), actor=me)
    found = wiring.findings(session.incident, turn.statement)
    state = session.incident.statement(turn.statement)
    print(f"\n{with_findings(safe(text).rstrip(), state, found)}\n", file=sys.stderr)
    if errors(found):
        return _later(session, turn, "It cannot go out like this")
    answer = typed("Finished? Enter = yes, anything else = not yet:")
    if answer != "":
        return _later(session, turn, "It is kept")
    session.act(i.Complete(turn.step), actor=me)
    return True


def filled(text: str, gap: str, words: str) -> str:
    """The text with these words in the gap's place; without any the gap goes, and its line where none are left."""
    before, _, after = text.partition(gap)
    if words:
        return before + words + after
    above, feed, start = before.rpartition("\n")
    rest, _, below = after.partition("\n")
    line = f"{start}{rest.lstrip(' ,;')}" if not start.strip() else f"{start.rstrip(' ,;')}{rest}"
    return f"{above}{feed}{line}\n{below}" if line.strip() else f"{above}{feed}{below}".lstrip("\n")


def _ask_for_yes(session: Session, turn: Turn, me: str) -> bool:
    version = session.incident.statement(turn.statement).current
    said = typed("Who said yes to exactly this text, and how? Such as: lead phone. Enter = later:")
    if not said:
        return _later(session, turn, "Nobody has said yes yet")
    giver, _, via = said.partition(" ")
    yes = i.Approve(turn.statement, giver, via or "in person", version.sha256 if version is not None else "")
    session.act(yes, actor=me)
    return True


def _post(session: Session, turn: Turn, me: str) -> bool:
    url = typed("Post it, then its address. Enter = later:")
    if not url:
        return _later(session, turn, "It may go out")
    session.act(i.Post(turn.statement, (), url), actor=me)
    return True


def _later(session: Session, turn: Turn, why: str) -> bool:
    how = {"write": f"edit {turn.statement}", "publish": f"publish {turn.statement} --posted URL"}
    command = how.get(turn.act, f"approve {turn.statement} --for ROLE --via phone")
    print(f"{why}. Later: crisis {command} --incident {session.name}", file=sys.stderr)
    return False
