"""Acts on what a check found in a statement: look, live with one finding, clear the way for a text to go out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from crisis_cli.domain import intents as i
from crisis_cli.domain.findings import Finding
from crisis_cli.domain.statement import Version, covered_words
from crisis_cli.ui.board.acts_writing import write
from crisis_cli.ui.board.performing import perform
from crisis_cli.ui.findings.result import counted
from crisis_cli.ui.found_in_text import said
from crisis_cli.ui.refusals import refusal
from crisis_cli.ui.safe import safe, safe_line

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

MEND = "\0mend"


class Look(NamedTuple):
    """What a check found; `trouble`: why it could not look, empty when it could."""

    findings: tuple[Finding, ...] = ()
    trouble: str = ""


async def look_over(board: Board, name: str, text: str) -> Look:
    """Check a statement's text in the journal's thread, so that nobody waits for it."""
    try:
        return Look(tuple(await board.store.call(lambda: board.parts.check(name, text))))
    except Exception as wrong:  # a text that cannot be checked can still be written, read and approved
        return Look(trouble=refusal(wrong) or type(wrong).__name__)


async def live_with(board: Board, name: str, finding: Finding, text: str) -> bool:
    """Ask for the reason and record it; False for Esc. `text`: the one in which it was found."""
    words = covered(finding, text)

    async def lived_with(reason: str) -> bool:
        await perform(board, i.Waive(name, finding.rule, words, reason))
        return True

    what = (
        f'It covers "{safe(words)}" in this round.' if words else f"It covers all of {finding.rule} in this round."
    )
    body = f"{said(finding, text)}\n{what} The approvers and the report see who and why."
    keys = "Enter = live with it   Esc = back"
    return bool(await board.ask(f"Live with {finding.rule}: why?", body, lived_with, keys=keys))


def covered(finding: Finding, text: str) -> str:
    """The words that living with it covers; empty where it is about the text as a whole."""
    return covered_words(finding.place.words(text) if finding.place else "")


async def nothing_in_the_way(board: Board, name: str, channels: Sequence[str]) -> bool:
    """Whether a check lets the text go out on these channels; what it stops at is mended or lived with."""
    while True:
        version, found = await errors_for(board, name, channels)
        if version is None or not found:
            return True
        options = [(MEND, "mend it in the editor; its yes is asked for again")]
        options += [
            (str(at), f"live with {_where(one, version.text)}, {one.rule}") for at, one in enumerate(found)
        ]
        title = f"{counted(len(found), 'error')} in the {name} statement for {' and '.join(channels)}"
        body = "It cannot go out before each is mended, or somebody lives with it and says why:"
        chosen = await board.choose(title, options, "\n".join([body, *_told(found, version.text)]))
        if chosen is None:
            return False
        if chosen == MEND:
            await write(board, name)
            return False
        await live_with(board, name, found[int(chosen)], version.text)


async def errors_for(board: Board, name: str, channels: Sequence[str]) -> tuple[Version | None, Sequence[Finding]]:
    """The text as it is now, and what keeps it from going out on these channels."""
    session = board.parts.session
    return await board.store.call(
        lambda: (session.incident.statement(name).current, session.errors(name, channels))
    )


def _where(finding: Finding, text: str) -> str:
    """As `said` begins: `line 3`, or `x · fr, line 3`."""
    return said(finding._replace(message=""), text).removesuffix(": ")


def _told(found: Sequence[Finding], text: str) -> Iterator[str]:
    for one in found:
        yield said(one, text)
        if one.hint:
            yield f"   {safe_line(one.hint)}"
