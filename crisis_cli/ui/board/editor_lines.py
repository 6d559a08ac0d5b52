"""The lines around the text in the editor: the clocks above it; its state, and what a check found, under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Step
from crisis_cli.domain.statement import gaps
from crisis_cli.domain.variants import as_sent, variants, wording_at
from crisis_cli.ui.board import sections
from crisis_cli.ui.board.spans import Line, apart, clip, clip_line, line, width_of, wrap
from crisis_cli.ui.findings.result import tally as told
from crisis_cli.ui.found_in_text import MARKS, errors, said
from crisis_cli.ui.my_turn import turn_for
from crisis_cli.ui.safe import safe_line

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board
    from crisis_cli.ui.board.proofreading import Proofreading


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
    drill: Line = (sections.kind_span(seen),) if seen.kind == "DRILL" else ()
    return [apart((*drill, (f" {safe_line(title)}", "bold")), when, width), clip_line(rule, width)]


MOST = 6
"""Lines under the text, the keys apart; a third of a small screen at most."""


def foot_lines(proof: Proofreading, saved: str, message: str, width: int, height: int) -> list[Line]:
    """What stands between the text and the keys on a screen of that size."""
    most = max(min((height - 2) // 3, MOST), 1)
    shown = proof.shown
    if shown is not None and not message:
        return shown_lines(proof, shown, width, most)
    state = state_lines(proof.area.text, proof.area.cursor_location[0] + 1, saved, message, width)
    return [*state, *finding_lines(proof, width, most - len(state))]


def state_lines(text: str, at: int, saved: str, message: str, width: int) -> list[Line]:
    """What came of the last key; else how long the wording is that line `at` belongs to, and what is still to be
    filled in."""
    if message:
        return [line(f" {row}", "bold") for row in wrap(safe_line(message), width - 2)[:3]]
    left = gaps(text)
    size = f" line {at}{_wording(text, at)}{'' if text == saved else ', not saved yet'}"
    gap = f"   {len(left)} to fill in (Tab goes there): {safe_line(left[0])}" if left else ""
    return [clip_line(line(f"{size}{gap}"), width)]


def _wording(text: str, at: int) -> str:
    """` of x · fr: 203 characters`, as it goes out."""
    part = wording_at(text, at)
    if part is None:
        return ": 0 characters"
    name = f" of {part.title}" if len(variants(text)) > 1 else ""
    return f"{name}: {len(as_sent(part).text.rstrip())} characters"


def finding_lines(proof: Proofreading, width: int, most: int) -> list[Line]:
    """How much a check found and what comes next, with its hint where there is room, in at most `most` lines; that
    nothing is known while the text is being changed."""
    if not proof.holds:
        return [line(clip(" The check looks again when you pause or save.", width), "dim")][:most]
    if proof.trouble:
        return [line(clip(f" Not checked: {safe_line(proof.trouble)}", width), "late")][:most]
    following = proof.next
    if following is None:
        return [line(clip(" Checked: nothing found.", width), "dim")][:most]
    tally = line(f" {_worst(proof.findings)} {told(proof.findings)}", _style(proof.findings))
    coming = f"ctrl+n: {said(following, proof.area.text)}"
    one: Line = (*tally, (f"   {coming}", ""))
    split = width_of(one) > width
    apart_ = [clip_line(tally, width), *(line(f" {row}") for row in wrap(coming, width - 2))]
    hint = [line(f"   {row}", "dim") for row in wrap(safe_line(following.hint), width - 4)]
    return _cut([*(apart_ if split else [one]), *(hint if following.hint else [])], max(most, 1), width)[:most]


def shown_lines(proof: Proofreading, finding: Finding, width: int, most: int) -> list[Line]:
    """One finding in full: what was found, what is better, its rule, what can be done; in at most `most` lines."""
    mark = f"{MARKS[finding.severity]} {finding.severity.value}, "
    message = [line(f" {row}", "bold") for row in wrap(f"{mark}{said(finding, proof.area.text)}", width - 2)]
    hint = [line(f"   {row}") for row in wrap(safe_line(finding.hint), width - 4)] if finding.hint else []
    number = f"{proof.findings.index(finding) + 1} of {len(proof.findings)}"
    last = line(
        clip(f" {number}  {finding.rule}   ctrl+l = live with it   ctrl+n = next   ctrl+p = back", width), "dim"
    )
    return [*_cut([*message, *hint], max(most - 1, 1), width), *([last] if most > 1 else [])]


def _cut(lines: list[Line], most: int, width: int) -> list[Line]:
    """At most so many lines; an ellipsis where there would be more."""
    if len(lines) <= most:
        return lines
    *rest, last = lines[:most]
    return [*rest, clip_line(tuple((f"{text.rstrip()} …", style) for text, style in last), width)]


def _worst(findings: tuple[Finding, ...]) -> str:
    return next(mark for severity, mark in MARKS.items() if any(one.severity is severity for one in findings))


def _style(findings: tuple[Finding, ...]) -> str:
    return "late" if errors(findings) else "bold"
