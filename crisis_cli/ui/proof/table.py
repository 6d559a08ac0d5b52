"""The table of the proof: under each promise a row for every first answer, its verdict and its worst moment."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len

from crisis_cli.proof.released import Releases
from crisis_cli.proof.worst import Verdict
from crisis_cli.ui.board.spans import wrap
from crisis_cli.ui.proof.picture import NARROW, padded
from crisis_cli.ui.proof.proven import Proof, Proven, Row, reason
from crisis_cli.ui.proof.words import advice, counted, kept_by, moment, slack, verdict
from crisis_cli.ui.safe import safe_line

_SHOWN = 4
"""How many further releases are listed."""


class Line(NamedTuple):
    """One line of a page. `tone`: empty, `head`, `good` or `bad`; the words say the same."""

    text: str
    tone: str = ""


def wrapped(text: str, columns: int, tone: str = "", *, indent: int = 0, hang: int = 0) -> Iterator[Line]:
    """The text from outside made safe and broken into lines; those behind the first stand `hang` further in."""
    for number, line in enumerate(wrap(safe_line(text), columns - indent - hang)):
        yield Line(" " * (indent + (hang if number else 0)) + line, tone)


def tone_of(text: str) -> str:
    """How a line is coloured that begins with a mark."""
    return {"!": "bad", "+": "good"}.get(text[:1], "")


def answer(row: Row) -> str:
    """`size-up: growing or crisis`."""
    return safe_line(str(row.answer)) if row.answer else "whatever the answers"


def result(proof: Proof, row: Row) -> str:
    """When it is kept at the latest and what was promised; or why there is no such moment."""
    found = row.worst
    if found.at is not None:
        due = f", promised {moment(found.due_at)}: {slack(found)}" if found.due_at else ""
        return moment(found.at) + due
    if found.verdict is Verdict.RELEASED:
        return reason(proof.playbook, row.releases.found[0] if row.releases.found else None)
    if found.verdict is Verdict.UNBOUNDED:
        return f"{found.unbounded} may never end"
    if found.verdict is Verdict.TANGLED:
        return "too many cases to prove"
    return (
        "counts from a change: nothing to prove beforehand"
        if found.promise.counts_from == "change"
        else "its step is missing"
    )


def also_released(proof: Proof, proven: Proven) -> list[str]:
    """On which further answers nobody owes it: `Not owed on ill: 0 (publish-found is not needed)`."""
    said: dict[str, list[str]] = {}
    owed = [row for row in proven.rows if row.worst.verdict in (Verdict.BOUNDED, Verdict.UNBOUNDED)]
    for row in owed:
        if row.releases.found:
            said.setdefault(_releases(proof, row.releases), []).append(answer(row))
    every = len(owed) == 1 or (len(said) == 1 and len(next(iter(said.values()))) == len(owed))
    if every:
        return [f"Not owed on {releases}." for releases in said]
    return [f"With {' or '.join(rows)} not owed on {releases}." for releases, rows in said.items()]


def _releases(proof: Proof, found: Releases) -> str:
    shown = [
        f"{', '.join(map(str, release.choices))} ({reason(proof.playbook, release)})"
        for release in found.found[:_SHOWN]
    ]
    left = len(found.found) - len(shown)
    if left or not found.complete:
        shown.append(f"{left if found.complete else 'many'} more sets of answers")
    return "; ".join(shown)


class _Widths(NamedTuple):
    """The columns of the table, from the left."""

    columns: int
    verdict: int
    answer: int
    worst: int
    promised: int

    @property
    def before(self) -> int:
        """Where the figures begin."""
        return self.verdict + self.answer + 6


def _widths(rows: list[Row], columns: int) -> _Widths:
    mark = max(len(verdict(row.worst)) for row in rows)
    worst = max([5, *(len(moment(row.worst.at)) for row in rows if row.worst.at)])
    promised = max([8, *(len(moment(row.worst.due_at)) for row in rows if row.worst.due_at)])
    room = columns - mark - worst - promised - 6 - 20
    return _Widths(columns, mark, min(max(cell_len(answer(row)) for row in rows), room), worst, promised)


def table(proof: Proof, columns: int) -> Iterator[Line]:
    """All promises; on a narrow screen what else stands side by side stands below each other."""
    widths = _widths([row for proven in proof.promises for row in proven.rows], columns)
    narrow = columns < NARROW
    if not narrow:
        head = f"{'worst':>{widths.worst}}  {'promised':>{widths.promised}}  slack"
        yield Line(f"{'':{widths.verdict + 4}}{'answer':<{widths.answer}}  {head}")
    for proven in proof.promises:
        promise = proven.promise
        said = f"{promise.name}: {counted(promise)}, ends with {kept_by(proof.playbook, promise)}"
        yield from wrapped(said, columns, "head", hang=2)
        for row in proven.rows:
            yield from _narrow(proof, row, columns) if narrow else _wide(proof, row, widths)
        for note in (*also_released(proof, proven), advice(proof.playbook, proven)):
            yield from wrapped(note, columns, indent=2) if note else ()


def _narrow(proof: Proof, row: Row, columns: int) -> Iterator[Line]:
    said = verdict(row.worst)
    yield from wrapped(f"{said}, {answer(row)}", columns, tone_of(said), indent=2, hang=2)
    yield from wrapped(result(proof, row), columns, indent=4)


def _wide(proof: Proof, row: Row, widths: _Widths) -> Iterator[Line]:
    said = verdict(row.worst)
    results = wrap(safe_line(result(proof, row)), widths.columns - widths.before)
    if row.worst.at is not None:
        due = moment(row.worst.due_at) if row.worst.due_at else ""
        results = [f"{moment(row.worst.at):>{widths.worst}}  {due:>{widths.promised}}  {slack(row.worst)}"]
    answers = wrap(answer(row), widths.answer)
    for number, (left, right) in enumerate(zip_longest(answers, results, fillvalue="")):
        first = "" if number else said
        yield Line(f"  {first:<{widths.verdict}}  {padded(left, widths.answer)}  {right}".rstrip(), tone_of(first))
