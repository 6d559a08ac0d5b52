"""The lines around the text in the editor: the clocks above it, its state under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.domain.playbook import Step
from crisis_cli.domain.statement import gaps
from crisis_cli.ui.board import sections
from crisis_cli.ui.board.spans import Line, apart, clip_line, line, wrap
from crisis_cli.ui.my_turn import turn_for
from crisis_cli.ui.safe import safe_line

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board


def head_lines(board: Board, statement: str, step: Step | None, width: int) -> list[Line]:
    """What is being written with its time left, then the most pressing clock that the public holds."""
    seen = board.view
    time = turn_for(board.incident, step, board.me, board.at(), board.parts.zone).time if step is not None else ""
    title = step.title if step is not None else f"{statement} statement"
    when = line(time or f"{seen.local} ", "late" if " late" in time else "bold")
    clocks = sections.urgent(seen.clocks)
    promise = f" {clocks[0].title.upper()} {clocks[0].left}" if clocks else f" {seen.since_seen} since first seen"
    late = f"-- ! {seen.late} LATE " if seen.late else ""
    style = "late" if clocks and clocks[0].left.endswith(" late") else "bold"
    rule: Line = ((late, "late"), ("-" * (width - len(late) - len(promise) - 1), "dim"), (promise, style))
    return [apart(line(f" {safe_line(title)}", "bold"), when, width), clip_line(rule, width)]


def state_lines(text: str, saved: str, message: str, width: int) -> list[Line]:
    """What came of the last key; else how long the text is, and what is still to be filled in."""
    if message:
        return [line(f" {row}", "bold") for row in wrap(safe_line(message), width - 2)[:3]]
    left = gaps(text)
    size = f" {len(text.rstrip())} characters{'' if text == saved else ', not saved yet'}"
    gap = f"   {len(left)} to fill in (Tab goes there): {safe_line(left[0])}" if left else ""
    return [clip_line(line(f"{size}{gap}"), width)]
